using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds session values among the pairs of a cookie header or of curl's option for it.</summary>
internal sealed class CookieVerifier : Verifier
{
    private const int MaxPairs = 40;
    private const int MaxOpening = 8;
    private const int MaxName = 64;
    private static readonly Alphabet ValueCharacters = new(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%+/=~:|!*"
    );
    private static readonly Alphabet NameCharacters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly byte[][] Names =
    [
        .. new[]
        {
            "sess",
            "sid",
            "auth",
            "token",
            "jwt",
            "remember",
            "login",
            "_id",
            "csrf",
            "xsrf",
            "cf_clearance",
            "ticket",
            "sso",
            "identity",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after)
    {
        if (
            after >= data.Length
            || data[after] is not ((byte)':' or (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'=')
        )
            return false;
        int p = after;
        int end = Math.Min(data.Length, p + MaxOpening);
        while (p < end && data[p] is (byte)'"' or (byte)'\'' or (byte)' ' or (byte)':' or (byte)',' or (byte)'=')
            p++;
        end = Math.Min(data.Length, p + MaxName + 1);
        while (p < end && NameCharacters.Contains(data[p]))
            p++;
        // A pair begins with a name and an equals sign; what may be an escaped character has to be looked into.
        if (p >= data.Length || data[p] != '\\')
            return p < data.Length && data[p] == '=';
        while (p < data.Length && data[p] == '\\')
            p++;
        return p < data.Length && data[p] is (byte)'u' or (byte)'x' or (byte)'"' or (byte)'\'';
    }

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        for (int n = 0; n < MaxOpening && reader.Peek is '"' or '\'' or ' ' or ':' or ',' or '='; n++)
            reader.Take();
        Span<byte> name = stackalloc byte[MaxName];
        for (int pair = 0; pair < MaxPairs; pair++)
        {
            int start = reader.At;
            int end = view.RunEnd(start, NameCharacters, out int length);
            if (length is 0 or > MaxName || view.Peek(end) != '=')
                return;
            int n = view.Copy(start, end, name);
            System.Text.Ascii.ToLowerInPlace(name[..n], out _);
            reader.At = end;
            reader.Take();
            start = reader.At;
            if (reader.TryTake("s%3a"u8))
                start = reader.At;
            end = view.RunEnd(start, ValueCharacters, out length);
            if (length >= 16 && IsSession(name[..n]) && IsValue(view, start, end))
                regions.Add(view, new Region(start, end, rule.Kind, rule.Grade, Form.Percent));
            reader.At = end;
            if (!reader.TryTake(';'))
                return;
            reader.SkipBlanks();
        }
    }

    private static bool IsSession(ReadOnlySpan<byte> name)
    {
        foreach (byte[] part in Names)
        {
            if (name.IndexOf(part) >= 0)
                return true;
        }
        return false;
    }

    private static bool IsValue(in View view, int start, int end)
    {
        Span<byte> text = stackalloc byte[512];
        int n = view.CopyAscii(start, end, text);
        return n >= 16
            && !Placeholder.Is(text[..n])
            && !References.Is(text[..n])
            && (Randomness.IsRandom(text[..n]) || Values.IsUuid(text[..n]));
    }
}
