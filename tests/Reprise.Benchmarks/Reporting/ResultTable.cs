namespace Reprise.Benchmarks.Reporting;

/// <summary>One table of results: the first column names what was measured.</summary>
/// <param name="Title">What the table shows, as a short sentence part.</param>
/// <param name="Columns">The headings.</param>
internal sealed record ResultTable(string Title, params IReadOnlyList<string> Columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Sentences below the table.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a row; cells that are not given stay empty.</summary>
    public void Add(params IReadOnlyList<string> cells)
    {
        if (cells.Count > Columns.Count)
            throw new ArgumentException("A row has no more cells than there are columns.", nameof(cells));
        _rows.Add([.. cells, .. Enumerable.Repeat("", Columns.Count - cells.Count)]);
    }

    public void Note(string sentence) => _notes.Add(sentence);
}
