using Reprise.Archiving;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Tests.Archiving;

/// <summary>What a step throws to have the capture end as if the process was killed: nothing is cleaned up.</summary>
internal sealed class KilledException : Exception;

/// <summary>Captures files into an entry the way the pipeline does, without discovery, readers and index.</summary>
internal sealed class TestCapture(TestHome home)
{
    /// <summary>Called before each step that writes; may throw <see cref="KilledException"/>.</summary>
    public Action<string> Step { get; init; } = _ => { };

    /// <summary>The keys to seal with; those that the home began with unless a test changes them.</summary>
    public HomeKeys Keys { get; init; } = home.Keys;

    /// <summary>The batch to commit to; null for one of its own, which is completed.</summary>
    public CommitBatch? Batch { get; init; }

    public ArchiveEntry Run(ArchiveEntry? previous, string nativeId, params string[] files)
    {
        using VaultSealer? sealer = VaultSealer.Create(Keys);
        EntryWriter writer = home.Archive.Write(previous, sealer);
        CommitBatch batch = Batch ?? home.Archive.BeginBatch();
        bool isKilled = false;
        try
        {
            return Run(writer, batch, previous, nativeId, files);
        }
        catch (KilledException)
        {
            isKilled = true;
            throw;
        }
        finally
        {
            if (!isKilled)
            {
                writer.Dispose();
                if (Batch is null)
                    batch.Dispose();
            }
        }
    }

    private ArchiveEntry Run(EntryWriter writer, CommitBatch batch, ArchiveEntry? previous, string nativeId, string[] files)
    {
        foreach (string relative in files)
        {
            SourceFile file = home.Source(relative);
            ArchivedFile? known = previous?.Manifest.Files.FirstOrDefault(f => f.Path == relative);
            using MaskedSource source = home.Masker.Open(file);
            Take(writer, file, source, known?.Current);
        }
        Step("commit");
        var now = TestHome.Now;
        ArchiveManifest manifest = (previous?.Manifest ?? New(nativeId)) with
        {
            UpdatedAt = now,
            Rules = home.Masker.Rules.Version,
        };
        ArchiveEntry entry = writer.Commit(manifest, SessionArchive.NameOf(now, "/work/my-project", nativeId), batch);
        Step("complete");
        if (Batch is null)
            batch.Complete();
        return entry;
    }

    private ArchiveManifest New(string nativeId) =>
        new()
        {
            Agent = "claude-code",
            NativeId = nativeId,
            Root = home.Sources,
            CreatedAt = TestHome.Now,
            UpdatedAt = TestHome.Now,
            Rules = home.Masker.Rules.Version,
        };

    private void Take(EntryWriter writer, SourceFile file, MaskedSource source, FileVersion? known)
    {
        if (known is not null && source.Length == known.SourceLength && IsSame(source, known))
        {
            if (source.LastWriteUtc != known.LastWriteUtc)
                writer.Touch(file, source.LastWriteUtc);
            return;
        }
        bool grown =
            known is not null
            && known.LinesLength > 0
            && source.Length >= known.SourceLength
            && source.CompareEdges(known.LinesLength) == known.Edges;
        long from = grown ? known?.LinesLength ?? 0 : 0;
        Step("begin " + file.RelativePath);
        writer.BeginFile(file.Role);
        (long lines, long all) = source.Extent(from, takeTornTail: true);
        long masked = grown && known is not null ? known.Slices.Where(s => !s.IsTail).Sum(s => (long)s.Length) : 0;
        masked = Take(writer, source, from, lines, masked, isTail: false);
        Take(writer, source, lines, all, masked, isTail: true);
        var version = new FileVersion
        {
            CapturedAt = TestHome.Now,
            LastWriteUtc = source.LastWriteUtc,
            ChangeMark = EntryWriter.MarkOf(file),
            Mode = (int?)source.Mode,
            Length = all,
            SourceLength = source.Length,
            Edges = source.CompareEdges(lines),
            Slices = [],
        };
        Step("end " + file.RelativePath);
        if (grown)
            writer.EndGrownFile(file, version);
        else
            writer.EndFile(file, version);
    }

    private long Take(EntryWriter writer, MaskedSource source, long from, long to, long masked, bool isTail)
    {
        if (from == to)
            return masked;
        source.Select(from, to, masked);
        while (source.Read(out MaskedBlock? block))
        {
            Step("append");
            writer.Append(block, block.HasFindings ? home.Masker.Compare(block.HashOriginal()) : null, isTail);
            masked += block.Bytes.Length;
        }
        return masked;
    }

    private static bool IsSame(MaskedSource source, FileVersion known)
    {
        long offset = 0;
        foreach (FileSlice slice in known.Slices)
        {
            if (!source.Matches(offset, slice.OriginalLength, slice.Original, slice.Sha256))
                return false;
            offset += slice.OriginalLength;
        }
        return offset == source.Length;
    }
}
