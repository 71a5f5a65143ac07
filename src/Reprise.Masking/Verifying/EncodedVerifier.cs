using System.Buffers;
using System.Buffers.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds base64 of a text that holds a secret: a token, a private key, a signed structure.</summary>
/// <param name="clear">The text that must be there when the run is decoded.</param>
/// <param name="minAfter">How many characters of a token must follow it.</param>
internal sealed class EncodedVerifier(string clear, int minAfter) : Verifier
{
    private const int MaxRun = 24_000;
    private const int MaxBack = 2048;
    private readonly byte[] _clear = System.Text.Encoding.ASCII.GetBytes(clear);

    public override string Identity => $"base64:{clear}:{minAfter}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int start = view.RunStart(at, Armour.Payload, MaxBack);
        int end = view.RunEnd(at, Armour.Payload, out int length);
        length += view.Length(start, at);
        if (length is < 16 or > MaxRun)
            return;
        byte[] text = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            int n = view.Copy(start, end, text);
            // An edge such as an escape before the run may shift it: all four phases are tried.
            for (int phase = 0; n > 0 && phase < 4; phase++)
            {
                if (Holds(text.AsSpan(phase, Math.Max(0, n - phase))))
                {
                    regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text, clearArray: true);
        }
    }

    private bool Holds(ReadOnlySpan<byte> encoded)
    {
        encoded = encoded.TrimEnd((byte)'=');
        encoded = encoded[..(encoded.Length & ~3)];
        byte[] decoded = ArrayPool<byte>.Shared.Rent(encoded.Length + 4);
        try
        {
            if (Base64.DecodeFromUtf8(encoded, decoded, out _, out int n) != OperationStatus.Done)
                return false;
            int found = decoded.AsSpan(0, n).IndexOf(_clear);
            if (found < 0)
                return false;
            ReadOnlySpan<byte> rest = decoded.AsSpan(found + _clear.Length, n - found - _clear.Length);
            int token = 0;
            while (token < rest.Length && Alphabet.UrlSafe.Contains(rest[token]))
                token++;
            return token >= minAfter && (minAfter == 0 || !Placeholder.Is(rest[..token]));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(decoded, clearArray: true);
        }
    }
}
