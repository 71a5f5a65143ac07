namespace Reprise.Journaling;

/// <summary>What a person wants to be remembered: the fields of something that change.</summary>
/// <param name="type">What it is about.</param>
/// <param name="id">Which one of that type.</param>
public sealed class JournalEntry(string type, string id)
{
    private readonly SortedDictionary<string, JournalValue> _fields = new(StringComparer.Ordinal);

    /// <summary>What it is about.</summary>
    public string Type { get; } = type;

    /// <summary>Which one of that type.</summary>
    public string Id { get; } = id;

    /// <summary>The event that this takes back; null when it takes back none.</summary>
    public string? Undoes { get; init; }

    internal IReadOnlyDictionary<string, JournalValue> Fields => _fields;

    /// <summary>Sets a field to a text, which is masked before it is written; null empties the field.</summary>
    public JournalEntry Set(string field, string? text) =>
        Set(field, text is null ? new JournalValue.Nothing() : new JournalValue.Text(text));

    /// <summary>Sets a field to yes or no.</summary>
    public JournalEntry Set(string field, bool flag) => Set(field, new JournalValue.Flag(flag));

    /// <summary>Sets a field to a number.</summary>
    public JournalEntry Set(string field, long number) => Set(field, new JournalValue.Number(number));

    /// <summary>Sets a field to a text that nobody reads without the home's key.</summary>
    public JournalEntry SetSealed(string field, string text) => Set(field, new JournalValue.Sealed(text));

    /// <summary>Sets a field to what an earlier event had set it to.</summary>
    internal JournalEntry SetAgain(string field, string? json) =>
        Set(field, json is null ? new JournalValue.Nothing() : new JournalValue.Written(json));

    private JournalEntry Set(string field, JournalValue value)
    {
        _fields[field] = value;
        return this;
    }
}

/// <summary>The value of a field on its way into the journal.</summary>
internal abstract record JournalValue
{
    private JournalValue() { }

    /// <summary>No value.</summary>
    public sealed record Nothing : JournalValue;

    /// <summary>A text that is masked.</summary>
    public sealed record Text(string Value) : JournalValue;

    public sealed record Flag(bool Value) : JournalValue;

    public sealed record Number(long Value) : JournalValue;

    /// <summary>A text that is encrypted.</summary>
    public sealed record Sealed(string Value) : JournalValue;

    /// <summary>JSON that stands in the journal already.</summary>
    public sealed record Written(string Json) : JournalValue;
}
