using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Finds out how much of an archived session redactions would hide.</summary>
internal static class RedactionScan
{
    /// <summary>Counts the parts of a session that are hidden.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="redactions">The redactions.</param>
    /// <param name="isFirstEnough">Whether it matters only that there is one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Files.RepriseException">The archive is damaged.</exception>
    public static long Count(ArchiveEntry entry, RedactionSet redactions, bool isFirstEnough, CancellationToken cancellation)
    {
        long count = 0;
        if (
            redactions.For(entry.Manifest.Key, (_, parts) => count += parts) is not { } redactor
            || AgentCatalog.Find(entry.Manifest.Key.Agent) is not { } agent
        )
            return 0;
        if (entry.Manifest.Title is { } title)
            redactor.Redact(TitleText.Clean(title) ?? "", RedactionField.Title);
        var sink = new RedactingSink(redactor, new SilentSink());
        foreach (ArchivedFile file in entry.Manifest.Files)
        {
            if (agent.CreateReader(file.Role, file.Path, entry.Manifest.NativeId, []) is not { } reader)
                continue;
            var splitter = new RecordSplitter(file.Shape, 0);
            foreach (MaskedBlock block in entry.Read(file.Current))
            {
                cancellation.ThrowIfCancellationRequested();
                splitter.Add(block);
                while (splitter.Next(out MaskedRecord record))
                    Read(reader, record, sink);
                if (isFirstEnough && count > 0)
                    return count;
            }
            if (splitter.Last(out MaskedRecord last))
                Read(reader, last, sink);
            reader.Complete(sink);
        }
        return count;
    }

    private static void Read(SessionReader reader, in MaskedRecord record, SessionSink sink)
    {
        try
        {
            reader.Read(record, sink);
        }
        catch (Exception error)
            when (error is IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException)
        {
            // What a reader cannot read is not in the index either.
        }
    }
}
