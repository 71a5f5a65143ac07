using Reprise.Masking;
using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>Counts the placeholders in what a reader tells, message by message, and passes everything on.</summary>
/// <remarks>
/// It stands before redaction: that a secret lies in a session is to be known also where the text around it is not shown.
/// </remarks>
/// <param name="feed">Takes the counts.</param>
/// <param name="next">Takes what is told.</param>
internal sealed class FindingSink(SessionFeed feed, SessionSink next) : SessionSink
{
    private MessageKind _kind;
    private bool _isMain;

    public override void BeginMessage(in MessageHead head)
    {
        _kind = head.Kind;
        _isMain = head.Subagent.IsEmpty;
        next.BeginMessage(head);
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text)
    {
        Look(
            text,
            kind switch
            {
                BlockKind.ToolOutput => FindingPlace.ToolOutput,
                BlockKind.Thinking => FindingPlace.Answer,
                _ => _kind switch
                {
                    MessageKind.Prompt => _isMain ? FindingPlace.Prompt : FindingPlace.Answer,
                    MessageKind.Answer => FindingPlace.Answer,
                    _ => FindingPlace.Other,
                },
            }
        );
        next.Block(kind, text);
    }

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        next.ToolCall(callId, name, input);
        // The feed has the call by now, so that the count goes to it.
        Look(input, FindingPlace.ToolInput);
    }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError) => next.ToolResult(callId, isError);

    public override void EndMessage() => next.EndMessage();

    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value) => next.Fact(fact, value);

    public override void Count(SessionCount what) => next.Count(what);

    public override void Activity(DateTimeOffset timestamp) => next.Activity(timestamp);

    public override void Usage(in ResponseUsage usage) => next.Usage(usage);

    private void Look(ReadOnlySpan<byte> text, FindingPlace place)
    {
        for (int from = 0; MaskedPlaceholder.Next(text, from) is { } found; from = found.Start + found.Length)
            feed.AddFinding(place, new FindingKey(found.Kind, found.Fingerprint));
    }
}
