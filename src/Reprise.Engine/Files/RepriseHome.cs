namespace Reprise.Files;

/// <summary>The places inside a home.</summary>
/// <param name="path">The home: <c>$REPRISE_HOME</c> or <c>~/.reprise</c>, as the caller decided.</param>
public sealed class RepriseHome(string path)
{
    /// <summary>The home itself, absolute.</summary>
    public string Folder { get; } = Path.GetFullPath(path);

    /// <summary>Truth: masked native bytes.</summary>
    public string Archive => Path.Combine(Folder, "archive");

    /// <summary>Truth: the masked spans, encrypted, and the keys.</summary>
    public string Vault => Path.Combine(Folder, "vault");

    /// <summary>Truth: what people add, one file for each device.</summary>
    public string Journal => Path.Combine(Folder, "journal");

    /// <summary>Says which device this is; not part of the journal, so that a copied journal takes no identity along.</summary>
    public string Device => Path.Combine(Folder, "device.json");

    /// <summary>Derived: the SQLite index.</summary>
    public string Index => Path.Combine(Folder, "index.db");

    /// <summary>The settings.</summary>
    public string Config => Path.Combine(Folder, "config.json");

    /// <summary>Price lists: an imported one, and all that were ever in force.</summary>
    public string Prices => Path.Combine(Folder, "prices");

    /// <summary>Exists while a capture runs, and afterwards only when it was killed.</summary>
    public string CaptureMark => Path.Combine(Folder, "capture.running");

    /// <summary>Whether a capture ever made this home.</summary>
    /// <exception cref="RepriseException">The home is there but may not be looked into.</exception>
    public bool Exists => Directory.Exists(Archive) || (Directory.Exists(Folder) && ListsArchive());

    // What may not be looked into looks empty, and "nothing captured yet" would be a fright.
    private bool ListsArchive()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Folder).Contains(Archive, StringComparer.Ordinal);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new RepriseException(
                "io",
                $"{Folder} may not be read.",
                "Run as the user whose home it is, or give yourself the right to read it.",
                error
            );
        }
    }
}
