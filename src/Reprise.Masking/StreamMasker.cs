namespace Reprise.Masking;

/// <summary>Masks a text that comes in pieces, whatever the pieces are.</summary>
/// <param name="rules">What is masked.</param>
/// <param name="fingerprinter">Makes the fingerprint in each placeholder.</param>
/// <param name="shape">How the bytes are to be understood.</param>
public sealed class StreamMasker(MaskingRules rules, Fingerprinter fingerprinter, TextShape shape)
{
    private const int TokenBytes = 40;
    private readonly List<byte> _held = [];
    private long _position;

    /// <summary>Takes the next piece and hands out what is settled.</summary>
    public void Write(ReadOnlySpan<byte> bytes, MaskedOutput output)
    {
        _ = (rules, shape);
        _held.AddRange(bytes);
        Settle(output, _held.Count - TokenBytes);
    }

    /// <summary>Hands out the rest.</summary>
    public void Complete(MaskedOutput output)
    {
        Settle(output, _held.Count);
        output.Clear(_held.ToArray());
        _held.Clear();
    }

    private void Settle(MaskedOutput output, int end)
    {
        byte[] data = [.. _held];
        int at = 0;
        while (at < end)
        {
            int found = data.AsSpan(at, end - at).IndexOf("ghp_"u8);
            if (found < 0 || at + found + TokenBytes > data.Length)
            {
                int clear = found < 0 ? end : at + found;
                output.Clear(data.AsSpan(at, clear - at));
                at = clear;
                break;
            }
            output.Clear(data.AsSpan(at, found));
            at += found;
            byte[] raw = data[at..(at + TokenBytes)];
            string fingerprint = fingerprinter.Fingerprint(raw);
            var finding = new Finding(_position + at, TokenBytes, "github-pat", Grade.Strong, fingerprint);
            output.Masked(finding, raw, System.Text.Encoding.ASCII.GetBytes($"[masked:github-pat:{fingerprint}]"));
            at += TokenBytes;
        }
        _held.RemoveRange(0, at);
        _position += at;
    }
}
