using Reprise.Archiving;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Searching;

/// <summary>Gives the masked bytes of an archived file as they may be shown: as they are, or record by record without what is hidden.</summary>
/// <param name="entry">The session's entry.</param>
/// <param name="readers">Read its files.</param>
public sealed class ShownBytes(ArchiveEntry entry, RecordReaders readers)
{
    /// <summary>Records that are left out because they are too long to be redacted.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Reads the current state of a file. What is given is valid until the next piece is taken.</summary>
    /// <exception cref="Files.RepriseException">The archive is damaged.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Read(ArchivedFile file) =>
        readers.Redactions.For(entry.Manifest.Key) is { } redactor ? ReadRecords(file, redactor) : ReadBlocks(file);

    private IEnumerable<ReadOnlyMemory<byte>> ReadBlocks(ArchivedFile file)
    {
        foreach (MaskedBlock block in entry.Read(file.Current))
            yield return block.Memory;
    }

    private IEnumerable<ReadOnlyMemory<byte>> ReadRecords(ArchivedFile file, SessionRedactor redactor)
    {
        var records = new RecordRedactor(redactor, FindSaid(redactor));
        RecordReader? reader = readers.Open(entry.Manifest.Key, file);
        var splitter = new RecordSplitter(file.Shape, 0);
        foreach (MaskedBlock block in entry.Read(file.Current))
        {
            splitter.Add(block);
            while (Next(splitter, reader, records, isLast: false) is { } record)
                yield return record;
        }
        if (Next(splitter, reader, records, isLast: true) is { } last)
            yield return last;
        LeftOut += splitter.Oversized;
    }

    private static byte[]? Next(RecordSplitter splitter, RecordReader? reader, RecordRedactor records, bool isLast)
    {
        if (!(isLast ? splitter.Last(out MaskedRecord record) : splitter.Next(out record)))
            return null;
        reader?.Read(record, records.Sink);
        ReadOnlySpan<byte> shown = records.Redact(record) is { } redacted ? redacted : record.Utf8;
        return isLast ? shown.ToArray() : [.. shown, (byte)'\n'];
    }

    /// <summary>Reads the whole session for what was said in hidden messages.</summary>
    private HiddenTexts FindSaid(SessionRedactor redactor)
    {
        var said = new HiddenTexts(redactor);
        if (!redactor.HasManual)
            return said;
        foreach (ArchivedFile file in entry.Manifest.Files)
        {
            if (readers.Open(entry.Manifest.Key, file) is not { } reader)
                continue;
            var splitter = new RecordSplitter(file.Shape, 0);
            foreach (MaskedBlock block in entry.Read(file.Current))
            {
                splitter.Add(block);
                while (splitter.Next(out MaskedRecord record))
                    reader.Read(record, said);
            }
            if (splitter.Last(out MaskedRecord last))
                reader.Read(last, said);
            reader.Complete(said);
        }
        return said;
    }
}
