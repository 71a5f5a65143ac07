using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.OpenCode;

/// <summary>What a reader remembers of the message whose parts it reads, from capture to capture.</summary>
internal sealed class OpenCodeState
{
    private const byte Version = 2;

    /// <summary>The message; empty before the first one.</summary>
    public byte[] Message { get; set; } = [];

    /// <summary>Whether a person or the program speaks, not the model.</summary>
    public bool IsUser { get; set; }

    /// <summary>Whether the message stands for those before it.</summary>
    public bool IsSummary { get; set; }

    /// <summary>When it was written, in ticks; 0 when unknown.</summary>
    public long Ticks { get; set; }

    /// <summary>The model that answers.</summary>
    public byte[] Model { get; set; } = [];

    /// <summary>Who runs the model.</summary>
    public byte[] Provider { get; set; } = [];

    /// <summary>Whether the program asked for itself.</summary>
    public bool IsSideCall { get; set; }

    /// <summary>What the message itself says that it cost, in 10^-9 USD; below zero when it says nothing that makes sense.</summary>
    public long Cost { get; set; }

    /// <summary>The error that the answer ended with; empty for none.</summary>
    public byte[] Error { get; set; } = [];

    /// <summary>The tokens that the message itself names: those of its steps count where there are any.</summary>
    public TokenUsage Tokens { get; set; }

    /// <summary>The number of steps told.</summary>
    public long Steps { get; set; }

    /// <summary>Whether the message was told.</summary>
    public bool IsTold { get; set; }

    /// <summary>The working folder that was told last.</summary>
    public byte[] Folder { get; set; } = [];

    /// <summary>When it was written; null when unknown.</summary>
    public DateTimeOffset? At => Ticks == 0 ? null : new DateTimeOffset(Ticks, TimeSpan.Zero);

    /// <summary>Returns all of it as bytes.</summary>
    public byte[] Save()
    {
        var state = new StateWriter(Version);
        state.Add(Message);
        state.Add(IsUser);
        state.Add(IsSummary);
        state.Add(Ticks);
        state.Add(Model);
        state.Add(Provider);
        state.Add(IsSideCall);
        state.Add(Cost);
        state.Add(Error);
        state.Add(Tokens.Input);
        state.Add(Tokens.Output);
        state.Add(Tokens.CacheRead);
        state.Add(Tokens.CacheWrite5Minutes);
        state.Add(Tokens.Reasoning);
        state.Add(Steps);
        state.Add(IsTold);
        state.Add(Folder);
        return state.ToArray();
    }

    /// <summary>Takes what was saved; begins anew when there is nothing.</summary>
    public static OpenCodeState Load(ReadOnlySpan<byte> saved)
    {
        var state = new OpenCodeState();
        if (StateReader.Open(saved, Version) is not { } reader)
            return state;
        state.Message = reader.Text();
        state.IsUser = reader.Bool();
        state.IsSummary = reader.Bool();
        state.Ticks = reader.Long();
        state.Model = reader.Text();
        state.Provider = reader.Text();
        state.IsSideCall = reader.Bool();
        state.Cost = reader.Long();
        state.Error = reader.Text();
        state.Tokens = new TokenUsage(reader.Long(), reader.Long(), reader.Long(), reader.Long(), 0, reader.Long());
        state.Steps = reader.Long();
        state.IsTold = reader.Bool();
        state.Folder = reader.Text();
        return state;
    }
}
