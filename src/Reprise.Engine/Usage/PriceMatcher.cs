namespace Reprise.Usage;

/// <summary>Finds the rows of a list for a model: its name as it is, then its other forms, then patterns.</summary>
internal sealed class PriceMatcher
{
    private static readonly PriceRow[] _free = [new() { Model = ModelName.Synthetic, Base = default }];
    private readonly Dictionary<string, List<PriceRow[]>> _named = new(StringComparer.Ordinal);
    private readonly List<PriceRow[]> _patterns = [];

    /// <param name="rows">In the order of <see cref="PriceList.Compare"/>.</param>
    public PriceMatcher(IReadOnlyList<PriceRow> rows)
    {
        int start = 0;
        for (int i = 1; i <= rows.Count; i++)
        {
            if (i < rows.Count && rows[i].Model == rows[start].Model && rows[i].Provider == rows[start].Provider)
                continue;
            PriceRow[] group = [.. rows.Skip(start).Take(i - start)];
            if (group[0].IsPattern)
                _patterns.Add(group);
            else if (_named.TryGetValue(group[0].Model, out List<PriceRow[]>? others))
                others.Add(group);
            else
                _named.Add(group[0].Model, [group]);
            start = i;
        }
        // The longest literal first; of equal ones the one that names a provider.
        _patterns.Sort(
            (a, b) =>
                LiteralLength(b[0]) != LiteralLength(a[0]) ? LiteralLength(b[0]).CompareTo(LiteralLength(a[0]))
                : (a[0].Provider is null) != (b[0].Provider is null) ? (a[0].Provider is null).CompareTo(b[0].Provider is null)
                : PriceList.Compare(a[0], b[0])
        );
    }

    public PriceMatch Match(string model, string? provider)
    {
        IReadOnlyList<string> forms = ModelName.FormsOf(model);
        if (forms is [ModelName.Synthetic])
            return new PriceMatch([_free]);
        string? runner = PriceProvider.Of(provider) ?? PriceProvider.ImpliedBy(model);
        PriceRow[][] found = Groups(forms, runner);
        if (found.Length > 0 || forms.Count == 0 || !forms[^1].EndsWith(ModelName.FastEnding, StringComparison.Ordinal))
            return new PriceMatch(found);
        // A faster answer has its own price: without one it stays unknown.
        PriceRow[][] usual = Groups(ModelName.FormsOf(forms[^1][..^ModelName.FastEnding.Length]), runner);
        return new PriceMatch([.. usual.Select(rows => rows.Select(Faster).OfType<PriceRow>().ToArray())]);
    }

    private PriceRow[][] Groups(IReadOnlyList<string> forms, string? provider)
    {
        List<PriceRow[]> groups = [];
        foreach (string form in forms)
        {
            if (!_named.TryGetValue(form, out List<PriceRow[]>? rows))
                continue;
            groups.AddRange(rows.Where(group => provider is not null && group[0].Provider == provider));
            groups.AddRange(rows.Where(group => group[0].Provider is null));
        }
        foreach (PriceRow[] group in _patterns)
        {
            bool isRunBy = group[0].Provider is not { } runner || runner == provider;
            if (isRunBy && forms.Any(form => Matches(group[0].Model, form)))
                groups.Add(group);
        }
        return [.. groups];
    }

    private static PriceRow? Faster(PriceRow row) =>
        !row.Factors.IsUnknown("fast", null) && row.Factors.Of("fast", null) is var factor
            ? row with
            {
                Base = row.Base.Times(factor),
                Tiers = [.. row.Tiers.Select(tier => tier with { Prices = tier.Prices.Times(factor) })],
                Factors = default,
            }
            : null;

    private static int LiteralLength(PriceRow row) => row.Model.Length - row.Model.Count(c => c == '*');

    /// <summary>Whether a text is made by a pattern in which <c>*</c> stands for any characters.</summary>
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int star = -1;
        int resume = 0;
        int p = 0;
        int t = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // What the last star stands for grows by a character.
                p = star + 1;
                t = ++resume;
            }
            else
                return false;
        }
        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
