using System.Buffers;
using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>A piece of a session on its way to the index: rows, and the text they refer to.</summary>
public sealed class IndexBatch(IndexedSession session) : IDisposable
{
    /// <summary>A batch is sent when it holds this much text.</summary>
    internal const int FullBytes = 1024 * 1024;

    private byte[] _text = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    /// <summary>The session; the same object in all of its batches.</summary>
    internal IndexedSession Session { get; } = session;

    /// <summary>Whether more batches of the session follow: until the last one is there the session counts as half indexed.</summary>
    internal bool IsPartial => End is null;

    /// <summary>Whether rows of an earlier capture are to be deleted first.</summary>
    internal bool Replaces { get; set; }

    /// <summary>What remains to be stored when the session is complete; null in all but its last batch.</summary>
    internal SessionEnd? End { get; set; }

    internal List<MessageRow> Messages { get; } = [];
    internal List<ToolCallRow> ToolCalls { get; } = [];
    internal List<ResponseRow> Responses { get; } = [];
    internal List<FindingPlaceRow> Findings { get; } = [];

    /// <summary>How many parts each redaction has hidden.</summary>
    internal Dictionary<string, long> Redactions { get; } = new(StringComparer.Ordinal);

    internal bool IsFull => _length >= FullBytes;

    /// <summary>The bytes of text it holds.</summary>
    internal int TextBytes => _length;

    /// <summary>Copies text into the batch.</summary>
    internal TextRange Add(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return default;
        if (_text.Length - _length < text.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + text.Length, _text.Length * 2));
            _text.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_text);
            _text = larger;
        }
        text.CopyTo(_text.AsSpan(_length));
        var range = new TextRange(_length, text.Length);
        _length += text.Length;
        return range;
    }

    internal ReadOnlySpan<byte> Get(TextRange range) => _text.AsSpan(range.Start, range.Length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_text);
        _text = [];
    }
}

/// <summary>A run of text in a batch; an empty one stands for none.</summary>
internal readonly record struct TextRange(int Start, int Length);

internal readonly record struct MessageRow
{
    public TextRange NativeId { get; init; }
    public MessageRole Role { get; init; }
    public MessageKind Kind { get; init; }
    public bool Continues { get; init; }
    public DateTimeOffset? At { get; init; }
    public TextRange Subagent { get; init; }
    public int File { get; init; }
    public long Position { get; init; }
    public int Length { get; init; }
    public TextRange Text { get; init; }
    public TextRange Tools { get; init; }
}

/// <param name="Message">The place of the message in the batch.</param>
/// <param name="File">The file that the call reads; empty when it reads none.</param>
internal readonly record struct ToolCallRow(int Message, TextRange CallId, TextRange Name, TextRange File);

/// <summary>A record that tells what a response used.</summary>
internal readonly record struct ResponseRow
{
    public required long Hash { get; init; }
    public TextRange Key { get; init; }
    public TextRange Model { get; init; }
    public TextRange Provider { get; init; }
    public TextRange Tier { get; init; }
    public TextRange Subagent { get; init; }
    public bool IsSideCall { get; init; }
    public DateTimeOffset? At { get; init; }
    public TokenUsage Tokens { get; init; }
    public long WebSearches { get; init; }
    public long? OwnCost { get; init; }

    /// <summary>Of several records about one response the one of the highest quality counts, and of those the last.</summary>
    public ResponseQuality Quality { get; init; }
    public int File { get; init; }
    public long Position { get; init; }

    /// <summary>How many records it stands for.</summary>
    public required int Told { get; init; }
}

/// <summary>How much a record about a response is worth.</summary>
internal enum ResponseQuality : byte
{
    /// <summary>It names the response and no figures.</summary>
    Nothing,

    /// <summary>Figures of it make no sense and were left out.</summary>
    Doubtful,

    /// <summary>It was written while the response was still coming.</summary>
    Partial,
    Complete,
}

/// <summary>What is stored when a session is complete.</summary>
internal sealed record SessionEnd(
    IReadOnlyList<IndexedFile> Files,
    IReadOnlyList<string> Folders,
    IReadOnlyCollection<string> Subagents,
    IReadOnlyCollection<string> Skills,
    IReadOnlyList<FileFinding> Findings
);

/// <summary>A file of a session as the index remembers it.</summary>
/// <param name="Path">The path below the root.</param>
/// <param name="Length">The native length when it was captured.</param>
/// <param name="ModifiedTicks">The time of its last change, UTC ticks.</param>
/// <param name="State">What its reader needs to go on; empty when nothing.</param>
public sealed record IndexedFile(string Path, long Length, long ModifiedTicks, byte[] State);
