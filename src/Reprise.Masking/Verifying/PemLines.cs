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
        bool diff = view[view.Low] is (byte)'+' or (byte)'-' or (byte)' ';
        for (int line = 0; line < MaxLines; line++)
        {
            if (p >= view.FarHigh || view[p] != '"')
                return;
            p = SkipSpace(view, p + 1);
            if (p >= view.FarHigh || view[p] != ',')
                return;
            p = SkipSpace(view, p + 1);
            if (p >= view.FarHigh || view[p] != '"')
                return;
            int start = p + 1;
            int end = start;
            while (end < view.FarHigh && view[end] != '"')
                end += view[end] == '\\' ? 2 : 1;
            if (end >= view.FarHigh)
                return;
            View inside = view.To(end);
            int from = start;
            if (diff && from < end && view[from] is (byte)'+' or (byte)'-' or (byte)' ')
                from++;
            while (from < end && view[from] is (byte)' ' or (byte)'\t')
                from++;
            int to = inside.RunEnd(from, Armour.Payload, out int length);
            // A line end may be part of each string.
            int rest = to;
            while (rest < end && inside.Peek(rest) is '\n' or '\r')
                rest = inside.Next(rest, out _);
            if (rest != end || length < MinLine)
                return;
            regions.Add(inside, new Region(from, to, kind, rule.Grade, Form.Letters));
            p = end;
        }
    }

    private static int SkipSpace(in View view, int at)
    {
        while (at < view.FarHigh && view[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }
}
