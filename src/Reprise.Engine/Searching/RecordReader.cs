using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Searching;

/// <summary>Reads the masked records of one file, in order.</summary>
/// <param name="Read">Reads the next record.</param>
/// <param name="Complete">Tells what is known only when no record follows.</param>
/// <remarks>
/// The composition makes it of an agent's reader. Searching must not know the agents, so that an agent may use whatever it
/// needs of the engine, and reading a transcript of the archive needs nothing of an agent but this.
/// </remarks>
public sealed record RecordReader(ReadRecord Read, Action<SessionSink> Complete);

/// <summary>Reads a record.</summary>
public delegate void ReadRecord(in MaskedRecord record, SessionSink sink);

/// <summary>Reads the archive's files, and hides what is not to be shown.</summary>
/// <param name="open">Makes the reader of a file.</param>
/// <param name="redactions">What is not to be shown.</param>
public sealed class RecordReaders(OpenRecordReader open, RedactionSet redactions)
{
    /// <summary>What is not to be shown.</summary>
    public RedactionSet Redactions { get; } = redactions;

    /// <summary>Whether the index still finds what is not to be shown, because a change could not be brought into it yet.</summary>
    public bool IsIndexBehind { get; init; }

    /// <summary>Returns a session as it may be shown.</summary>
    public IndexedSession Show(IndexedSession session)
    {
        if (Redactions.For(session.Key) is not { } redactor)
            return session;
        IndexedSession shown = session.Copied();
        shown.CustomTitle = Show(redactor, session.CustomTitle, RedactionField.Title);
        shown.NativeTitle = Show(redactor, session.NativeTitle, RedactionField.Title);
        shown.GeneratedTitle = Show(redactor, session.GeneratedTitle, RedactionField.Title);
        shown.SummaryTitle = Show(redactor, session.SummaryTitle, RedactionField.Title);
        shown.PromptTitle = Show(redactor, session.PromptTitle, null);
        shown.Project = Show(redactor, session.Project, RedactionField.Folder);
        shown.Branch = Show(redactor, session.Branch, RedactionField.Branch);
        shown.Remote = Show(redactor, session.Remote, RedactionField.Remote);
        shown.SourcePath = Show(redactor, session.SourcePath, RedactionField.Folder);
        shown.Root = redactor.Redact(PlainText.Visible(session.Root), RedactionField.Folder);
        return shown;
    }

    /// <summary>Returns a text that belongs to a session as it may be shown.</summary>
    public string Show(SessionKey session, string text, RedactionField field) =>
        Redactions.For(session)?.Redact(PlainText.Visible(text), field) ?? text;

    /// <summary>Returns a text that belongs to no session, such as a name that somebody typed, as it may be shown.</summary>
    public string Show(string text) => Redactions.For(default)?.Redact(PlainText.Visible(text), null) ?? text;

    private static string? Show(SessionRedactor redactor, string? text, RedactionField? field) =>
        text is null ? null : redactor.Redact(PlainText.Visible(text), field);

    /// <summary>Makes the reader of a file, at its first record. What it tells is not redacted: <see cref="Redact"/> does that.</summary>
    /// <returns>Null when the file says nothing that is searched.</returns>
    internal RecordReader? Open(SessionKey session, ArchivedFile file) => open(session, file);

    /// <summary>Puts between a reader and a sink what hides things.</summary>
    /// <param name="session">The session that is read.</param>
    /// <param name="sink">Takes what is told.</param>
    /// <param name="counted">Told which redaction hides how many parts of what the sink is told next; null when nobody counts.</param>
    internal SessionSink Redact(SessionKey session, SessionSink sink, Action<string, int>? counted = null) =>
        Redactions.For(session, counted) is { } redactor ? new RedactingSink(redactor, sink) : sink;
}

/// <summary>Makes the reader of a file, at its first record.</summary>
/// <returns>Null when the file says nothing that is searched.</returns>
public delegate RecordReader? OpenRecordReader(SessionKey session, ArchivedFile file);
