using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.OpenCode;

/// <summary>Reads messages. What one is shows only when its parts are read: they follow it.</summary>
internal sealed class OpenCodeMessages(OpenCodeState state, Utf8Scratch scratch)
{
    /// <summary>Begins a message; the one before is complete.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="data">What is known of it.</param>
    /// <param name="created">When its row was made; null when the message itself must tell.</param>
    /// <param name="sink">Where it is told.</param>
    public void Begin(ReadOnlySpan<byte> id, JsonValue data, DateTimeOffset? created, SessionSink sink)
    {
        End(sink);
        bool isUser = data["role"u8].Is("user"u8);
        if (!isUser && !data["role"u8].Is("assistant"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
            state.Message = [];
            return;
        }
        state.Message = id.ToArray();
        state.IsUser = isUser;
        // A user's message may carry a summary, too: what its turn changed.
        state.IsSummary = !isUser && data["summary"u8].IsTrue;
        state.Ticks = (RecordTime.Of(data["time"u8]["created"u8]) ?? created)?.Ticks ?? 0;
        state.Model = data["modelID"u8].Text(scratch).ToArray();
        state.Provider = data["providerID"u8].Text(scratch).ToArray();
        state.IsSideCall = state.IsSummary || IsOwnAgent(data["agent"u8]) || IsOwnAgent(data["mode"u8]);
        state.Cost = data["cost"u8].NanoUsd() ?? 0;
        state.Error = [];
        state.Tokens = isUser ? default : TokensOf(data["tokens"u8]);
        state.Steps = 0;
        state.IsTold = false;
        if (state.At is { } at)
            sink.Activity(at);
        if (state.IsSummary)
            sink.Count(SessionCount.Compaction);
        TellFolder(data["path"u8]["cwd"u8], sink);
        TakeError(data["error"u8], sink);
    }

    /// <summary>Begins to tell something of the message, or goes on with it.</summary>
    /// <param name="key">What it is known by: the message, or a part that is none of what a person said.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="sink">Where it is told.</param>
    public void Open(ReadOnlySpan<byte> key, MessageKind kind, SessionSink sink)
    {
        sink.BeginMessage(
            new MessageHead
            {
                Key = key,
                Role = state.IsUser ? MessageRole.User : MessageRole.Assistant,
                Kind = kind,
                Timestamp = state.At,
                Model = state.IsUser ? default : state.Model,
            }
        );
        state.IsTold |= key.SequenceEqual(state.Message);
    }

    /// <summary>Begins to tell a part of the answer.</summary>
    public void OpenAnswer(SessionSink sink) =>
        Open(state.Message, state.IsSummary ? MessageKind.Summary : MessageKind.Answer, sink);

    /// <summary>Tells what is known only when no part follows any more: how the answer ended, and what it cost.</summary>
    public void End(SessionSink sink)
    {
        if (state.Message.Length == 0 || state.IsUser)
            return;
        if (!state.IsTold && state.Error.Length == 0 && state.Tokens.Output > 0)
        {
            OpenAnswer(sink);
            sink.EndMessage();
        }
        if (state.Error.Length > 0)
        {
            Open(scratch.Join(state.Message, "/error"u8), MessageKind.Notice, sink);
            sink.Block(BlockKind.Text, state.Error);
            sink.EndMessage();
        }
        // The message has the last step's tokens and what all steps cost.
        if (state.Steps == 0)
            TellUsage(state.Message, state.Tokens, state.Cost, sink);
    }

    /// <summary>Tells the tokens and the cost of a step.</summary>
    public void TellStep(ReadOnlySpan<byte> part, JsonValue step, SessionSink sink)
    {
        TellUsage(part, TokensOf(step["tokens"u8]), step["cost"u8].NanoUsd() ?? 0, sink);
        state.Steps++;
    }

    private void TellUsage(ReadOnlySpan<byte> id, TokenUsage tokens, long cost, SessionSink sink)
    {
        if (tokens == default && cost == 0)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = state.Ticks == 0 ? id : KeyOf(tokens),
                Model = state.Model,
                Provider = state.Provider,
                IsSideCall = state.IsSideCall,
                Timestamp = state.At,
                Tokens = tokens,
                // Models whose price it does not know cost nothing, it says.
                OwnCost = cost == 0 ? null : cost,
            }
        );
    }

    // A fork gives new ids to all that it copies; times and figures stay. Times alone do not do: subagents begin together.
    private byte[] KeyOf(TokenUsage tokens) =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{state.Ticks / TimeSpan.TicksPerMillisecond}/{state.Steps}/{tokens.Input}.{tokens.Output}.{tokens.CacheRead}.{tokens.CacheWrite}.{tokens.Reasoning}"
            )
        );

    private static bool IsOwnAgent(JsonValue agent) => agent.Is("compaction"u8) || agent.Is("summary"u8) || agent.Is("title"u8);

    private void TellFolder(JsonValue folder, SessionSink sink)
    {
        if (!folder.IsString || folder.Raw.IsEmpty || folder.Raw.SequenceEqual(state.Folder))
            return;
        state.Folder = folder.Raw.ToArray();
        sink.Fact(SessionFact.Folder, folder.Text(scratch));
    }

    private void TakeError(JsonValue error, SessionSink sink)
    {
        if (!error.IsObject)
            return;
        ReadOnlySpan<byte> message = error["data"u8]["message"u8].Text(scratch);
        state.Error = (message.IsEmpty ? error["name"u8].Text(scratch) : message).ToArray();
        sink.Count(error["name"u8].Is("MessageAbortedError"u8) ? SessionCount.Interrupt : SessionCount.ApiError);
    }

    private static TokenUsage TokensOf(JsonValue tokens) =>
        new(
            Input: tokens["input"u8].Amount(),
            Output: tokens["output"u8].Amount(),
            CacheRead: tokens["cache"u8]["read"u8].Amount(),
            CacheWrite5Minutes: tokens["cache"u8]["write"u8].Amount(),
            CacheWrite1Hour: 0,
            Reasoning: tokens["reasoning"u8].Amount()
        );
}
