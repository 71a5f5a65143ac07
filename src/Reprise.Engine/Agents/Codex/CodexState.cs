using Reprise.Normalizing;

namespace Reprise.Agents.Codex;

/// <summary>What a reader remembers from record to record, and from capture to capture.</summary>
internal sealed class CodexState
{
    private const byte Version = 2;

    /// <summary>The id of the header that was read last: in a forked session, of the session that was copied.</summary>
    public byte[] HeaderId { get; set; } = [];

    /// <summary>The id of the first header, which is the session's own.</summary>
    public byte[] OwnId { get; set; } = [];

    /// <summary>The model of the turn.</summary>
    public byte[] Model { get; set; } = [];

    /// <summary>Who runs the model.</summary>
    public byte[] Provider { get; set; } = [];

    /// <summary>What makes the price of the model differ; empty for the standard service.</summary>
    public byte[] Tier { get; set; } = [];

    /// <summary>Whether the session is one that Codex holds with a model for itself.</summary>
    public bool IsSide { get; set; }

    /// <summary>The searches of the web that the response now coming has made.</summary>
    public long WebSearches { get; set; }

    /// <summary>The working folder that was told last.</summary>
    public byte[] Folder { get; set; } = [];

    /// <summary>The number of prompts told.</summary>
    public long Prompts { get; set; }

    /// <summary>The number of answers told.</summary>
    public long Answers { get; set; }

    /// <summary>The number of other messages told.</summary>
    public long Others { get; set; }

    /// <summary>Whether prompts are told by events, so that items are not asked for them.</summary>
    public bool HasPromptEvents { get; set; }

    /// <summary>A text that may be a prompt: it is one if no event tells it.</summary>
    public byte[] Candidate { get; set; } = [];

    /// <summary>When the candidate was written, in ticks; 0 when unknown.</summary>
    public long CandidateTicks { get; set; }

    /// <summary>The text of the last prompt told by an event, as a hash.</summary>
    public ulong LastPrompt { get; set; }

    /// <summary>Records with a lower ordinal were inherited from the session that started this one.</summary>
    public long FirstOwnOrdinal { get; set; }

    /// <summary>The tokens that were told.</summary>
    public CodexTotals Totals { get; } = new();

    /// <summary>Returns all of it as bytes.</summary>
    public byte[] Save()
    {
        var state = new StateWriter(Version);
        state.Add(HeaderId);
        state.Add(OwnId);
        state.Add(Model);
        state.Add(Provider);
        state.Add(Tier);
        state.Add(IsSide);
        state.Add(WebSearches);
        state.Add(Folder);
        state.Add(Prompts);
        state.Add(Answers);
        state.Add(Others);
        state.Add(HasPromptEvents);
        state.Add(Candidate);
        state.Add(CandidateTicks);
        state.Add(LastPrompt);
        state.Add(FirstOwnOrdinal);
        Totals.Save(state);
        return state.ToArray();
    }

    /// <summary>Takes what was saved; begins anew when there is nothing.</summary>
    public static CodexState Load(ReadOnlySpan<byte> saved)
    {
        var state = new CodexState();
        if (StateReader.Open(saved, Version) is not { } reader)
            return state;
        state.HeaderId = reader.Text();
        state.OwnId = reader.Text();
        state.Model = reader.Text();
        state.Provider = reader.Text();
        state.Tier = reader.Text();
        state.IsSide = reader.Bool();
        state.WebSearches = reader.Long();
        state.Folder = reader.Text();
        state.Prompts = reader.Long();
        state.Answers = reader.Long();
        state.Others = reader.Long();
        state.HasPromptEvents = reader.Bool();
        state.Candidate = reader.Text();
        state.CandidateTicks = reader.Long();
        state.LastPrompt = reader.Hash();
        state.FirstOwnOrdinal = reader.Long();
        state.Totals.Load(reader);
        return state;
    }
}
