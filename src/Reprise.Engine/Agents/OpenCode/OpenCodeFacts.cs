using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.OpenCode;

/// <summary>Tells what is known of a session as a whole.</summary>
internal sealed class OpenCodeFacts(Utf8Scratch scratch)
{
    /// <summary>Reads the session's row.</summary>
    public void ReadRow(in RowLine row, SessionSink sink) =>
        Tell(
            RowLine.Text(row["directory"u8], scratch),
            RowLine.Text(row["version"u8], scratch),
            RowLine.Text(row["parent_id"u8], scratch),
            RowLine.Text(row["title"u8], scratch),
            sink
        );

    /// <summary>Reads the session's file.</summary>
    public void ReadFile(JsonValue session, SessionSink sink) =>
        Tell(
            session["directory"u8].Text(scratch),
            session["version"u8].Text(scratch),
            session["parentID"u8].Text(scratch),
            session["title"u8].Text(scratch),
            sink
        );

    private static void Tell(
        ReadOnlySpan<byte> folder,
        ReadOnlySpan<byte> version,
        ReadOnlySpan<byte> parent,
        ReadOnlySpan<byte> title,
        SessionSink sink
    )
    {
        sink.Fact(SessionFact.Folder, folder);
        sink.Fact(SessionFact.AgentVersion, version);
        sink.Fact(SessionFact.ParentSession, parent);
        if (!IsPlaceholder(title))
            sink.Fact(SessionFact.GeneratedTitle, title);
    }

    // A session without a title has one that says when it began.
    private static bool IsPlaceholder(ReadOnlySpan<byte> title) =>
        title.StartsWith("New session - 2"u8) || title.StartsWith("Child session - 2"u8);
}
