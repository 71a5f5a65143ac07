using System.Globalization;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Redact;

/// <summary>Makes a redaction of what was asked for on the command line.</summary>
internal static class RedactionRequest
{
    private const string Question = "The text to hide (it is not shown): ";

    /// <exception cref="RepriseException">It makes no sense.</exception>
    public static Redaction Read(
        CliContext context,
        RedactAddCommand.Request request,
        string? actor,
        CancellationToken cancellation
    )
    {
        int kinds = new[] { request.Text, request.Pattern, request.Message }.Count(given => given is not null);
        if (kinds + (request.Marker is null ? 0 : 1) > 1)
            throw UsageError.Of("Give one of TEXT, --regex, --marker and --message.");
        if (request.Message is null && (request.Span is not null || request.IsTextGiven))
            throw UsageError.Of("--span and --text go with --message.");
        if (request.Span is not null && request.IsTextGiven)
            throw UsageError.Of("--span and --text exclude each other.");
        if (request.Message is not null && request.Field is not null)
            throw UsageError.Of("--scope and --field do not go with --message.");
        if (request.Label is { } label && !RedactionLabel.IsOne(label))
            throw UsageError.Of($"A label has 1 to {RedactionLabel.MaxLength} lower-case letters, digits and dashes.");
        string user = string.IsNullOrWhiteSpace(actor) ? context.Environment.FindUserName() : actor.Trim();
        var builder = new RedactionBuilder(context.OpenMasker().Masker, user, context.Now);
        Redaction redaction = request switch
        {
            { Message: { } message } => Manual(context, builder, request, message, cancellation),
            { Pattern: { } pattern } => builder.Pattern(pattern, request.MatchesCase),
            { Marker: [var start, var end] } => builder.Marker(start, end),
            _ => builder.Literal(request.Text ?? HiddenInput.Read(context, Question, cancellation), request.IsWholeWord),
        };
        return redaction with
        {
            Field = request.Field,
            Label = request.Label ?? redaction.Label,
            MatchesCase = request.MatchesCase,
        };
    }

    private static Redaction Manual(
        CliContext context,
        RedactionBuilder builder,
        RedactAddCommand.Request request,
        string typed,
        CancellationToken cancellation
    )
    {
        using SessionIndex index = SessionIndex.OpenRead(context.Home);
        MessageTarget target = MessageTarget.Resolve(index, typed);
        if (request.IsTextGiven)
            return builder.Manual(target.Session.Key, target.Message, [HiddenInput.Read(context, Question, cancellation)]);
        if (request.Span is not { } span)
            return builder.Manual(target.Session.Key, target.Message, []);
        if (target.Message is not { } message)
            throw UsageError.Of("--span needs a message: --message ID:MESSAGE.");
        return builder.Manual(target.Session.Key, message, Cut(context, target.Session, message, span));
    }

    /// <summary>Finds the texts that a span of a message covers: they are what is hidden, wherever in the message they stand.</summary>
    private static List<string> Cut(CliContext context, IndexedSession session, string message, string span)
    {
        string[] ends = span.Split(':');
        if (
            ends.Length != 2
            || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int from)
            || !int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int to)
            || from >= to
        )
            throw UsageError.Of("--span is two numbers, the first character and the one after the last: 10:42.");
        List<string> texts = [];
        int at = 0;
        foreach (string part in Parts(context, session, message))
        {
            int start = Math.Clamp(from - at, 0, part.Length);
            int end = Math.Clamp(to - at, 0, part.Length);
            string text = part[start..end].Trim();
            if (text.Length > 0)
                texts.Add(text);
            // A line end stands between two parts.
            at += part.Length + 1;
        }
        return texts.Count > 0 ? texts : throw UsageError.Of("The message has no text there.");
    }

    private static IEnumerable<string> Parts(CliContext context, IndexedSession session, string message)
    {
        var readers = new RecordReaders(EngineFilter.OpenReader, RedactionSet.None);
        return new SessionTranscript(new SessionArchive(context.Home), readers)
            .Read(session.Entry, includeSubagents: true)
            .Where(told => told.Id == message)
            .SelectMany(told => told.Parts)
            .Select(part =>
                part switch
                {
                    TranscriptPart.Text text => text.Value,
                    TranscriptPart.Thinking thinking => thinking.Value,
                    TranscriptPart.ToolCall call => call.Input,
                    TranscriptPart.ToolResult result => result.Output,
                    _ => "",
                }
            );
    }
}
