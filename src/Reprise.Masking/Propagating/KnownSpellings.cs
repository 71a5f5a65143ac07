using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Propagating;

/// <summary>The ways in which a known secret may be spelled.</summary>
/// <remarks>The escapes of JSON are undone where a text is looked at: they need no rows of their own.</remarks>
internal static class KnownSpellings
{
    /// <summary>A shorter piece of base64 stands by chance in longer ones.</summary>
    private const int MinEncoded = 12;

    /// <summary>Gives a row for each part to look for.</summary>
    public static IEnumerable<Rule> Of(KnownSecret secret)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (byte[] spelling in (byte[][])[secret.Value, Percent(secret.Value, "X2"), Percent(secret.Value, "x2")])
        {
            if (seen.Add(Convert.ToHexString(spelling)))
            {
                foreach (Rule row in Rows(secret, new SpelledText(spelling, ignoresCase: false), isPiece: false))
                    yield return row;
            }
        }
        for (int phase = 0; phase < 3; phase++)
        {
            string piece = Base64(secret.Value, phase);
            if (piece.Length < MinEncoded)
                continue;
            foreach (string spelling in (string[])[piece, piece.Replace('+', '-').Replace('/', '_')])
            {
                if (!seen.Add(spelling))
                    continue;
                foreach (
                    Rule row in Rows(
                        secret,
                        new SpelledText(Encoding.ASCII.GetBytes(spelling), ignoresCase: false),
                        isPiece: true
                    )
                )
                    yield return row;
            }
        }
    }

    private static IEnumerable<Rule> Rows(KnownSecret secret, SpelledText text, bool isPiece)
    {
        foreach ((Literal anchor, int offset) in text.Anchors())
            yield return new Rule
            {
                Kind = secret.Kind,
                Literals = [anchor],
                Verifier = new KnownVerifier(text, offset, secret.Fingerprint, isPiece),
                Grade = secret.Grade,
                Example = "",
                Counter = "",
                Source = "the session",
            };
    }

    private static byte[] Percent(byte[] value, string format)
    {
        var text = new StringBuilder();
        foreach (byte b in value)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
                text.Append((char)b);
            else
                text.Append('%').Append(b.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    // What stands before and behind the value in the encoded text decides about the first and the last characters only.
    private static string Base64(byte[] value, int phase)
    {
        byte[] padded = new byte[phase + value.Length];
        value.CopyTo(padded, phase);
        string encoded = Convert.ToBase64String(padded);
        int first = (phase * 8 + 5) / 6;
        int last = padded.Length * 8 / 6;
        return encoded[first..last];
    }
}
