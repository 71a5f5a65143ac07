using System.Security.Cryptography;

namespace Reprise.Usage;

/// <summary>Prices of models, each with the day from which on it holds.</summary>
public sealed class PriceList
{
    private const string BuiltInName = "prices.json";
    private static readonly Lazy<PriceList> _builtIn = new(LoadBuiltIn);
    private PriceMatcher? _matcher;
    private string? _hash;

    /// <summary>Makes a list of rows, ordered by model, provider and day.</summary>
    /// <param name="version">What people call the list, such as the day on which it was made.</param>
    /// <param name="rows">No two are of one model, provider and day.</param>
    public PriceList(string version, IEnumerable<PriceRow> rows)
    {
        Version = version;
        PriceRow[] sorted = [.. rows];
        Array.Sort(sorted, Compare);
        Rows = sorted;
    }

    /// <summary>The list that came with the program.</summary>
    public static PriceList BuiltIn => _builtIn.Value;

    /// <summary>What people call the list.</summary>
    public string Version { get; }

    /// <summary>All prices, ordered by model, provider and day.</summary>
    public IReadOnlyList<PriceRow> Rows { get; }

    /// <summary>A hash of everything that stands in the list; two lists with one hash are the same.</summary>
    public string Hash => _hash ??= HashOf(ToJson());

    /// <summary>Reads a list.</summary>
    /// <param name="json">UTF-8 JSON: an object with <c>version</c> and <c>models</c>, or the list of models alone.</param>
    /// <param name="name">What messages call it, such as its path.</param>
    /// <param name="unknown">Hears about members that nobody knows, which are ignored; null to be deaf.</param>
    /// <exception cref="PriceException">It is no such list, or a price in it cannot be.</exception>
    public static PriceList Parse(ReadOnlySpan<byte> json, string name, Action<string>? unknown = null) =>
        PriceListReader.Read(json, name, unknown);

    /// <summary>The name of the content of a list.</summary>
    /// <param name="json">What <see cref="ToJson"/> has written.</param>
    public static string HashOf(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));

    /// <summary>Writes the list so that <see cref="Parse"/> gives it back; equal lists give equal bytes.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => PriceListWriter.Write(this);

    /// <summary>Whether two lists price everything alike, wherever their prices are from.</summary>
    public bool PricesLike(PriceList other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (Rows.Count != other.Rows.Count)
            return false;
        for (int i = 0; i < Rows.Count; i++)
        {
            if (!Rows[i].PricesLike(other.Rows[i]))
                return false;
        }
        return true;
    }

    /// <summary>Finds all rows that may price a model.</summary>
    /// <param name="model">Its name as a session tells it.</param>
    /// <param name="provider">Who ran it; null when the session does not say.</param>
    public PriceMatch Match(string model, string? provider) => (_matcher ??= new PriceMatcher(Rows)).Match(model, provider);

    internal static int Compare(PriceRow a, PriceRow b)
    {
        int order = string.CompareOrdinal(a.Model, b.Model);
        if (order == 0)
            order = string.CompareOrdinal(a.Provider, b.Provider);
        return order == 0 ? a.FromDay.CompareTo(b.FromDay) : order;
    }

    private static PriceList LoadBuiltIn()
    {
        using Stream stream =
            typeof(PriceList).Assembly.GetManifestResourceStream(BuiltInName)
            ?? throw new InvalidOperationException("The program was built without its prices.");
        byte[] json = new byte[stream.Length];
        stream.ReadExactly(json);
        return Parse(json, BuiltInName);
    }
}
