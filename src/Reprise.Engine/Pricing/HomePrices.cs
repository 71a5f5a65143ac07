using Reprise.Files;
using Reprise.Usage;

namespace Reprise.Pricing;

/// <summary>The price lists of a home: what holds now, and what held when.</summary>
public static class HomePrices
{
    /// <summary>The kind of errors about prices.</summary>
    public const string Kind = "prices";

    /// <summary>Loads the history of prices, and writes nothing.</summary>
    /// <param name="home">The home, which may not exist yet.</param>
    /// <param name="own">The user's own rows.</param>
    /// <param name="now">The present: from when on a list holds that differs from the one that was adopted last.</param>
    /// <exception cref="RepriseException">What the home keeps about prices is damaged.</exception>
    public static PriceHistory Load(RepriseHome home, IReadOnlyList<PriceRow> own, DateTimeOffset now)
    {
        PriceList effective = Effective(home, own);
        if (ReadAdopted(home, effective) is not { } adopted)
            return new PriceHistory(effective);
        List<PricePeriod> periods = [];
        foreach (AdoptedList entry in adopted.Entries)
            periods.Add(new PricePeriod(entry.Since, () => ReadList(home, entry.Hash)));
        AdoptedList last = adopted.Entries[^1];
        if (IsInForce(home, last, effective))
            periods[^1] = new PricePeriod(last.Since, effective);
        else
            periods.Add(new PricePeriod(Later(last.Since, now), effective));
        return new PriceHistory(periods);
    }

    /// <summary>Keeps the list that holds now when it differs from the one that was adopted last.</summary>
    /// <remarks>For whoever holds the home's lock.</remarks>
    /// <param name="home">The home.</param>
    /// <param name="own">The user's own rows.</param>
    /// <param name="now">The present.</param>
    /// <returns>Whether another list is in force from now on.</returns>
    /// <exception cref="RepriseException">What the home keeps about prices is damaged.</exception>
    public static bool Adopt(RepriseHome home, IReadOnlyList<PriceRow> own, DateTimeOffset now)
    {
        PriceList effective = Effective(home, own);
        AdoptedLists? adopted = ReadAdopted(home, effective);
        if (adopted is null)
        {
            Write(home, effective, [new AdoptedList(now, effective.Hash)]);
            return true;
        }
        AdoptedList last = adopted.Entries[^1];
        if (IsInForce(home, last, effective))
            return false;
        Write(home, effective, [.. adopted.Entries, new AdoptedList(Later(last.Since, now), effective.Hash)]);
        return true;
    }

    /// <summary>Makes the list that holds now the only one: it prices everything, also what is past.</summary>
    /// <remarks>For whoever holds the home's lock. Lists that were in force stay on disk; what was damaged does not matter.</remarks>
    /// <param name="home">The home.</param>
    /// <param name="own">The user's own rows.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="RepriseException">The imported list is damaged.</exception>
    public static void AdoptOnly(RepriseHome home, IReadOnlyList<PriceRow> own, DateTimeOffset now)
    {
        PriceList effective = Effective(home, own);
        Write(home, effective, [new AdoptedList(now, effective.Hash)]);
    }

    /// <summary>Makes the list that holds now: built in, imported and the user's own.</summary>
    /// <param name="home">The home, which may not exist yet.</param>
    /// <param name="own">The user's own rows.</param>
    /// <exception cref="RepriseException">The imported list is damaged.</exception>
    public static PriceList Effective(RepriseHome home, IReadOnlyList<PriceRow> own) =>
        PriceLayers.Combine(PriceList.BuiltIn, ReadImported(home), own);

    /// <summary>Makes the list that would hold if another one was imported.</summary>
    /// <param name="imported">The list.</param>
    /// <param name="own">The user's own rows.</param>
    public static PriceList EffectiveWith(PriceList imported, IReadOnlyList<PriceRow> own) =>
        PriceLayers.Combine(PriceList.BuiltIn, imported, own);

    /// <summary>Reads the list that was imported; null when there is none.</summary>
    /// <exception cref="RepriseException">It is damaged.</exception>
    public static PriceList? ReadImported(RepriseHome home)
    {
        string path = ImportedPath(home);
        try
        {
            return File.Exists(path) ? PriceList.Parse(File.ReadAllBytes(path), path) : null;
        }
        catch (PriceException error)
        {
            throw new RepriseException(
                Kind,
                $"The imported prices are damaged: {error.Message}",
                "Import them again with 'reprise prices import FILE', or delete the file.",
                error
            );
        }
    }

    /// <summary>Keeps a list as the imported one, in place of the one before it.</summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public static void WriteImported(RepriseHome home, PriceList list)
    {
        PrivateFolder.Create(home.Prices);
        AtomicFile.Write(ImportedPath(home), list.ToJson());
    }

    private static string ImportedPath(RepriseHome home) => Path.Combine(home.Prices, "imported.json");

    private static string AdoptedPath(RepriseHome home) => Path.Combine(home.Prices, "adopted.json");

    private static string ListPath(RepriseHome home, string hash) => Path.Combine(home.Prices, "lists", $"{hash}.json");

    // A clock that was set back must not give a list no time at all.
    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static bool IsInForce(RepriseHome home, AdoptedList last, PriceList effective)
    {
        byte[] kept = ReadBytes(home, last.Hash);
        // What reads like the list that holds now is sound. Only another one is worth the time that its hash takes.
        return ReadsLike(kept, effective) || ParseList(home, last.Hash, kept).PricesLike(effective);
    }

    private static bool ReadsLike(byte[] json, PriceList list)
    {
        try
        {
            return PriceList.Parse(json, "").PricesLike(list);
        }
        catch (PriceException)
        {
            return false;
        }
    }

    private static void Write(RepriseHome home, PriceList list, IReadOnlyList<AdoptedList> entries)
    {
        PrivateFolder.Create(Path.Combine(home.Prices, "lists"));
        AtomicFile.Write(ListPath(home, list.Hash), list.ToJson());
        AtomicFile.Write(AdoptedPath(home), new AdoptedLists(entries).ToJson());
    }

    private static AdoptedLists? ReadAdopted(RepriseHome home, PriceList effective)
    {
        string path = AdoptedPath(home);
        if (!File.Exists(path))
            return HasOtherLists(home, effective) ? throw Damaged(path, "is missing", null) : null;
        try
        {
            return AdoptedLists.Parse(File.ReadAllBytes(path));
        }
        catch (FormatException error)
        {
            throw Damaged(path, error.Message, error);
        }
    }

    // Without the record nobody knows which list priced what. The list that holds now may stand alone: the record is written after it.
    private static bool HasOtherLists(RepriseHome home, PriceList effective)
    {
        string folder = Path.Combine(home.Prices, "lists");
        if (!Directory.Exists(folder))
            return false;
        foreach (string list in Directory.EnumerateFiles(folder, "*.json"))
        {
            if (Path.GetFileNameWithoutExtension(list) != effective.Hash)
                return true;
        }
        return false;
    }

    private static PriceList ReadList(RepriseHome home, string hash) => ParseList(home, hash, ReadBytes(home, hash));

    private static byte[] ReadBytes(RepriseHome home, string hash)
    {
        string path = ListPath(home, hash);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw Damaged(path, "is missing", null);
    }

    private static PriceList ParseList(RepriseHome home, string hash, byte[] json)
    {
        string path = ListPath(home, hash);
        if (PriceList.HashOf(json) != hash)
            throw Damaged(path, "is not what was written", null);
        try
        {
            return PriceList.Parse(json, path);
        }
        catch (PriceException error)
        {
            throw new RepriseException(Kind, error.Message, "Use the version of Reprise that wrote it, or a newer one.", error);
        }
    }

    private static RepriseException Damaged(string path, string what, Exception? inner) =>
        new(
            Kind,
            $"The record of past prices cannot be used: {path} {what}.",
            "Put it back from a backup of the home. Without one, 'reprise usage --reprice --apply' prices everything with today's list.",
            inner
        );
}
