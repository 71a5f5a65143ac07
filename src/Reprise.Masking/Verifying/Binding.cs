namespace Reprise.Masking.Verifying;

/// <summary>How a name is joined to its value.</summary>
/// <param name="Value">Where the value starts.</param>
/// <param name="Form">How far it goes when it is not quoted.</param>
internal readonly record struct Binding(int Value, ValueForm Form)
{
    /// <summary>Whether the value has to stand between quotes: what joins them joins expressions as well.</summary>
    public bool NeedsQuotes { get; init; }

    /// <summary>Whether the value has to be followed by the start of a tag.</summary>
    public bool InTag { get; init; }

    /// <summary>Whether nothing but the separator stands between them: quotes before the name close behind the value.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether only words or a gap join them.</summary>
    public bool IsProse { get; init; }

    /// <summary>Whether a word such as "is" says that the value comes.</summary>
    public bool IsSaid { get; init; }
}
