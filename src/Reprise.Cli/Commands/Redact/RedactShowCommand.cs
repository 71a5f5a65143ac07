using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary><c>reprise redact show</c></summary>
internal static class RedactShowCommand
{
    public static CliCommand Create()
    {
        Argument<string> id = RedactWords.IdArgument();
        var texts = new Switch("--texts") { Description = "The texts that it hides, too" };
        var command = new CliCommand("show", "Shows one redaction: what, where, how much, who, when and why") { id, texts };
        command.NeedsSettings = false;
        command.OnRun((context, parsed, _) => Run(context, parsed.GetValue(id) ?? "", texts.IsSet(parsed)));
        return command;
    }

    private static ExitCode Run(CliContext context, string id, bool withTexts)
    {
        Redaction redaction = new RedactionJournal(context).Get(id);
        (long parts, long sessions) = RedactionJournal.Counts(context).GetValueOrDefault(redaction.Id);
        if (context.IsJson)
        {
            RedactionShape shape = RedactionShape.Of(redaction, parts, sessions);
            if (withTexts)
                shape = shape with { Texts = redaction.Texts is { } known ? [.. known] : null };
            context.WriteJson(shape, RedactionJson.Default.RedactionShape);
            return ExitCode.Done;
        }
        context.Out.WriteLine(context.Screen.Paint(Style.Bold, $"{redaction.Id}  {redaction.Placeholder}"));
        string state = RedactWords.StateOf(redaction);
        Fact(context, "State", state.Length == 0 ? "in force" : state);
        Fact(context, "Hides", $"{RedactWords.KindOf(redaction)}{Manner(redaction)}");
        Fact(context, "Where", Where(redaction));
        Fact(context, "So far", $"{Count.Of(parts, "part")} of {Count.Of(sessions, "session")}");
        Fact(context, "Order", Count.Of(redaction.Order));
        Fact(context, "Made", $"{RelativeTime.Full(redaction.CreatedAt, context.Zone)} by {redaction.CreatedBy}");
        if (redaction.ChangedAt != redaction.CreatedAt || redaction.ChangedBy != redaction.CreatedBy)
            Fact(context, "Changed", $"{RelativeTime.Full(redaction.ChangedAt, context.Zone)} by {redaction.ChangedBy}");
        Fact(context, "Why", redaction.Reason ?? "(nothing was said)");
        if (withTexts)
        {
            foreach (string text in redaction.Texts ?? ["(cannot be read)"])
                Fact(context, "Text", text);
        }
        return ExitCode.Done;
    }

    private static string Manner(Redaction redaction) =>
        $"{(redaction.IsWholeWord ? ", whole words" : "")}{(redaction.MatchesCase ? ", case matters" : "")}";

    private static string Where(Redaction redaction) =>
        redaction switch
        {
            { Session: { } session, Message: { } message } => $"{session}, message {message}",
            { Session: { } session } => session.ToString(),
            _ => RedactWords.PlaceOf(redaction),
        };

    private static void Fact(CliContext context, string name, string value) =>
        context.Out.WriteLine($"  {context.Screen.Paint(Style.Dim, name.PadRight(14))}{SafeText.Line(value)}");
}
