namespace Reprise.Masking.Reading;

/// <summary>Remembers what a verifier has looked at: its answer depends on these bytes and on nothing else.</summary>
internal sealed class Sight
{
    /// <summary>The first byte looked at.</summary>
    public int From { get; private set; }

    /// <summary>The byte after the last one looked at.</summary>
    public int To { get; private set; }

    /// <summary>Begins anew with a literal that was found.</summary>
    public void Begin(int from, int to) => (From, To) = (from, to);

    /// <summary>Adds a range.</summary>
    public void Add(int from, int to)
    {
        if (from < From)
            From = from;
        if (to > To)
            To = to;
    }
}
