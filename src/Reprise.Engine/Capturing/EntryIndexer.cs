using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Brings archived sessions into an index: what a capture does when it cannot just add, and all that reindexing does.</summary>
internal static class EntryIndexer
{
    /// <summary>Indexes the current state of an entry from its first record on.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="id">The row of the session.</param>
    /// <param name="replaces">Whether the row has content that is to be deleted.</param>
    /// <param name="send">Takes each batch; may block.</param>
    /// <exception cref="Files.RepriseException">The archive is damaged.</exception>
    public static void Index(ArchiveEntry entry, long id, bool replaces, Action<IndexBatch> send)
    {
        ArchiveManifest manifest = entry.Manifest;
        IAgent? agent = AgentCatalog.Find(manifest.Key.Agent);
        var session = new IndexedSession
        {
            Id = id,
            Key = manifest.Key,
            Copy = manifest.Copy,
        };
        using var feed = new SessionFeed(session, known: null, replaces, send);
        var files = new List<IndexedFile>();
        foreach (ArchivedFile file in manifest.Files)
        {
            byte[] state = agent is null ? [] : Read(entry, file, files.Count, agent, feed);
            files.Add(FileOf(file, state));
        }
        Describe(session, entry);
        feed.Complete(files, FindingsOf(manifest));
    }

    /// <summary>Copies to a session what its entry says of it.</summary>
    public static void Describe(IndexedSession session, ArchiveEntry entry)
    {
        ArchiveManifest manifest = entry.Manifest;
        session.Entry = entry.Name;
        session.Revision = manifest.Revision;
        session.Root = manifest.Root;
        session.Rules = manifest.Rules;
        session.SourcePath = manifest.Files.FirstOrDefault(file => file.Role == Reading.FileRole.Transcript)?.Path;
        session.NativeTitle = manifest.Title is null ? null : TitleText.Clean(manifest.Title);
        session.SourceBytes = manifest.SourceBytes;
        session.ArchivedBytes = manifest.ArchivedBytes;
        session.Generations = manifest.Generations;
        session.DeletedAt = manifest.DeletedAt;
    }

    /// <summary>Adds up the secrets that were masked in the current states of all files.</summary>
    public static Dictionary<FindingKey, long> FindingsOf(ArchiveManifest manifest)
    {
        var findings = new Dictionary<FindingKey, long>();
        foreach (ArchivedFinding finding in manifest.Files.SelectMany(file => file.Current.Findings ?? []))
        {
            var key = new FindingKey(finding.Kind, finding.Fingerprint);
            findings[key] = findings.GetValueOrDefault(key) + finding.Count;
        }
        return findings;
    }

    /// <summary>Makes the row of a file.</summary>
    /// <remarks>The length is what was captured: while more is there, every capture looks at the file again.</remarks>
    public static IndexedFile FileOf(ArchivedFile file, byte[] state) =>
        new(file.Path, file.Current.Length, file.Current.ChangeMark ?? file.Current.LastWriteUtc.Ticks, state);

    private static byte[] Read(ArchiveEntry entry, ArchivedFile file, int ordinal, IAgent agent, SessionFeed feed)
    {
        var place = new FilePlace(entry.Manifest.Key, file.Path, file.Role, file.Shape, ordinal);
        if (FileNormalizer.Create(agent, place, state: [], offset: 0, feed) is not { } normalizer)
            return [];
        foreach (MaskedBlock block in entry.Read(file.Current))
            normalizer.Add(block);
        return normalizer.Complete(hasTail: file.Current.LinesLength < file.Current.Length);
    }
}
