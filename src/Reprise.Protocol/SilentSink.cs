namespace Reprise.Protocol;

/// <summary>Takes everything and does nothing; whoever wants to hear one thing derives from it.</summary>
public class SilentSink : SessionSink
{
    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value) { }

    public override void Count(SessionCount what) { }

    public override void Activity(DateTimeOffset timestamp) { }

    public override void BeginMessage(in MessageHead head) { }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text) { }

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input) { }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError) { }

    public override void EndMessage() { }

    public override void Usage(in ResponseUsage usage) { }
}
