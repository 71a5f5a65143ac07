using System.Buffers;
using Reprise.Normalizing;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>
/// Finds out whether a document that was written anew only has more than before. Its bytes differ from the first one on, because
/// they say when it was changed; but when all it said is still there, its earlier state is no loss.
/// </summary>
internal sealed class DocumentGrowth
{
    /// <summary>How often a member is looked for that is not where it was.</summary>
    private const int MaxSearches = 1000;

    private const long FirstMilliseconds = 1_000_000_000_000;
    private const long LastMilliseconds = 10_000_000_000_000;

    private readonly ArrayBufferWriter<byte> _newer = new();
    private int _searches;
    private bool _isOversized;

    /// <summary>Takes the next block of the document as it is now.</summary>
    public void Add(MaskedBlock block)
    {
        _isOversized |= _newer.WrittenCount + block.Bytes.Length > RecordSplitter.MaxRecordBytes;
        if (!_isOversized)
            _newer.Write(block.Bytes);
    }

    /// <summary>Whether the document has all that it had before.</summary>
    /// <param name="older">Its earlier state.</param>
    public bool HasAllOf(IEnumerable<MaskedBlock> older)
    {
        if (_isOversized)
            return false;
        var before = new ArrayBufferWriter<byte>();
        foreach (MaskedBlock block in older)
        {
            if (before.WrittenCount + block.Bytes.Length > RecordSplitter.MaxRecordBytes)
                return false;
            before.Write(block.Bytes);
        }
        return HasAll(before.WrittenSpan, _newer.WrittenSpan);
    }

    /// <summary>Whether a document has all that another has, in the same order, and perhaps more; times may be later.</summary>
    public static bool HasAll(ReadOnlySpan<byte> older, ReadOnlySpan<byte> newer) =>
        new JsonTape().TryParse(older, out JsonValue before)
        && new JsonTape().TryParse(newer, out JsonValue now)
        && new DocumentGrowth().HasAll(before, now);

    private bool HasAll(JsonValue older, JsonValue newer)
    {
        if (!older.IsPresent)
            return true;
        if (older.Kind != newer.Kind)
            return false;
        if (older.IsObject)
            return HasMembers(older, newer);
        if (older.IsArray)
            return HasElements(older, newer);
        return older.Raw.SequenceEqual(newer.Raw) || IsLater(older, newer);
    }

    private bool HasElements(JsonValue older, JsonValue newer)
    {
        JsonElements now = newer.Elements;
        foreach (JsonValue element in older.Elements)
        {
            if (!now.MoveNext() || !HasAll(element, now.Current))
                return false;
        }
        return true;
    }

    private bool HasMembers(JsonValue older, JsonValue newer)
    {
        JsonMembers now = newer.Members;
        foreach (JsonMember member in older.Members)
        {
            JsonValue found = default;
            if (now.MoveNext() && now.Current.Name.SequenceEqual(member.Name))
                found = now.Current.Value;
            else if (_searches++ < MaxSearches)
                found = newer[member.Name];
            if (found.Kind == System.Text.Json.JsonTokenType.None || !HasAll(member.Value, found))
                return false;
        }
        return true;
    }

    private static bool IsLater(JsonValue older, JsonValue newer)
    {
        if (older.IsString)
            return RecordTime.Parse(older.Raw) is { } before && RecordTime.Parse(newer.Raw) is { } now && now >= before;
        return older.Kind == System.Text.Json.JsonTokenType.Number
            && older.Long() is >= FirstMilliseconds and < LastMilliseconds
            && newer.Long() is < LastMilliseconds
            && newer.Long() >= older.Long();
    }
}
