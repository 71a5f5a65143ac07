using System.Security.Cryptography;
using System.Text;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Scanning;

/// <summary>Hands out clear bytes and placeholders in order.</summary>
internal sealed class RegionWriter(Fingerprinter fingerprinter)
{
    private long _position;
    private byte[] _value = new byte[1024];
    private byte[] _placeholder = new byte[128];

    /// <summary>Begins a new text.</summary>
    public void Reset() => _position = 0;

    /// <summary>Hands out [from, to); stops early where a region reaches beyond.</summary>
    /// <returns>The index up to which bytes were handed out.</returns>
    public int Write(ReadOnlySpan<byte> data, RegionList regions, int from, int to, MaskedOutput output)
    {
        int done = 0;
        for (; done < regions.Count && regions[done].Start < to; done++)
        {
            Region region = regions[done];
            if (region.End > to)
            {
                to = Math.Max(from, region.Start);
                break;
            }
            Clear(data[from..region.Start], output);
            Mask(data[region.Start..region.End], region, output);
            from = region.End;
        }
        Clear(data[from..to], output);
        regions.RemoveFirst(done);
        return to;
    }

    private void Clear(ReadOnlySpan<byte> bytes, MaskedOutput output)
    {
        if (bytes.Length == 0)
            return;
        output.Clear(bytes);
        _position += bytes.Length;
    }

    private void Mask(ReadOnlySpan<byte> raw, in Region region, MaskedOutput output)
    {
        if (_value.Length < raw.Length)
            _value = new byte[raw.Length];
        int length = Normalize(raw, region.Form, _value);
        string fingerprint = region.Fingerprint ?? fingerprinter.Fingerprint(_value.AsSpan(0, length));
        var finding = new Finding(_position, raw.Length, region.Kind, region.Grade, fingerprint);
        output.Decoded(finding, _value.AsSpan(0, length));
        CryptographicOperations.ZeroMemory(_value.AsSpan(0, length));
        output.Masked(finding, raw, _placeholder.AsSpan(0, Format(region.Kind, fingerprint)));
        _position += raw.Length;
    }

    private int Format(string kind, string fingerprint)
    {
        int needed = Existing.Prefix.Length + kind.Length + fingerprint.Length + 2;
        if (_placeholder.Length < needed)
            _placeholder = new byte[needed];
        Span<byte> target = _placeholder;
        Existing.Prefix.CopyTo(target);
        int n = Existing.Prefix.Length;
        n += Encoding.ASCII.GetBytes(kind, target[n..]);
        target[n++] = (byte)':';
        n += Encoding.ASCII.GetBytes(fingerprint, target[n..]);
        target[n++] = (byte)']';
        return n;
    }

    private static int Normalize(ReadOnlySpan<byte> raw, Form form, Span<byte> target)
    {
        int n = Logical.Decode(raw, 0, raw.Length, target);
        return form switch
        {
            Form.Percent => UndoPercent(target[..n]),
            Form.Armour => ArmourText.Normalize(target[..n]),
            _ => n,
        };
    }

    private static int UndoPercent(Span<byte> text)
    {
        int n = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && Logical.Hex(text, i + 1, 2, text.Length, out int value))
            {
                text[n++] = (byte)value;
                i += 2;
            }
            else
            {
                text[n++] = text[i];
            }
        }
        return n;
    }
}
