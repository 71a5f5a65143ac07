using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Capturing;

/// <summary>A session as the last capture left it, as far as it takes to see whether it changed.</summary>
internal sealed class KnownSession(RememberedSession session, SessionArchive archive)
{
    private readonly Dictionary<string, RememberedFile> _files = new(StringComparer.Ordinal);

    public RememberedSession Row { get; } = session;

    public SessionKey Key => Row.Key;

    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>Whether its entry is there, not whether it is undamaged.</summary>
    public bool HasEntry => archive.Contains(Row.Entry);

    /// <summary>Opens its entry; null when it is missing or damaged.</summary>
    public ArchiveEntry? FindEntry() => archive.IsReadable(Row.Entry) ? archive.Open(Row.Entry) : null;

    /// <summary>Whether the agent still has it, or the database that its rows come from.</summary>
    public bool HasSource
    {
        get
        {
            string path = Path.Combine(Row.Root, Row.SourcePath ?? Paths.FirstOrDefault() ?? "");
            return File.Exists(path) || File.Exists(Path.GetDirectoryName(path));
        }
    }

    public void Add(RememberedFile file) => _files[file.Path] = file;

    /// <summary>The native bytes of a file that were captured; 0 when it is new.</summary>
    public long CapturedLength(string path) => _files.TryGetValue(path, out RememberedFile file) ? file.Length : 0;

    /// <summary>Whether a file has the length and the time that it was captured with.</summary>
    public bool IsUnchanged(SourceFile file) =>
        _files.TryGetValue(file.RelativePath, out RememberedFile known)
        && (known.Length == file.Length || file.IsGathered)
        && known.ModifiedTicks == file.ChangeMark
        && file.ChangeMark != ChangeMark.Unknown;
}

/// <summary>All sessions that earlier captures left.</summary>
internal sealed class KnownSessions
{
    private readonly Dictionary<SessionKey, List<KnownSession>> _byKey = [];
    private readonly Dictionary<string, SessionKey> _owners = new(StringComparer.Ordinal);

    public static KnownSessions Load(SessionIndex? index, SessionArchive archive)
    {
        var known = new KnownSessions();
        if (index is null)
            return known;
        var byId = new Dictionary<long, KnownSession>();
        foreach (RememberedSession row in index.LoadSessions())
        {
            var session = new KnownSession(row, archive);
            byId.Add(row.Id, session);
            if (!known._byKey.TryGetValue(row.Key, out List<KnownSession>? copies))
                known._byKey.Add(row.Key, copies = []);
            copies.Add(session);
        }
        foreach (RememberedFile file in index.LoadFiles())
        {
            if (!byId.TryGetValue(file.Session, out KnownSession? session))
                continue;
            session.Add(file);
            known._owners[Path.Combine(session.Row.Root, file.Path)] = session.Key;
        }
        return known;
    }

    public IEnumerable<KnownSession> All => _byKey.Values.SelectMany(copies => copies);

    public KnownSession? Find(SessionKey key, string root) => Copies(key).FirstOrDefault(copy => copy.Row.Root == root);

    /// <summary>Returns the copies of a session from different roots.</summary>
    public IReadOnlyList<KnownSession> Copies(SessionKey key) => _byKey.GetValueOrDefault(key) ?? [];

    public SessionKey? OwnerOf(string path) => _owners.TryGetValue(path, out SessionKey key) ? key : null;
}
