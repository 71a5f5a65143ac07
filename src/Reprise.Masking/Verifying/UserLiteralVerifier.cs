using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds a text that a user named, however JSON spells it.</summary>
/// <param name="text">The text as UTF-8.</param>
/// <param name="offset">The number of its bytes before the part that is looked for.</param>
/// <param name="ignoreCase">Whether ASCII letters match in either case.</param>
internal sealed class UserLiteralVerifier(byte[] text, int offset, bool ignoreCase) : Verifier
{
    // The longest spelling of a byte: a Unicode escape with a few backslashes.
    private const int MaxSpelling = 12;

    public override string Identity => $"literal:{Encoding.UTF8.GetString(text)}:{offset}:{ignoreCase}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int low = Math.Max(view.Low, at - offset * MaxSpelling);
        for (int start = at - offset; start >= low; start--)
        {
            // Half a run of backslashes is half a character.
            if (start > view.Low && view[start] == '\\' && view[start - 1] == '\\')
                continue;
            int end = Match(view, start);
            if (end < after)
                continue;
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
            return;
        }
    }

    private int Match(in View view, int start)
    {
        int p = start;
        int i = 0;
        Span<byte> bytes = stackalloc byte[4];
        while (i < text.Length)
        {
            if (p >= view.High)
                return -1;
            if (view[p] != '\\')
            {
                if (!Same(view[p++], text[i++]))
                    return -1;
                continue;
            }
            if (text[i] == '\\')
            {
                // How many backslashes one is depends on the depth.
                while (p < view.High && view[p] == '\\')
                    p++;
                while (i < text.Length && text[i] == '\\')
                    i++;
                continue;
            }
            int next = view.Escape(p, out int unit);
            int low = 0;
            if (char.IsHighSurrogate((char)unit) && next < view.High && view[next] == '\\')
                next = view.Escape(next, out low);
            if (
                !(
                    char.IsLowSurrogate((char)low)
                        ? Rune.TryCreate((char)unit, (char)low, out Rune rune)
                        : Rune.TryCreate((char)unit, out rune)
                )
            )
                return -1;
            int n = rune.EncodeToUtf8(bytes);
            for (int k = 0; k < n; k++, i++)
            {
                if (i >= text.Length || !Same(bytes[k], text[i]))
                    return -1;
            }
            p = next;
        }
        return p;
    }

    private bool Same(byte found, byte expected) =>
        found == expected || (ignoreCase && char.IsAsciiLetter((char)found) && (found ^ expected) == 0x20);
}
