using System.CommandLine;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Redact;

/// <summary><c>reprise redact preview</c></summary>
internal static class RedactPreviewCommand
{
    public static CliCommand Create()
    {
        var id = new Argument<string>("ID") { Description = "The session: the first characters of its id, or agent:id" };
        var command = new CliCommand("preview", "Shows what redactions change in a session: as it is kept, and as it is shown")
        {
            id,
        };
        command.NeedsSettings = false;
        command.Details =
            "Prints what is hidden, still masked, with what stands in its place, like a diff: a minus before what is kept and a plus "
            + "before what is shown. Long lines are cut around the change.";
        command.OnRun((context, parsed, _) => Run(context, parsed.GetValue(id) ?? ""));
        return command;
    }

    private static ExitCode Run(CliContext context, string typed)
    {
        using OpenedHome home = OpenedHome.Open(context);
        IndexedSession session = new SessionResolver(home.Index).Get(typed);
        IEnumerable<PreviewChangeShape> changes = Changes(context, home, session);
        if (context.IsJson)
        {
            context.WriteJson(new PreviewShape(session.Key.ToString(), [.. changes]), RedactionJson.Default.PreviewShape);
            return ExitCode.Done;
        }
        long count = 0;
        using (context.Page())
        {
            foreach (PreviewChangeShape change in changes)
            {
                if (count++ > 0)
                    context.Out.WriteLine();
                Write(context, change);
            }
        }
        context.Say(count == 0 ? "Nothing of this session is hidden." : $"{Count.Of(count, "text")} of this session changed.");
        return ExitCode.Done;
    }

    private static IEnumerable<PreviewChangeShape> Changes(CliContext context, OpenedHome home, IndexedSession session)
    {
        var archive = new SessionArchive(context.Home);
        ArchiveManifest manifest = archive.Open(session.Entry).Manifest;
        if (
            manifest.Title is { } title
            && Differ("title", null, null, title, home.Readers.Show(session.Key, title, RedactionField.Title)) is { } first
        )
            yield return first;
        var numbers = new MessageNumbers(home.Index, session.Id);
        var raw = new SessionTranscript(archive, new RecordReaders(EngineFilter.OpenReader, RedactionSet.None));
        var shown = new SessionTranscript(archive, home.Readers);
        // Both tell the same messages in the same order: redaction changes texts alone.
        foreach (
            (TranscriptMessage before, TranscriptMessage after) in raw.Read(session.Entry, includeSubagents: true, int.MaxValue)
                .Zip(shown.Read(session.Entry, includeSubagents: true, int.MaxValue))
        )
        foreach ((TranscriptPart one, TranscriptPart other) in before.Parts.Zip(after.Parts))
        {
            int? number = before.Id is { } id && numbers.Of(id) is > 0 and var known ? known : null;
            if (Differ(PlaceOf(before, one), before.Id, number, TextOf(one), TextOf(other)) is { } change)
                yield return change;
        }
    }

    private static PreviewChangeShape? Differ(string place, string? message, int? number, string raw, string redacted) =>
        raw == redacted ? null : new PreviewChangeShape(place, message, number, raw, redacted);

    private static string PlaceOf(TranscriptMessage message, TranscriptPart part) =>
        part switch
        {
            TranscriptPart.Thinking => "thinking",
            TranscriptPart.ToolCall => "tool input",
            TranscriptPart.ToolResult => "tool output",
            _ => message.Kind switch
            {
                MessageKind.Prompt => "prompt",
                MessageKind.Answer => "answer",
                _ => "note",
            },
        };

    private static string TextOf(TranscriptPart part) =>
        part switch
        {
            TranscriptPart.Text text => text.Value,
            TranscriptPart.Thinking thinking => thinking.Value,
            TranscriptPart.ToolCall call => $"{call.Name} {call.Input}",
            TranscriptPart.ToolResult result => result.Output,
            _ => "",
        };

    private static void Write(CliContext context, PreviewChangeShape change)
    {
        string number = change.Message is { } known ? $"#{known}  " : "";
        string id = change.MessageId is { } native ? $"  {native}" : "";
        context.Out.WriteLine(
            context.Screen.Paint(Style.Bold, number + change.Place) + context.Screen.Paint(Style.Dim, SafeText.Line(id))
        );
        foreach ((char sign, string line) in LineDiff.Of(SafeText.Block(change.Raw), SafeText.Block(change.Redacted)))
            context.Out.WriteLine(context.Screen.Paint(sign == '-' ? Style.Red : Style.Green, $"{sign} {line}"));
    }
}
