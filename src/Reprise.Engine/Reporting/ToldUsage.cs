using Reprise.Protocol;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>One record that tells what a response used, and what became of it.</summary>
public sealed record ToldUsage
{
    /// <summary>The file's path below the session's root.</summary>
    public required string File { get; init; }

    /// <summary>The number of the record in its file, from 1 on: its line, in files of lines.</summary>
    public required long Record { get; init; }

    /// <summary>What identifies the response.</summary>
    public required string Key { get; init; }

    /// <summary>The model and who ran it.</summary>
    public required UsageLabel Label { get; init; }

    /// <summary>When the response came; null when the record does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The tokens as the record tells them.</summary>
    public TokenUsage Tokens { get; init; }

    /// <summary>What became of it.</summary>
    public required UsageFate Fate { get; init; }

    /// <summary>Whether it counts, be it without what makes no sense of it.</summary>
    public bool Counts => Fate is UsageFate.Counted or UsageFate.Doubtful;

    /// <summary>The session that the response counts in; null when that is this one.</summary>
    public SessionKey? CountsIn { get; init; }

    /// <summary>What the response cost; unknown unless it counts here.</summary>
    public SliceCost Cost { get; init; }
}

/// <summary>What becomes of a record that tells usage.</summary>
public enum UsageFate : byte
{
    /// <summary>It is the one that counts.</summary>
    Counted,

    /// <summary>Another record tells the same response: the last complete one counts.</summary>
    Repeated,

    /// <summary>The response counts in the session that it was copied from.</summary>
    Copied,

    /// <summary>It names a model and no figures.</summary>
    Empty,

    /// <summary>It counts, but for figures that make no sense and were left out.</summary>
    Doubtful,
}
