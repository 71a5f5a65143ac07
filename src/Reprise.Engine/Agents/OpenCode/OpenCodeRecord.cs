using Reprise.Normalizing;

namespace Reprise.Agents.OpenCode;

/// <summary>What a line tells of.</summary>
internal enum OpenCodeKind
{
    /// <summary>A thing that is kept and not read.</summary>
    Other,
    Message,
    Part,
    Session,
}

/// <summary>A message or a part of one, from a row or from a file of its own.</summary>
internal readonly ref struct OpenCodeRecord
{
    public OpenCodeKind Kind { get; init; }

    public ReadOnlySpan<byte> Id { get; init; }

    /// <summary>The message that a part belongs to.</summary>
    public ReadOnlySpan<byte> Message { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>The JSON of it, as text.</summary>
    public JsonValue Data { get; init; }

    /// <summary>Finds out what a line tells of.</summary>
    public static OpenCodeRecord Of(in RowLine line, Utf8Scratch scratch)
    {
        if (line.Table.SequenceEqual("files"u8))
            return OfFile(line);
        return new OpenCodeRecord
        {
            Kind =
                line.Table.SequenceEqual("message"u8) ? OpenCodeKind.Message
                : line.Table.SequenceEqual("part"u8) ? OpenCodeKind.Part
                : OpenCodeKind.Other,
            Id = RowLine.Text(line["id"u8], scratch),
            Message = RowLine.Text(line["message_id"u8], scratch),
            Created = RowLine.Time(line["time_created"u8]),
            Data = line["data"u8],
        };
    }

    // storage/session/<project>/<id>.json, storage/message/<session>/<id>.json, storage/part/<message>/<id>.json
    private static OpenCodeRecord OfFile(in RowLine line)
    {
        ReadOnlySpan<byte> path = line.Id;
        ReadOnlySpan<byte> name = path[(path.LastIndexOf((byte)'/') + 1)..];
        ReadOnlySpan<byte> folder = path[..Math.Max(0, path.LastIndexOf((byte)'/'))];
        return new OpenCodeRecord
        {
            Kind =
                path.StartsWith("storage/message/"u8) ? OpenCodeKind.Message
                : path.StartsWith("storage/part/"u8) ? OpenCodeKind.Part
                : path.StartsWith("storage/session/"u8) ? OpenCodeKind.Session
                : OpenCodeKind.Other,
            Id = name[..Math.Max(0, name.LastIndexOf((byte)'.'))],
            Message = folder[(folder.LastIndexOf((byte)'/') + 1)..],
            Data = line["data"u8],
        };
    }
}
