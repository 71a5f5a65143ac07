using Reprise.Archiving;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Searching;

/// <summary>Gives the messages of a session in the order of its records, from the archive, one by one.</summary>
/// <param name="archive">The archive.</param>
/// <param name="readers">Read the archived files.</param>
public sealed class SessionTranscript(SessionArchive archive, RecordReaders readers)
{
    /// <summary>The longest input or output of a tool that is usually given, in bytes.</summary>
    public const int UsualToolBytes = 2000;

    /// <summary>Reads a session. Memory does not grow with its length.</summary>
    /// <param name="entry">The name of its archive entry.</param>
    /// <param name="includeSubagents">Whether the records of subagents follow, file by file.</param>
    /// <param name="maxToolBytes">The longest input or output of a tool that is given, in bytes; the rest is left out.</param>
    /// <exception cref="Files.RepriseException">The entry is missing or damaged.</exception>
    public IEnumerable<TranscriptMessage> Read(string entry, bool includeSubagents, int maxToolBytes = UsualToolBytes)
    {
        ArchiveEntry opened = archive.Open(entry);
        foreach (FileRole role in includeSubagents ? new[] { FileRole.Transcript, FileRole.Subagent } : [FileRole.Transcript])
        {
            foreach (ArchivedFile file in opened.Manifest.Files.Where(file => file.Role == role))
            {
                if (readers.Open(opened.Manifest.Key, file) is not { } reader)
                    continue;
                foreach (TranscriptMessage message in Joined(Read(opened, file, reader, maxToolBytes)))
                    yield return message;
            }
        }
    }

    private IEnumerable<TranscriptMessage> Read(ArchiveEntry entry, ArchivedFile file, RecordReader reader, int maxToolBytes)
    {
        var sink = new TranscriptSink(maxToolBytes);
        SessionSink redacted = readers.Redact(entry.Manifest.Key, sink, sink.CountHidden);
        var splitter = new RecordSplitter(file.Shape, 0);
        foreach (MaskedBlock block in entry.Read(file.Current))
        {
            splitter.Add(block);
            while (ReadNext(splitter, reader, redacted))
            {
                foreach (TranscriptMessage message in sink.Take())
                    yield return message;
            }
        }
        if (splitter.Last(out MaskedRecord last))
            reader.Read(last, redacted);
        reader.Complete(redacted);
        foreach (TranscriptMessage message in sink.Take())
            yield return message;
    }

    private static bool ReadNext(RecordSplitter splitter, RecordReader reader, SessionSink sink)
    {
        if (!splitter.Next(out MaskedRecord record))
            return false;
        reader.Read(record, sink);
        return true;
    }

    /// <summary>Joins what is told of one message in records that follow each other.</summary>
    private static IEnumerable<TranscriptMessage> Joined(IEnumerable<TranscriptMessage> messages)
    {
        TranscriptMessage? open = null;
        foreach (TranscriptMessage message in messages)
        {
            bool continues =
                open?.Id is not null
                && open.Id == message.Id
                && open.Role == message.Role
                && open.Parts.Count < TranscriptSink.MaxParts;
            if (continues && open is not null)
            {
                open = open with { Parts = [.. open.Parts, .. message.Parts] };
                continue;
            }
            if (open is { Parts.Count: > 0 })
                yield return open;
            open = message;
        }
        if (open is { Parts.Count: > 0 })
            yield return open;
    }
}
