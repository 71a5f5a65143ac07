using System.CommandLine;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary>The words and options that commands about redactions share.</summary>
internal static class RedactWords
{
    public static Argument<string> IdArgument() =>
        new("ID") { Description = "The redaction: its id, or how that starts; 'reprise redact list' shows them" };

    public static Option<string> ReasonOption() =>
        new("--reason") { HelpName = "TEXT", Description = "Why; secrets in it are masked, and what is redacted is hidden" };

    public static Option<string> ActorOption() =>
        new("--actor") { HelpName = "NAME", Description = "Who does it (default: the user of the system)" };

    /// <summary>Says what kind of redaction it is.</summary>
    public static string KindOf(Redaction redaction) =>
        redaction.Kind switch
        {
            RedactionKind.Literal => "text",
            RedactionKind.Regex => "pattern",
            RedactionKind.Marker => "marker",
            _ => redaction switch
            {
                { Message: null, Texts: [] } => "session",
                { Message: null } => "text in session",
                { Texts: [] } => "message",
                _ => "text in message",
            },
        };

    /// <summary>Says where it looks.</summary>
    public static string PlaceOf(Redaction redaction) =>
        redaction switch
        {
            { Session: { } session, Message: { } message } => $"{Short(session.NativeId)}:{Short(message)}",
            { Session: { } session } => Short(session.NativeId),
            { Field: { } field } => RedactionFields.NameOf(field),
            _ => "everywhere",
        };

    /// <summary>Says what an event did.</summary>
    public static string ActOf(JournalEvent written)
    {
        if (written.Undoes is not null)
            return "undone";
        if (written.Fields.ContainsKey("kind"))
            return "made";
        if (written.Fields.TryGetValue("removed", out string? removed))
            return removed == "true" ? "removed" : "put back";
        if (written.Fields.TryGetValue("enabled", out string? enabled))
            return enabled == "true" ? "enabled" : "disabled";
        return "changed";
    }

    /// <summary>Says in which state it is; empty when it is in force.</summary>
    public static string StateOf(Redaction redaction) =>
        redaction switch
        {
            { IsRemoved: true } => "removed",
            { IsEnabled: false } => "disabled",
            { Texts: null } => "cannot be read",
            _ => "",
        };

    private static string Short(string id) => id.Length > 12 ? id[..8] : id;
}
