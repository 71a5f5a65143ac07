using System.Runtime.CompilerServices;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Scanning;

/// <summary>Finds the literals of all rules and asks the verifier of each.</summary>
/// <param name="rules">The rules.</param>
/// <param name="shape">How the bytes are to be understood.</param>
/// <param name="rank">The number of its first rule among those of all passes: of two findings that are as good the lower wins.</param>
internal sealed class AnchorPass(MaskingRules rules, TextShape shape, int rank = 0)
{
    private readonly Rule[] _rules = rules.Rows;
    private readonly Verifier[] _verifiers = rules.Verifiers;
    private readonly AnchorScanner _scanner = rules.Scanner;
    private readonly JsonTracker _tracker = new();
    private readonly Sight _sight = new();
    private readonly Crowd _crowd = new();
    private readonly int[] _hits = new int[256];
    private int _lineStart;
    private int _lineEnd = -1;

    // While the end of the line is not known: up to where it was looked for.
    private int _searched;

    /// <summary>The next position to be looked at.</summary>
    public int Next { get; private set; }

    /// <summary>Looks at all positions before <paramref name="limit"/>.</summary>
    public void Scan(ReadOnlySpan<byte> data, int limit, RegionList regions)
    {
        int p = Next;
        for (int count; (count = _scanner.Find(data, ref p, limit, _hits)) > 0; )
        {
            foreach (int hit in _hits.AsSpan(0, count))
            {
                Look(data, hit, _scanner.Long, regions);
                Look(data, hit, _scanner.Short, regions);
            }
        }
        Next = Math.Max(Next, limit);
    }

    /// <summary>Begins a new text.</summary>
    public void Reset()
    {
        (Next, _lineStart, _lineEnd, _searched) = (0, 0, -1, 0);
        _tracker.Reset(0);
        _crowd.Reset();
    }

    /// <summary>Brings positions along before the first bytes of the buffer are dropped.</summary>
    public void Drop(ReadOnlySpan<byte> data, int count)
    {
        if (shape == TextShape.JsonLines)
            FindLine(data, count);
        if (shape != TextShape.Text)
            _tracker.AdvanceTo(data, count);
        Next -= count;
        _lineStart -= count;
        _searched -= count;
        _lineEnd = _lineEnd < 0 ? -1 : _lineEnd - count;
        _tracker.Shift(count);
        _crowd.Shift(count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(ReadOnlySpan<byte> data, int hit, AnchorTable anchors, RegionList regions)
    {
        (int start, int end) = anchors.At(data, hit);
        for (int i = start; i < end; i++)
        {
            ref readonly Anchor anchor = ref anchors[i];
            if (!anchor.IsAround(data, hit))
                continue;
            int at = hit - anchor.Offset;
            foreach (int rule in anchor.Rules)
            {
                Verifier verifier = _verifiers[rule];
                if (!(_crowd.IsLost(hit) && verifier.IsNested) && verifier.Glance(data, at, at + anchor.Length))
                    Examine(data, at, hit, at + anchor.Length, rule, regions);
            }
        }
    }

    private void Examine(ReadOnlySpan<byte> data, int at, int hit, int after, int index, RegionList regions)
    {
        Rule rule = _rules[index];
        if (hit < regions.CoveredTo && at > regions.CoveredFrom)
            return;
        regions.Rule = rank + index;
        int low = Math.Max(0, at - Window.Behind);
        int high = Math.Min(data.Length, at + Window.Ahead - Existing.MaxLength);
        // Whether the literal begins a word was looked at in any case.
        _sight.Begin(Math.Max(0, at - 1), after);
        if (shape == TextShape.Text)
        {
            var text = new View
            {
                Data = data,
                Sight = _sight,
                Crowd = _crowd,
                Low = low,
                High = high,
                FarHigh = high,
                Place = Place.Text,
            };
            rule.Verifier.Verify(text, at, after, rule, regions);
            return;
        }
        if (shape == TextShape.JsonLines)
        {
            FindLine(data, hit);
            low = Math.Max(low, _lineStart);
            if (_lineEnd >= 0)
                high = Math.Min(high, _lineEnd);
        }
        _tracker.AdvanceTo(data, hit);
        // No anchor can stand between the strings of a document: this is none.
        if (_tracker.Place is not { } place)
            place = _tracker.BreakOff();
        int far = high;
        if (place != Place.Text)
        {
            low = Math.Max(low, _tracker.StringStart);
            high = _tracker.StringEnd(data, high);
            if (at < low || after > high || (place == Place.Value && OpaqueField.Holds(data, _tracker, at, high)))
                return;
        }
        var view = new View
        {
            Data = data,
            Sight = _sight,
            Crowd = _crowd,
            Low = low,
            High = high,
            FarHigh = far,
            Place = place,
            Key = _tracker.Key,
        };
        rule.Verifier.Verify(view, at, after, rule, regions);
    }

    // Each line is a document of its own.
    private void FindLine(ReadOnlySpan<byte> data, int position)
    {
        if (_lineEnd < 0 && _searched < data.Length)
        {
            int found = data[_searched..].IndexOf((byte)'\n');
            _lineEnd = found < 0 ? -1 : _searched + found;
            _searched = data.Length;
        }
        if (_lineEnd < 0 || position <= _lineEnd)
            return;
        _lineStart = _lineEnd + data[_lineEnd..position].LastIndexOf((byte)'\n') + 1;
        _tracker.Reset(_lineStart);
        int end = data[position..].IndexOf((byte)'\n');
        _lineEnd = end < 0 ? -1 : position + end;
        _searched = data.Length;
    }
}
