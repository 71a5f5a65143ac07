using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds credentials behind the words of an authorization header: Bearer, Basic, or any scheme after the header's name.</summary>
/// <param name="header">Whether the literal is the name of the header and not that of a scheme.</param>
/// <param name="basic">Whether the credential is base64 of user and password.</param>
internal sealed class AuthorizationVerifier(bool header, bool basic) : Verifier
{
    private const int MaxValue = 8192;
    private const int MaxSample = 512;
    private const int MinToken = 16;

    // Schemes whose credential is a token as it stands.
    private static readonly byte[][] TokenSchemes = Bytes("token |bot |ssws |apikey |key |geniekey |genie-key |personal |oauth ");

    // Schemes that have rules of their own, or carry a signature.
    private static readonly byte[][] OtherSchemes = Bytes("bearer|basic|digest|aws4|negotiate");

    // What a credential that is put together by code is followed by.
    private static readonly Alphabet Expression = new("${<([");

    public override string Identity => $"Authorization{header}{basic}";

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        after < data.Length
        && (header || data[after] is (byte)' ' or (byte)'\t' or (byte)'%' or (byte)'\\' or (byte)'+')
        && Edge.MayBeLeft(data, at);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        if (!(header ? SkipToScheme(ref reader) : SkipBlank(ref reader)))
            return;
        if (reader.Peek is '"' or '\'')
            reader.Take();
        int start = reader.At;
        int end = view.RunEnd(start, Alphabet.Token68, out int length);
        if (length > MaxValue || Expression.Contains(view.Peek(end)))
            return;
        while (end > start && view[end - 1] is (byte)'.' or (byte)',')
            (end, length) = (end - 1, length - 1);
        Span<byte> text = stackalloc byte[MaxSample];
        ReadOnlySpan<byte> value = text[..view.CopyAscii(start, end, text)];
        if (basic ? IsBasic(value) : length >= MinToken && IsToken(value))
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
    }

    private static bool SkipBlank(ref Reader reader) => reader.TryTake("%20"u8) || reader.TryTake('+') || reader.SkipBlanks() > 0;

    // From behind the name of the header to its credential.
    private static bool SkipToScheme(ref Reader reader)
    {
        for (int n = 0; n < 6 && reader.Peek is '"' or '\'' or '`' or ']'; n++)
            reader.Take();
        reader.SkipBlanks();
        if (!reader.TryTake(':') && !reader.TryTake('=') && !reader.TryTake(','))
            return false;
        reader.SkipBlanks();
        for (int n = 0; n < 3 && reader.Peek is '"' or '\'' or '`' or 'f'; n++)
            reader.Take();
        return TakeAny(ref reader, TokenSchemes) || !TakeAny(ref reader, OtherSchemes);
    }

    private static bool TakeAny(ref Reader reader, byte[][] words)
    {
        foreach (byte[] word in words)
        {
            if (reader.TryTake(word))
                return true;
        }
        return false;
    }

    private static bool IsToken(ReadOnlySpan<byte> value) =>
        !References.Is(value)
        && !Placeholder.Is(value)
        && !value.TrimEnd((byte)'=').Contains((byte)'=')
        && (
            Randomness.IsRandom(value)
            || Values.IsUuid(value)
            || (value.Length >= 20 && value.ContainsAnyInRange((byte)'0', (byte)'9') && Passwords.IsMixed(value, literal: true))
        );

    /// <summary>Tells whether the text is base64 of user and password.</summary>
    public static bool IsBasic(ReadOnlySpan<byte> value)
    {
        if (value.Length < 8 || value.Length > MaxSample - 12)
            return false;
        Span<byte> padded = stackalloc byte[MaxSample];
        value.CopyTo(padded);
        int n = value.Length;
        while (n % 4 != 0)
            padded[n++] = (byte)'=';
        Span<byte> text = stackalloc byte[MaxSample];
        if (Base64.DecodeFromUtf8(padded[..n], text, out _, out int length) != OperationStatus.Done)
            return false;
        text = text[..length];
        int colon = text.IndexOf((byte)':');
        if (colon < 0 || colon > length - 4 || text.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return false;
        ReadOnlySpan<byte> password = text[(colon + 1)..];
        return !Placeholder.Is(password)
            && !References.Is(password)
            && !password.SequenceEqual("password"u8)
            && !password.SequenceEqual("pass"u8);
    }

    private static byte[][] Bytes(string words) => [.. words.Split('|').Select(Encoding.ASCII.GetBytes)];
}
