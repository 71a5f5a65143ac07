using Reprise.Protocol;
using Reprise.Searching;

namespace Reprise.Cli.Terminal;

/// <summary>Writes the messages of a transcript for people.</summary>
/// <param name="context">Where they are written.</param>
/// <param name="numbers">What people call the messages by.</param>
internal sealed class TranscriptWriter(CliContext context, MessageNumbers numbers)
{
    private const int MaxInputLines = 12;
    private const int MaxOutputLines = 12;

    public void Write(TranscriptMessage message)
    {
        context.Out.WriteLine();
        WriteHead(message);
        foreach (TranscriptPart part in message.Parts)
            Write(part);
    }

    private void WriteHead(TranscriptMessage message)
    {
        (string who, Style style) = message.Kind switch
        {
            MessageKind.Prompt => ("You", Style.Green),
            MessageKind.Answer => ("Assistant", Style.Blue),
            MessageKind.ToolResult => ("Tool", Style.Dim),
            MessageKind.Summary => ("Summary", Style.Yellow),
            MessageKind.Notice => ("Notice", Style.Yellow),
            _ => ($"Note ({message.Role.ToString().ToLowerInvariant()})", Style.Dim),
        };
        string of = message.Subagent is null ? "" : $" in subagent {message.Subagent}";
        string time = message.Timestamp is { } at ? $"  {RelativeTime.Full(at, context.Zone)}" : "";
        string number = message.Id is { } id && numbers.Of(id) is > 0 and var known ? $"  #{known}" : "";
        string model = message.Model is null ? "" : $"  {message.Model}";
        context.Out.WriteLine(
            context.Screen.Paint(style, who + SafeText.Line(of))
                + context.Screen.Paint(Style.Dim, SafeText.Line(number + time + model))
        );
    }

    private void Write(TranscriptPart part)
    {
        switch (part)
        {
            case TranscriptPart.Text text:
                WriteLines(text.Value, Style.Plain, int.MaxValue, 0);
                break;
            case TranscriptPart.Thinking thinking:
                WriteLines(thinking.Value, Style.Dim, int.MaxValue, 0);
                break;
            case TranscriptPart.ToolCall call:
                context.Out.WriteLine($"  {context.Screen.Paint(Style.Cyan, "> " + SafeText.Line(call.Name))}");
                WriteLines(call.Input, Style.Dim, MaxInputLines, call.OmittedBytes);
                break;
            case TranscriptPart.ToolResult result:
                if (result.IsError)
                    context.Out.WriteLine($"  {context.Screen.Paint(Style.Red, "failed")}");
                WriteLines(result.Output, Style.Dim, MaxOutputLines, result.OmittedBytes);
                break;
        }
    }

    private void WriteLines(string text, Style style, int max, int omittedBytes)
    {
        int written = 0;
        int left = 0;
        foreach (ReadOnlySpan<char> line in SafeText.Block(text).AsSpan().TrimEnd().EnumerateLines())
        {
            if (written == max)
            {
                left++;
                continue;
            }
            written++;
            context.Out.WriteLine(line.IsEmpty ? "" : "  " + context.Screen.Paint(style, line.ToString()));
        }
        string lines = left == 0 ? "" : Count.Of(left, "more line");
        string bytes = omittedBytes == 0 ? "" : $"{ByteSize.Of(omittedBytes)} more";
        string both = string.Join(" and ", new[] { lines, bytes }.Where(part => part.Length > 0));
        if (both.Length > 0)
            context.Out.WriteLine("  " + context.Screen.Paint(Style.Dim, $"… {both}"));
    }
}
