using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Brings archived sessions into an index: what a capture does when it cannot just add, and all that reindexing does.</summary>
internal static class EntryIndexer
{
    /// <summary>Indexes the current state of an entry from its first record on.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="id">The row of the session.</param>
    /// <param name="replaces">Whether the row has content that is to be deleted.</param>
    /// <param name="redactions">What is not to be found.</param>
    /// <param name="send">Takes each batch; may block.</param>
    /// <exception cref="Files.RepriseException">The archive is damaged.</exception>
    public static void Index(ArchiveEntry entry, long id, bool replaces, RedactionSet redactions, Action<IndexBatch> send)
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
            byte[] state = agent is null ? [] : Read(entry, file, files.Count, agent, feed, redactions);
            files.Add(FileOf(file, state));
        }
        Describe(session, entry, redactions);
        feed.Complete(files, FindingsOf(manifest));
    }

    /// <summary>Copies to a session what its entry says of it.</summary>
    public static void Describe(IndexedSession session, ArchiveEntry entry, RedactionSet redactions)
    {
        ArchiveManifest manifest = entry.Manifest;
        session.Entry = entry.Name;
        session.Revision = manifest.Revision;
        session.Root = manifest.Root;
        session.Host = manifest.Host;
        session.Rules = manifest.Rules;
        session.SourcePath = manifest.Files.FirstOrDefault(file => file.Role == FileRole.Transcript)?.Path;
        session.Project ??= FolderOf(manifest.Key, manifest.Root, session.SourcePath);
        session.NativeTitle = manifest.Title is null ? null : NativeTitle(manifest.Key, manifest.Title, redactions);
        session.SourceBytes = manifest.SourceBytes;
        session.ArchivedBytes = manifest.ArchivedBytes;
        session.Generations = manifest.Generations;
        session.DeletedAt = manifest.DeletedAt;
    }

    /// <summary>Returns the working folder of a session whose records do not name it; null when it is not known.</summary>
    public static string? FolderOf(SessionFootprint session) =>
        FolderOf(session.Key, session.Root, session.Files.FirstOrDefault(file => file.Role == FileRole.Transcript)?.RelativePath);

    private static string? FolderOf(SessionKey key, string root, string? transcript) =>
        transcript is null ? null : AgentCatalog.Find(key.Agent)?.FolderOf(root, transcript);

    /// <summary>Makes the title to show of the one that the agent keeps.</summary>
    public static string? NativeTitle(SessionKey session, string masked, RedactionSet redactions)
    {
        if (TitleText.Clean(masked) is not { } title)
            return null;
        // Half of what is to be hidden would not be recognised: the title is cut afterwards.
        return TitleText.Shorten(redactions.For(session)?.Redact(title, RedactionField.Title) ?? title);
    }

    /// <summary>Lists the secrets that were masked in all files, those of replaced states too.</summary>
    public static List<FileFinding> FindingsOf(ArchiveManifest manifest)
    {
        List<FileFinding> findings = [];
        for (int file = 0; file < manifest.Files.Count; file++)
        {
            var counts = new Dictionary<FindingKey, (long Now, long Older)>();
            foreach (FileVersion version in manifest.Files[file].Versions)
            foreach (ArchivedFinding finding in version.Findings ?? [])
            {
                bool isCurrent = ReferenceEquals(version, manifest.Files[file].Current);
                var key = new FindingKey(finding.Kind, finding.Fingerprint);
                (long now, long older) = counts.GetValueOrDefault(key);
                counts[key] = isCurrent ? (now + finding.Count, older) : (now, older + finding.Count);
            }
            findings.AddRange(counts.Select(pair => new FileFinding(file, pair.Key, pair.Value.Now, pair.Value.Older)));
        }
        return findings;
    }

    /// <summary>Makes the row of a file.</summary>
    /// <remarks>The length is what was captured: while more is there, every capture looks at the file again.</remarks>
    public static IndexedFile FileOf(ArchivedFile file, byte[] state) =>
        new(file.Path, file.Current.Length, file.Current.ChangeMark ?? file.Current.LastWriteUtc.Ticks, state);

    private static byte[] Read(
        ArchiveEntry entry,
        ArchivedFile file,
        int ordinal,
        IAgent agent,
        SessionFeed feed,
        RedactionSet redactions
    )
    {
        var place = new FilePlace(entry.Manifest.Key, file.Path, file.Role, file.Shape, ordinal);
        if (FileNormalizer.Create(agent, place, state: [], offset: 0, feed, redactions) is not { } normalizer)
            return [];
        foreach (MaskedBlock block in entry.Read(file.Current))
            normalizer.Add(block);
        return normalizer.Complete(hasTail: file.Current.LinesLength < file.Current.Length);
    }
}
