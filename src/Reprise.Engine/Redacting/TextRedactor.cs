using System.Text;

namespace Reprise.Redacting;

/// <summary>Applies redactions to texts, in their order, each to what the ones before have left. For one thread at a time.</summary>
internal sealed class TextRedactor
{
    // Each round hides more or is the last one; texts for which more would matter are made to be like that.
    private const int MaxRounds = 8;

    private readonly List<TextPart> _found = [];
    private readonly List<TextPart> _placeholders = [];
    private readonly UnescapedText _unescaped = new();

    /// <summary>Told which redaction has hidden how many parts; null when nobody counts.</summary>
    public Action<string, int>? Counted { get; init; }

    /// <summary>Redacts a text. Redacting what was redacted changes nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rules">The redactions in force, in their order.</param>
    /// <param name="field">Where the text stands; null where that is not known, so that all apply.</param>
    /// <returns>Null when nothing is hidden.</returns>
    public string? Redact(ReadOnlySpan<char> text, IReadOnlyList<RedactionRule> rules, RedactionField? field)
    {
        string? redacted = null;
        for (int round = 0; round < MaxRounds; round++)
        {
            bool isChanged = false;
            foreach (RedactionRule rule in rules)
            {
                if (field is { } known && !rule.Redaction.Covers(known))
                    continue;
                if (Apply(rule, redacted is null ? text : redacted, rules) is { } next)
                {
                    redacted = next;
                    isChanged = true;
                }
            }
            if (!isChanged)
                break;
        }
        return redacted;
    }

    private string? Apply(RedactionRule rule, ReadOnlySpan<char> text, IReadOnlyList<RedactionRule> rules)
    {
        _found.Clear();
        rule.Matcher.Find(text, _found);
        if (_unescaped.Read(text))
        {
            int first = _found.Count;
            rule.Matcher.Find(_unescaped.Text, _found);
            for (int i = first; i < _found.Count; i++)
                _found[i] = new TextPart(_unescaped.PlaceOf(_found[i].Start), _unescaped.PlaceOf(_found[i].End));
        }
        if (_found.Count == 0)
            return null;
        Fit(text, rules);
        if (_found.Count == 0)
            return null;
        Counted?.Invoke(rule.Redaction.Id, _found.Count);
        return Replace(text, rule.Redaction.Placeholder);
    }

    /// <summary>Fits what was found around placeholders, and joins what overlaps.</summary>
    private void Fit(ReadOnlySpan<char> text, IReadOnlyList<RedactionRule> rules)
    {
        PlaceholderParts.Find(text, _placeholders);
        int kept = 0;
        _found.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        for (int i = 0; i < _found.Count; i++)
        {
            if (PlaceholderParts.Fit(text, _found[i], _placeholders, rules) is not { } fitted)
                continue;
            if (kept > 0 && fitted.Start < _found[kept - 1].End)
                _found[kept - 1] = new TextPart(
                    Math.Min(_found[kept - 1].Start, fitted.Start),
                    Math.Max(_found[kept - 1].End, fitted.End)
                );
            else
                _found[kept++] = fitted;
        }
        _found.RemoveRange(kept, _found.Count - kept);
    }

    private string Replace(ReadOnlySpan<char> text, string placeholder)
    {
        var redacted = new StringBuilder(text.Length);
        int at = 0;
        foreach (TextPart part in _found)
        {
            redacted.Append(text[at..part.Start]).Append(placeholder);
            at = part.End;
        }
        return redacted.Append(text[at..]).ToString();
    }
}

/// <summary>A redaction with what finds its texts.</summary>
/// <param name="Redaction">The redaction.</param>
/// <param name="Matcher">Finds its texts.</param>
internal sealed record RedactionRule(Redaction Redaction, RuleMatcher Matcher);
