using System.Buffers;
using System.Buffers.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds credentials behind the words of an authorization header: Bearer, Basic, or any scheme after the header's name.</summary>
internal sealed class AuthorizationVerifier(bool header, bool basic) : Verifier
{
    private const int MaxValue = 8192;

    public override string Identity => $"Authorization{header}{basic}";

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        after < data.Length
        && (header || data[after] is (byte)' ' or (byte)'\t' or (byte)'%' or (byte)'\\' or (byte)'+')
        && Edge.MayBeLeft(data, at);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        if (header)
        {
            for (int n = 0; n < 6 && reader.Peek is '"' or '\'' or '`' or ']'; n++)
                reader.Take();
            reader.SkipBlanks();
            if (!reader.TryTake(':') && !reader.TryTake('=') && !reader.TryTake(','))
                return;
            reader.SkipBlanks();
            for (int n = 0; n < 3 && reader.Peek is '"' or '\'' or '`' or 'f'; n++)
                reader.Take();
            if (
                !reader.TryTake("token "u8)
                && !reader.TryTake("bot "u8)
                && !reader.TryTake("ssws "u8)
                && !reader.TryTake("apikey "u8)
                && !reader.TryTake("key "u8)
                && !reader.TryTake("geniekey "u8)
                && (
                    reader.TryTake("bearer"u8)
                    || reader.TryTake("basic"u8)
                    || reader.TryTake("digest"u8)
                    || reader.TryTake("aws4"u8)
                    || reader.TryTake("negotiate"u8)
                )
            )
                return;
        }
        if (!header && !reader.TryTake("%20"u8) && !reader.TryTake('+') && reader.SkipBlanks() == 0)
            return;
        if (reader.Peek is '"' or '\'')
            reader.Take();
        int start = reader.At;
        int end = view.RunEnd(start, Alphabet.Token68, out int length);
        if (length > MaxValue || view.Peek(end) is '$' or '{' or '<' or '(' or '[')
            return;
        while (end > start && view[end - 1] is (byte)'.' or (byte)',')
            (end, length) = (end - 1, length - 1);
        Span<byte> text = stackalloc byte[512];
        int n2 = view.CopyAscii(start, end, text);
        ReadOnlySpan<byte> value = text[..n2];
        if (basic ? IsBasic(value) : length >= 16 && IsOpaque(value))
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
    }

    private static bool IsOpaque(ReadOnlySpan<byte> value) =>
        !Values.IsReference(value)
        && !Placeholder.Is(value)
        && (
            Randomness.IsRandom(value)
            || Values.IsUuid(value)
            || (value.Length >= 20 && value.ContainsAnyInRange((byte)'0', (byte)'9') && Values.IsPassword(value, quoted: true))
        );

    /// <summary>Tells whether the text is base64 of user and password.</summary>
    public static bool IsBasic(ReadOnlySpan<byte> value)
    {
        if (value.Length < 8 || value.Length > 500)
            return false;
        Span<byte> padded = stackalloc byte[512];
        value.CopyTo(padded);
        int n = value.Length;
        while (n % 4 != 0)
            padded[n++] = (byte)'=';
        Span<byte> text = stackalloc byte[400];
        if (Base64.DecodeFromUtf8(padded[..n], text, out _, out int length) != OperationStatus.Done)
            return false;
        text = text[..length];
        int colon = text.IndexOf((byte)':');
        if (colon < 0 || colon > length - 4 || text.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return false;
        ReadOnlySpan<byte> password = text[(colon + 1)..];
        return !Placeholder.Is(password)
            && !Values.IsReference(password)
            && !password.SequenceEqual("password"u8)
            && !password.SequenceEqual("pass"u8);
    }
}
