using System.Buffers;
using System.Buffers.Text;

namespace Reprise.Masking.Verifying;

/// <summary>What must stand inside tokens that carry no checksum.</summary>
internal static class Structures
{
    /// <summary>AWS access key ids: the documentation's own end with EXAMPLE.</summary>
    public static Verdict AwsKeyId(ReadOnlySpan<byte> token) =>
        token.EndsWith("EXAMPLE"u8) || !Randomness.IsMixed(token[4..]) ? Verdict.Refuted : Verdict.Possible;

    /// <summary>Amazon Bedrock: base64 of a text that names the service.</summary>
    public static Verdict Bedrock(ReadOnlySpan<byte> token)
    {
        Span<byte> bytes = stackalloc byte[12];
        return
            token.Length >= 20
            && Base64.DecodeFromUtf8(token[4..20], bytes, out _, out int n) == OperationStatus.Done
            && bytes[..n].StartsWith("BedrockAPI"u8)
            ? Verdict.Proven
            : Verdict.Refuted;
    }

    /// <summary>Tokens of letters and figures whose prefix is hexadecimal as well: a hash that begins with it is none.</summary>
    public static Verdict NotHex(ReadOnlySpan<byte> token) => Values.IsHex(token) ? Verdict.Refuted : Verdict.Possible;

    /// <summary>Azure client secrets: a digit stands before the mark.</summary>
    public static Verdict AzureClientSecret(ReadOnlySpan<byte> token) =>
        token.Length > 6 && token[3] is >= (byte)'0' and <= (byte)'9' && Randomness.IsMixed(token)
            ? Verdict.Possible
            : Verdict.Refuted;

    /// <summary>Signatures of Azure: 32 bytes in base64, usually percent-encoded.</summary>
    public static Verdict SasSignature(ReadOnlySpan<byte> token) =>
        Randomness.IsMixed(token) && token.ContainsAnyInRange((byte)'0', (byte)'9') ? Verdict.Possible : Verdict.Refuted;

    /// <summary>Tokens of letters: capitals among small ones, and not as in names of code.</summary>
    public static Verdict MixedLetters(ReadOnlySpan<byte> token)
    {
        int changes = 0;
        for (int i = 4; i < token.Length; i++)
            changes += char.IsAsciiLetterUpper((char)token[i]) != char.IsAsciiLetterUpper((char)token[i - 1]) ? 1 : 0;
        return changes >= token.Length / 4 && Randomness.IsMixed(token[3..]) ? Verdict.Possible : Verdict.Refuted;
    }

    /// <summary>Bot tokens of Discord: the first part is a number in base64.</summary>
    public static Verdict DiscordBot(ReadOnlySpan<byte> token)
    {
        Span<byte> text = stackalloc byte[24];
        int dot = token.IndexOf((byte)'.');
        return
            dot is > 20 and < 30
            && Base64Url.DecodeFromUtf8(token[..dot], text, out _, out int n) == OperationStatus.Done
            && !text[..n].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? Verdict.Proven
            : Verdict.Refuted;
    }
}
