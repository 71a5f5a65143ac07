using Reprise.Masking.Reading;
using Reprise.Masking.Rules;

namespace Reprise.Masking.Scanning;

/// <summary>Tries the patterns that have no literal on every string or line.</summary>
/// <remarks>
/// It works in blocks of a fixed size, counted from the start of the text; a match belongs to the block it begins in and
/// may reach a margin beyond it.
/// </remarks>
internal sealed class PatternPass
{
    private const int Block = 16 * 1024;
    private const int Margin = 4 * 1024;

    private readonly TextPattern[] _patterns;
    private readonly TextShape _shape;
    private readonly JsonTracker _tracker = new();
    private readonly DecodedText _text = new();
    private readonly Sight _sight = new();
    private readonly Sight _seen = new();

    private PatternPass(TextPattern[] patterns, TextShape shape)
    {
        _patterns = patterns;
        _shape = shape;
    }

    /// <summary>The next position to be looked at.</summary>
    public int Next { get; private set; }

    /// <summary>Bytes before this position are looked at no more.</summary>
    public int Settled => Next - Margin;

    /// <summary>Returns the pass, or null when there is no such pattern.</summary>
    public static PatternPass? Create(MaskingRules rules, TextShape shape) =>
        rules.Patterns.Length == 0 ? null : new PatternPass(rules.Patterns, shape);

    /// <summary>Looks at all whole blocks before <paramref name="limit"/>, and at the rest when the text ends there.</summary>
    public void Scan(ReadOnlySpan<byte> data, int limit, RegionList regions)
    {
        while (Next < limit && (Next + Block <= limit || limit == data.Length))
        {
            int end = Math.Min(Next + Block, limit);
            ScanBlock(data, Next, end, regions);
            Next = end;
        }
        _text.Clear();
    }

    /// <summary>Begins a new text.</summary>
    public void Reset()
    {
        Next = 0;
        _tracker.Reset(0);
    }

    /// <summary>Adjusts positions before the first bytes of the buffer are dropped.</summary>
    public void Drop(int count)
    {
        Next -= count;
        _tracker.Shift(count);
    }

    private void ScanBlock(ReadOnlySpan<byte> data, int start, int end, RegionList regions)
    {
        int p = start;
        while (p < end)
        {
            int line = data[p..Math.Min(data.Length, end + Margin)].IndexOf((byte)'\n');
            int lineEnd = line < 0 ? Math.Min(data.Length, end + Margin) : p + line;
            if (_shape == TextShape.Text)
                Try(data, Place.Text, LineStart(data, p), lineEnd, start, end, regions);
            else
                ScanStrings(data, p, lineEnd, start, end, regions);
            p = lineEnd + 1;
            if (_shape == TextShape.JsonLines && line >= 0 && p <= end)
                _tracker.Reset(p);
        }
        if (_shape != TextShape.Text)
            _tracker.AdvanceTo(data, end);
    }

    private void ScanStrings(ReadOnlySpan<byte> data, int from, int lineEnd, int start, int end, RegionList regions)
    {
        int p = from;
        while (p < Math.Min(lineEnd, end))
        {
            _tracker.AdvanceTo(data, p);
            if (_tracker.Place is not { } place)
            {
                int quote = data[p..Math.Min(lineEnd, end)].IndexOf((byte)'"');
                if (quote < 0)
                    return;
                p += quote + 1;
                continue;
            }
            int stringEnd =
                place == Place.Text ? lineEnd : Math.Min(lineEnd, _tracker.StringEnd(data, Math.Min(data.Length, end + Margin)));
            int stringStart = place == Place.Text ? LineStart(data, p) : Math.Max(_tracker.StringStart, p - Margin);
            if (place != Place.Key && !OpaqueField.Holds(data, _tracker, p, stringEnd))
                Try(data, place, Math.Max(0, stringStart), stringEnd, start, end, regions);
            p = stringEnd + 1;
        }
    }

    private static int LineStart(ReadOnlySpan<byte> data, int at)
    {
        int low = Math.Max(0, at - Margin);
        return low + data[low..at].LastIndexOf((byte)'\n') + 1;
    }

    private void Try(ReadOnlySpan<byte> data, Place place, int from, int to, int start, int end, RegionList regions)
    {
        if (to <= from)
            return;
        var view = new View
        {
            Data = data,
            Sight = _sight,
            Low = from,
            High = to,
            FarHigh = to,
            Place = place,
        };
        _text.Decode(data, from, to);
        // Patterns are listed behind all rows.
        regions.Rule = int.MaxValue;
        var passage = new Passage
        {
            Text = _text.Text,
            Key = place == Place.Value ? _tracker.Key : [],
            IsLine = place == Place.Text,
            Sight = _seen,
        };
        foreach (TextPattern pattern in _patterns)
        {
            for (int p = 0; pattern.TryFind(passage, p, out TextMatch match); p = match.End)
            {
                int at = _text.Position(match.Start);
                int after = _text.Position(match.End);
                _sight.Begin(_text.Position(_seen.From), _text.Position(_seen.To));
                if (at >= start && at < end)
                    regions.Add(view, new Region(at, after, pattern.Kind, pattern.Grade));
            }
        }
    }
}
