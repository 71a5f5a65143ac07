using Reprise.Reading;

namespace Reprise.Archiving;

/// <summary>The segments of an entry while it is written: one row of them for transcripts, one for everything else.</summary>
/// <param name="previous">The segments of the entry before.</param>
/// <param name="files">The files, whose slices follow when a segment is written anew.</param>
/// <param name="folder">Where the segments are.</param>
/// <param name="prepared">Keeps account of what is written and what becomes obsolete.</param>
/// <param name="first">The number of the first segment to write.</param>
internal sealed class EntrySegments(
    IReadOnlyList<ArchivedSegment> previous,
    EntryFiles files,
    string folder,
    PreparedEntry prepared,
    int first
) : IDisposable
{
    /// <summary>A smaller last segment is written again together with what is new, so that segments do not multiply.</summary>
    private const int MergeBelowBytes = 1024 * 1024;

    private const string TranscriptEnding = "-transcript.jsonl.br";
    private const string OtherEnding = "-files.br";
    private readonly SortedDictionary<int, ArchivedSegment> _written = new(previous.ToDictionary(s => s.Number));
    private readonly int _first = first;
    private int _next = first;
    private SegmentWriter? _transcript;
    private SegmentWriter? _others;

    /// <summary>Returns the first number that no segment has.</summary>
    public static int NumberAfter(IReadOnlyList<ArchivedSegment> segments) =>
        segments.Select(s => s.Number).DefaultIfEmpty().Max() + 1;

    /// <summary>The segments that were written.</summary>
    public ArchivedSegment[] ToArray() => [.. _written.Values];

    /// <summary>Returns the open segment for files of a role.</summary>
    public SegmentWriter Open(FileRole role)
    {
        bool transcript = role == FileRole.Transcript;
        ref SegmentWriter? writer = ref transcript ? ref _transcript : ref _others;
        if (writer is { IsFull: true })
            Close(ref writer);
        return writer ??= Begin(transcript ? TranscriptEnding : OtherEnding, transcript);
    }

    /// <summary>Takes a run of bytes out of an open segment: what lies behind it moves up.</summary>
    /// <returns>False when the segment is not open; the bytes then stay, unused.</returns>
    public bool Remove(FileSlice slice)
    {
        SegmentWriter? writer =
            slice.Segment == _transcript?.Number ? _transcript
            : slice.Segment == _others?.Number ? _others
            : null;
        if (writer is null)
            return false;
        writer.Remove((int)slice.Offset, slice.Length);
        return true;
    }

    /// <summary>Returns the bytes of a segment that is still open; empty when it is not.</summary>
    public ReadOnlySpan<byte> RawOf(int segment) =>
        segment == _transcript?.Number ? _transcript.Raw
        : segment == _others?.Number ? _others.Raw
        : default;

    /// <summary>Writes what is still open.</summary>
    public void Close()
    {
        Close(ref _transcript);
        Close(ref _others);
    }

    public void Dispose()
    {
        _transcript?.Dispose();
        _others?.Dispose();
    }

    private SegmentWriter Begin(string ending, bool transcript)
    {
        int number = _next++;
        var writer = new SegmentWriter(number, $"{number:D4}{ending}");
        ArchivedSegment? last = _written.Values.LastOrDefault(s => s.Name.EndsWith(ending, StringComparison.Ordinal));
        // Only an open segment can lose a tail, and a transcript is to be one stream without it. What this capture filled is closed
        // for good: its tail stays in it, unused, where more than a segment follows.
        if (last?.Number < _first && (last.RawLength < MergeBelowBytes || (transcript && HoldsTail(last))))
            Merge(last, writer);
        return writer;
    }

    // The whole old segment goes to the front of the new one, so slices keep their offsets.
    private void Merge(ArchivedSegment last, SegmentWriter writer)
    {
        // A damaged segment is left alone: under a new checksum its damage could not be found any more.
        string path = Path.Combine(folder, last.Name);
        if (!File.Exists(path) || SegmentReader.Check(File.ReadAllBytes(path), last, out byte[] raw) is not null)
            return;
        writer.Append(raw);
        _written.Remove(last.Number);
        prepared.Obsoletes(path);
        files.Change(s => s.Segment == last.Number ? s with { Segment = writer.Number } : s);
    }

    private bool HoldsTail(ArchivedSegment segment)
    {
        bool found = false;
        files.Change(s =>
        {
            found |= s.IsTail && s.Segment == segment.Number;
            return s;
        });
        return found;
    }

    private void Close(ref SegmentWriter? writer)
    {
        if (writer is { Length: > 0 })
        {
            prepared.Wrote(Path.Combine(folder, writer.Name));
            _written[writer.Number] = writer.Write(folder);
        }
        writer?.Dispose();
        writer = null;
    }
}
