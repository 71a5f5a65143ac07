using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>What the index knows of a session as a whole.</summary>
public sealed class IndexedSession
{
    /// <summary>The row; 0 while there is none.</summary>
    public long Id { get; set; }
    public required SessionKey Key { get; init; }
    public int Copy { get; init; }
    public string Entry { get; set; } = "";
    public int Revision { get; set; }
    public string Root { get; set; } = "";

    /// <summary>What people call the machine that the session is from; null for this one.</summary>
    public string? Host { get; set; }

    /// <summary>The oldest version of the masking rules that something of it was masked with.</summary>
    public string Rules { get; set; } = "";

    /// <summary>The transcript's path below the root; null when the session has none.</summary>
    public string? SourcePath { get; set; }

    /// <summary>The folder where the session was started.</summary>
    public string? Project { get; set; }
    public string? Branch { get; set; }
    public string? Remote { get; set; }
    public string? AgentVersion { get; set; }
    public string? CustomTitle { get; set; }
    public string? NativeTitle { get; set; }
    public string? GeneratedTitle { get; set; }
    public string? SummaryTitle { get; set; }
    public string? PromptTitle { get; set; }
    public IReadOnlyList<string> Models { get; set; } = [];
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? LastActiveAt { get; set; }
    public long Messages { get; set; }
    public long Turns { get; set; }
    public long ToolCalls { get; set; }
    public long Subagents { get; set; }

    /// <summary>How often each <see cref="SessionCount"/> was told, by its number.</summary>
    public long[] Counts { get; set; } = new long[Enum.GetValues<SessionCount>().Length];
    public TokenUsage Tokens { get; set; }
    public long SourceBytes { get; set; }
    public long ArchivedBytes { get; set; }
    public int Generations { get; set; } = 1;
    public long Findings { get; set; }
    public string? ForkedFrom { get; set; }
    public string? ParentId { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The title to show: what a person gave, else what the agent keeps, made up or summed up, else a prompt.</summary>
    public string? Title => CustomTitle ?? NativeTitle ?? GeneratedTitle ?? SummaryTitle ?? PromptTitle;

    /// <summary>Returns another object that says the same.</summary>
    internal IndexedSession Copied() => (IndexedSession)MemberwiseClone();

    /// <summary>How many of its records are damaged or too long to be read: what they say is not known.</summary>
    public long UnreadRecords => Counts[(int)SessionCount.DamagedRecord] + Counts[(int)SessionCount.OversizedRecord];

    /// <summary>Whether nothing was said in it, as far as all of it could be read: such sessions are kept but not listed by default.</summary>
    public bool IsEmpty => Messages == 0 && UnreadRecords == 0;
}
