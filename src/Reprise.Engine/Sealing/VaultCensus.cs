using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Counts what is sealed for which key. Nothing is opened, and payloads are not read.</summary>
public sealed record VaultCensus
{
    private VaultCensus() { }

    /// <summary>The number of sealed files.</summary>
    public int Parts { get; private init; }

    /// <summary>The number of boxes in them.</summary>
    public long Boxes { get; private init; }

    /// <summary>The size of the files.</summary>
    public long Bytes { get; private init; }

    /// <summary>How many boxes each key opens.</summary>
    public required IReadOnlyDictionary<KeyId, long> BoxesByKey { get; init; }

    /// <summary>How many boxes none of the given keys opens.</summary>
    public long Unopenable { get; private init; }

    /// <summary>The files that are no row of boxes, below the home with <c>/</c> between the parts.</summary>
    public required IReadOnlyList<string> Damaged { get; init; }

    /// <summary>Counts all of a home.</summary>
    /// <param name="home">The home.</param>
    /// <param name="keys">The keys whose private halves are at hand.</param>
    /// <param name="cancellation">Ends it.</param>
    public static VaultCensus Take(RepriseHome home, IReadOnlyCollection<KeyId> keys, CancellationToken cancellation)
    {
        var byKey = new Dictionary<KeyId, long>();
        List<string> damaged = [];
        int parts = 0;
        long boxes = 0;
        long bytes = 0;
        long unopenable = 0;
        string[] files = Directory.Exists(home.Vault)
            ? Directory.GetFiles(home.Vault, "*.sealed", SearchOption.AllDirectories)
            : [];
        foreach (string path in files)
        {
            cancellation.ThrowIfCancellationRequested();
            parts++;
            bytes += new FileInfo(path).Length;
            if (SealedPart.RecipientsOf(path) is not { } recipients)
            {
                damaged.Add(Path.GetRelativePath(home.Folder, path).Replace('\\', '/'));
                continue;
            }
            boxes += recipients.Count;
            foreach (KeyId[] ids in recipients)
            {
                unopenable += ids.Any(keys.Contains) ? 0 : 1;
                foreach (KeyId id in ids)
                    byKey[id] = byKey.GetValueOrDefault(id) + 1;
            }
        }
        damaged.Sort(StringComparer.Ordinal);
        return new VaultCensus
        {
            Parts = parts,
            Boxes = boxes,
            Bytes = bytes,
            BoxesByKey = byKey,
            Unopenable = unopenable,
            Damaged = damaged,
        };
    }
}
