using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Masks a key whose lines are the strings of a JSON array: each by itself, so that the array stays one.</summary>
internal static class PemLines
{
    private const int MaxLines = 240;
    private const int MinLine = 8;

    /// <summary>Adds the strings that follow the one with the begin line, up to the end line.</summary>
    public static void Add(in View view, string kind, Rule rule, RegionList regions)
    {
        int p = view.High;
        bool found = false;
        for (int line = 0; line < MaxLines && NextString(view, p, out int start, out int end); line++, p = end)
        {
            View inside = view.To(end);
            int from = Armour.SkipNoise(inside, start);
            if (from >= end)
                continue;
            if (Armour.EndMark(inside, from) > 0)
                return;
            int to = inside.RunEnd(from, Armour.Payload, out int length);
            // A line end, quotes and what joins strings in code may be part of each.
            if (length >= MinLine && Armour.SkipNoise(inside, to) >= end)
            {
                regions.Add(inside, new Region(from, to, kind, rule.Grade, Form.Armour));
                found = true;
            }
            else if (found || !inside.Bytes(from, end).Contains((byte)':'))
            {
                return;
            }
        }
    }

    // The next string of the array; a name of a member is none.
    private static bool NextString(in View view, int at, out int start, out int end)
    {
        (start, end) = (at, at);
        if (at >= view.FarHigh || view[at] != '"')
            return false;
        int p = SkipSpace(view, at + 1);
        if (p >= view.FarHigh || view[p] != ',')
            return false;
        p = SkipSpace(view, p + 1);
        if (p >= view.FarHigh || view[p] != '"')
            return false;
        start = end = p + 1;
        while (end < view.FarHigh && view[end] != '"')
            end += view[end] == '\\' ? 2 : 1;
        if (end >= view.FarHigh)
            return false;
        p = SkipSpace(view, end + 1);
        return p < view.FarHigh && view[p] is (byte)',' or (byte)']';
    }

    private static int SkipSpace(in View view, int at)
    {
        while (at < view.FarHigh && view[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }
}
