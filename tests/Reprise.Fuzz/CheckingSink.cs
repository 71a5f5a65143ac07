using System.Text;
using System.Text.Unicode;
using Reprise.Protocol;

namespace Reprise.Fuzz;

/// <summary>Takes what a reader tells, holds it to the rules of <see cref="SessionSink"/>, and writes it down.</summary>
internal sealed class CheckingSink : SessionSink
{
    private readonly StringBuilder _events = new();
    private bool _isOpen;

    /// <summary>Which kinds of events came, as bits.</summary>
    public ulong Kinds { get; private set; }

    public string Events => _events.ToString();

    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value) => Note((int)fact, $"fact {fact} {Text(value)}");

    public override void Count(SessionCount what) => Note(12 + (int)what, $"count {what}");

    public override void Activity(DateTimeOffset timestamp) => Note(22, $"activity {Time(timestamp)}");

    public override void BeginMessage(in MessageHead head)
    {
        Require(!_isOpen, "A message was begun within a message.");
        _isOpen = true;
        Note(
            24 + (int)head.Kind,
            $"begin {Text(head.Key)} {head.Role} {head.Kind} {Time(head.Timestamp)} {Text(head.Subagent)} {Text(head.Model)}"
        );
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text)
    {
        Require(_isOpen, "There is no message for the block.");
        Note(32 + (int)kind, $"block {kind} {Text(text)}");
    }

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        Require(_isOpen, "There is no message for the call.");
        // The input is JSON as spelled, not text: it may hold what is no valid UTF-8.
        Note(36, $"call {Text(callId)} {Text(name)} {Convert.ToHexString(input)}");
    }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError)
    {
        Require(_isOpen, "There is no message for the result.");
        Note(isError ? 37 : 38, $"result {Text(callId)} {isError}");
    }

    public override void EndMessage()
    {
        Require(_isOpen, "There is no message to end.");
        _isOpen = false;
        _events.AppendLine("end");
    }

    public override void Usage(in ResponseUsage usage) =>
        Note(
            40,
            $"usage {Text(usage.Key)} {usage.IsLocalKey} {Text(usage.Model)} {Text(usage.Provider)} {Text(usage.Tier)} {Text(usage.Subagent)} "
                + $"{usage.IsSideCall} {usage.IsPartial} {Time(usage.Timestamp)} {usage.Tokens} {usage.WebSearches} {usage.OwnCost}"
        );

    /// <summary>Holds what must hold after a record.</summary>
    public void EndRecord() => Require(!_isOpen, "A message was left open.");

    private static string Text(ReadOnlySpan<byte> text)
    {
        Require(Utf8.IsValid(text), "A text is no valid UTF-8.");
        return Encoding.UTF8.GetString(text);
    }

    private static string Time(DateTimeOffset? time)
    {
        Require(time is null || time.Value.Offset == TimeSpan.Zero, "A time is not in UTC.");
        return time?.ToString("O") ?? "-";
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new FuzzFailure(what);
    }

    private void Note(int bit, string line)
    {
        Kinds |= 1UL << bit;
        _events.AppendLine(line);
    }
}
