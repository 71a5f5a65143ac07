using System.CommandLine;
using Reprise.Capturing;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary><c>reprise redact add</c></summary>
internal static class RedactAddCommand
{
    private const int OrderStep = 10;

    public static CliCommand Create()
    {
        var text = new Argument<string?>("TEXT")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description =
                "The text to hide; without it, and without a pattern, marker or message, it is read from standard input",
        };
        var regex = new Option<string>("--regex", "-E")
        {
            HelpName = "PATTERN",
            Description = "Hide what this regular expression matches",
        };
        var marker = new Option<string[]>("--marker")
        {
            HelpName = "TEXT",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
            Description = "Hide everything from the first text to the second, both included",
        };
        var message = new Option<string>("--message")
        {
            HelpName = "ID[:MESSAGE]",
            Description = "Hide a message, by its id or as #NUMBER; without one, the whole session",
        };
        var span = new Option<string>("--span")
        {
            HelpName = "FROM:TO",
            Description = "With --message: only these characters of what 'show --messages --json' prints of it",
        };
        var given = new Switch("--text") { Description = "With --message: only a text, read from standard input" };
        var scope = new Option<string>("--scope") { HelpName = "SCOPE", Description = "global (default), prompt or field" };
        scope.AcceptOnlyFromAmong("global", "prompt", "field");
        var field = new Option<string>("--field")
        {
            HelpName = "F",
            Description = $"Only there: {string.Join(", ", RedactionFields.Names)}",
        };
        field.AcceptOnlyFromAmong([.. RedactionFields.Names]);
        var label = new Option<string>("--label")
        {
            HelpName = "WORD",
            Description = "What the placeholder says: [redacted:WORD]",
        };
        var matchCase = new Switch("--case-sensitive", "-s") { Description = "Make a difference between a and A" };
        var word = new Switch("--word", "-w") { Description = "Hide the text only where it is a whole word" };
        var order = new NumberOption("--order")
        {
            Description = "When it is applied among the others, lower numbers first (default: last)",
        };
        var disabled = new Switch("--disabled") { Description = "Make it, but do not put it in force yet" };
        Option<string> reason = RedactWords.ReasonOption();
        Option<string> actor = RedactWords.ActorOption();
        var dryRun = new Switch("--dry-run") { Description = "Only say how much would be hidden" };
        var command = new CliCommand("add", "Hides a text, what a pattern matches, what is marked, or a message") { text };
        foreach (
            Option option in new Option[]
            {
                regex,
                marker,
                message,
                span,
                given,
                scope,
                field,
                label,
                matchCase,
                word,
                order,
                disabled,
                reason,
                actor,
                dryRun,
            }
        )
            command.Add(option);
        command.Details =
            "What stands on a command line is seen by other programs and kept by the shell: give a text that is nobody's business on standard "
            + "input. Texts are found in every spelling that JSON has for them. Patterns are .NET regular expressions without "
            + "look-around and back-references.";
        command.Examples =
        [
            ("reprise redact add --label client < name.txt", "a name that must not be seen"),
            ("reprise redact add -E 'ACME-\\d{4}' --reason 'ticket numbers'", "what looks like this"),
            ("reprise redact add --marker '<private>' '</private>' --scope prompt", "what was marked in prompts"),
            ("reprise redact add --message 1f0e2d3c:#12", "one message"),
        ];
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var request = new Request
                {
                    Text = parsed.GetValue(text),
                    Pattern = parsed.GetValue(regex),
                    Marker = parsed.GetValue(marker) is { Length: > 0 } pair ? pair : null,
                    Message = parsed.GetValue(message),
                    Span = parsed.GetValue(span),
                    IsTextGiven = given.IsSet(parsed),
                    Field = FieldOf(parsed.GetValue(scope), parsed.GetValue(field)),
                    Label = parsed.GetValue(label),
                    MatchesCase = matchCase.IsSet(parsed),
                    IsWholeWord = word.IsSet(parsed),
                };
                Redaction redaction = RedactionRequest.Read(context, request, parsed.GetValue(actor), cancellation);
                var journal = new RedactionJournal(context);
                long last = journal.All.Count == 0 ? 0 : journal.All.Max(known => known.Order);
                redaction = redaction with
                {
                    Order = order.Read(parsed) ?? last + OrderStep,
                    IsEnabled = !disabled.IsSet(parsed),
                    Reason = RedactionBuilder.ReasonFor(redaction, parsed.GetValue(reason)),
                };
                return dryRun.IsSet(parsed)
                    ? Measure(context, redaction, cancellation)
                    : journal.Write(
                        RedactionRecord.Create(redaction),
                        parsed.GetValue(actor),
                        $"Redaction {redaction.Id} is made: {redaction.Placeholder}.",
                        cancellation
                    );
            }
        );
        return command;
    }

    private static ExitCode Measure(CliContext context, Redaction redaction, CancellationToken cancellation)
    {
        RedactionReach reach = new RedactionUpdate(context.Home, CliContext.Workers).Measure(redaction, cancellation);
        if (context.IsJson)
            context.WriteJson(RedactionShape.Of(redaction, reach.Parts, reach.Sessions), RedactionJson.Default.RedactionShape);
        else
            context.Out.WriteLine(
                $"It would hide {Count.Of(reach.Parts, "part")} of {Count.Of(reach.Sessions, "session")}. Nothing was changed."
            );
        return ExitCode.Done;
    }

    private static RedactionField? FieldOf(string? scope, string? field) =>
        (scope, field) switch
        {
            ("prompt", null) => RedactionField.Prompt,
            ("prompt" or "global", not null) => throw UsageError.Of("--field goes with --scope field."),
            ("field", null) => throw UsageError.Of("--scope field needs --field."),
            _ => RedactionFields.Find(field),
        };

    /// <summary>What was asked for on the command line.</summary>
    internal sealed record Request
    {
        public string? Text { get; init; }
        public string? Pattern { get; init; }
        public string[]? Marker { get; init; }
        public string? Message { get; init; }
        public string? Span { get; init; }
        public bool IsTextGiven { get; init; }
        public RedactionField? Field { get; init; }
        public string? Label { get; init; }
        public bool MatchesCase { get; init; }
        public bool IsWholeWord { get; init; }
    }
}
