using System.Text;

namespace Reprise.Redacting;

/// <summary>Redacts what belongs to one session. For one thread at a time.</summary>
public sealed class SessionRedactor
{
    private readonly RedactionRule[] _rules;
    private readonly Redaction[] _manual;
    private readonly Action<string, int>? _counted;
    private readonly TextRedactor _texts;
    private readonly Scope _session;
    private Scope _current;
    private char[] _characters = [];

    internal SessionRedactor(RedactionRule[] rules, Redaction[] manual, Action<string, int>? counted)
    {
        _rules = rules;
        _manual = manual;
        _counted = counted;
        _texts = new TextRedactor { Counted = counted };
        _session = Choose(null);
        _current = _session;
    }

    /// <summary>Whether texts of one of its messages, or all of it, were picked by hand.</summary>
    internal bool HasManual => _manual.Length > 0;

    /// <summary>What hides all that follows as a whole; null when nothing does.</summary>
    internal Redaction? Whole => _current.Whole;

    /// <summary>Whether all that follows is hidden as a whole.</summary>
    internal bool IsWhole => _current.Whole is not null;

    /// <summary>What follows belongs to no message.</summary>
    public void BeginSession() => _current = _session;

    /// <summary>What follows belongs to a message.</summary>
    /// <param name="id">Its native id; empty when it has none.</param>
    public void BeginMessage(ReadOnlySpan<byte> id)
    {
        if (_manual.Length > 0)
            _current = Choose(id.IsEmpty ? "" : Encoding.UTF8.GetString(id));
    }

    /// <summary>What follows belongs to a message.</summary>
    /// <param name="id">Its native id; null when it has none.</param>
    public void BeginMessage(string? id) => _current = Choose(id ?? "");

    /// <summary>Redacts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="field">Where it stands; null where that is not known, so that all redactions apply.</param>
    public string Redact(string text, RedactionField? field)
    {
        if (_current.Whole is { } whole && text.Length > 0)
            return Hide(whole);
        return _texts.Redact(text, _current.Rules, field) ?? text;
    }

    /// <summary>Redacts a text that belongs to no message, whatever message was begun.</summary>
    /// <returns>Null when nothing is hidden.</returns>
    internal byte[]? RedactFact(ReadOnlySpan<byte> utf8, RedactionField field) => Redact(utf8, field, _session);

    /// <summary>Redacts a text in UTF-8.</summary>
    /// <returns>Null when nothing is hidden.</returns>
    internal byte[]? Redact(ReadOnlySpan<byte> utf8, RedactionField field) => Redact(utf8, field, _current);

    /// <summary>Redacts the strings of a JSON text, which stays JSON; what is none is redacted as a text.</summary>
    /// <returns>Null when nothing is hidden.</returns>
    internal byte[]? RedactJson(ReadOnlySpan<byte> utf8, RedactionField? field, JsonRedactor json)
    {
        if (utf8.IsEmpty)
            return null;
        if (_current.Whole is { } whole)
            return Encoding.UTF8.GetBytes($"\"{Hide(whole)}\"");
        if (_current.Rules.Length == 0)
            return null;
        if (json.Redact(utf8, text => _texts.Redact(text, _current.Rules, field), out byte[]? redacted))
            return redacted;
        return _texts.Redact(Decode(utf8), _current.Rules, field) is { } plain ? Encoding.UTF8.GetBytes(plain) : null;
    }

    /// <summary>Redacts a record as its agent wrote it.</summary>
    /// <param name="utf8">The record.</param>
    /// <param name="fields">Where its texts stand; none where that is not known, so that all redactions apply.</param>
    /// <param name="json">Takes the record apart.</param>
    /// <returns>Null when nothing is hidden.</returns>
    internal byte[]? RedactRecord(ReadOnlySpan<byte> utf8, IReadOnlySet<RedactionField> fields, JsonRedactor json)
    {
        RedactionRule[] rules =
            fields.Count == 0
                ? _current.Rules
                : [.. _current.Rules.Where(rule => rule.Redaction.Field is not { } field || fields.Contains(field))];
        if (rules.Length == 0)
            return null;
        if (json.Redact(utf8, text => _texts.Redact(text, rules, null), out byte[]? redacted))
            return redacted;
        return _texts.Redact(Decode(utf8), rules, null) is { } plain ? Encoding.UTF8.GetBytes(plain) : null;
    }

    private byte[]? Redact(ReadOnlySpan<byte> utf8, RedactionField field, Scope scope)
    {
        if (utf8.IsEmpty)
            return null;
        if (scope.Whole is { } whole)
            return Encoding.UTF8.GetBytes(Hide(whole));
        if (scope.Rules.Length == 0)
            return null;
        string? redacted = _texts.Redact(Decode(utf8), scope.Rules, field);
        return redacted is null ? null : Encoding.UTF8.GetBytes(redacted);
    }

    private string Hide(Redaction whole)
    {
        _counted?.Invoke(whole.Id, 1);
        return whole.Placeholder;
    }

    // What a person picked comes first: a rule must not take a part of it away, so that the rest is not found.
    private Scope Choose(string? message)
    {
        Redaction? whole = null;
        List<RedactionRule> current = [];
        foreach (Redaction manual in _manual)
        {
            if (manual.Message is not null && manual.Message != message)
                continue;
            if (manual.Texts is { Count: > 0 })
                current.Add(new RedactionRule(manual, RuleMatcher.Create(manual)));
            else
                whole ??= manual;
        }
        return new Scope([.. current, .. _rules], whole);
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8)
    {
        if (_characters.Length < utf8.Length)
            _characters = new char[Math.Max(utf8.Length, 2 * _characters.Length)];
        // Invalid bytes become one character each at most.
        return _characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, _characters));
    }

    /// <param name="Rules">What applies, in order.</param>
    /// <param name="Whole">What hides everything; null when nothing does.</param>
    private sealed record Scope(RedactionRule[] Rules, Redaction? Whole);
}
