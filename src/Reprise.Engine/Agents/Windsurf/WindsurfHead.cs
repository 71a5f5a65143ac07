using Reprise.Normalizing;

namespace Reprise.Agents.Windsurf;

/// <summary>Looks at the first bytes of a file: whether it is a transcript of Cascade's.</summary>
internal static class WindsurfHead
{
    /// <summary>Recognises a transcript by its first record.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    public static bool IsOwn(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\uFEFF \r\n\t\0"u8);
        int end = head.IndexOf((byte)'\n');
        return new JsonTape().TryParse(end < 0 ? head : head[..end], out JsonValue record)
            && record["status"u8].IsString
            && StepOf(record).IsObject;
    }

    /// <summary>What a record tells: it stands in a member that has the name of the record's type.</summary>
    public static JsonValue StepOf(JsonValue record) =>
        record["type"u8].IsString && !record["type"u8].Raw.IsEmpty ? record[record["type"u8].Raw] : default;
}
