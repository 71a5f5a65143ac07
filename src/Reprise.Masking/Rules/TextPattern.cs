using Reprise.Masking.Reading;

namespace Reprise.Masking.Rules;

/// <summary>Something without a literal to look for: it is tried on every string or line.</summary>
internal abstract class TextPattern
{
    /// <summary>The name of the kind: what the placeholder says.</summary>
    public abstract string Kind { get; }

    /// <summary>How sure a finding is.</summary>
    public abstract Grade Grade { get; }

    /// <summary>Everything that changes what it finds.</summary>
    public abstract string Identity { get; }

    /// <summary>Finds the next match that begins at or behind a position.</summary>
    public abstract bool TryFind(in Passage passage, int from, out TextMatch match);
}
