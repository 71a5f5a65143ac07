using Reprise.Cli.Json;
using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Usage;

/// <summary>What a status line shows, as far as the home tells it.</summary>
internal sealed record StatuslineFigures
{
    private const string ClaudeCode = "claude-code";

    /// <summary>What the day has cost; null when nothing of it is known.</summary>
    public Money? Today { get; init; }

    /// <summary>Whether <see cref="Today"/> lacks what has no price.</summary>
    public bool IsTodayPartial { get; init; }

    /// <summary>What the running block has cost; null when none runs, or nothing of it is known.</summary>
    public Money? Block { get; init; }

    /// <summary>When the running block ends; null when none runs.</summary>
    public DateTimeOffset? BlockEnd { get; init; }

    /// <summary>What an hour like those of the block costs; null when unknown.</summary>
    public Money? PerHour { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="Files.RepriseException">There is no home that can be used, or prices are damaged.</exception>
    public static StatuslineFigures Read(
        CliContext context,
        StatuslineInput? input,
        string[] agents,
        TimeZoneInfo zone,
        SlicePricer pricer
    )
    {
        using OpenedHome home = OpenedHome.Open(context);
        DateTimeOffset now = context.Now;
        DateTime day = TimeZoneInfo.ConvertTime(now, zone).Date;
        // No one works for days without five hours of rest, so what is older decides about no block.
        var query = new UsageQuery
        {
            Sessions = UsageQuery.All with { Agents = agents, Since = now.AddDays(-7) },
            Since = Midnight(day, zone),
            Until = Midnight(day.AddDays(1), zone),
            Zone = zone,
        };
        UsageRow today = new UsageReader(home.Index, home.Readers, pricer).Read(query).Total;
        // The limits that blocks are about are those of Claude's subscriptions.
        var recent = new UsageQuery
        {
            Sessions = UsageQuery.All with { Agents = agents.Length == 0 ? [ClaudeCode] : agents, Since = now.AddDays(-7) },
        };
        UsageBlock? block = new BlockReader(home.Index, pricer).Read(recent).LastOrDefault(b => b.IsActive(now));
        Money missing = input is null ? Money.Zero : Missing(home, input, pricer);
        return new StatuslineFigures
        {
            Today = today.Cost is { } known ? known + missing : null,
            IsTodayPartial = today.Unpriced.Count > 0,
            Block = block?.Total.Cost is { } inBlock ? inBlock + missing : null,
            BlockEnd = block?.End,
            PerHour = block is null ? null : BurnRate.Of(block)?.CostPerHour,
        };
    }

    private static DateTimeOffset Midnight(DateTime day, TimeZoneInfo zone) => new(day, zone.GetUtcOffset(day));

    /// <summary>What the running session has cost beyond what was captured of it, as far as Claude Code says so.</summary>
    private static Money Missing(OpenedHome home, StatuslineInput input, SlicePricer pricer)
    {
        if (input.SessionCost is not { } told || input.SessionId is not { } id)
            return Money.Zero;
        long? row = home.Index.Find(new SessionKey(new AgentId(ClaudeCode), id));
        Money captured = row is { } session ? new SessionCosts(home.Index, pricer).Of(session).Cost ?? Money.Zero : Money.Zero;
        return told > captured ? told - captured : Money.Zero;
    }
}

/// <summary>The status line for scripts.</summary>
internal sealed record StatuslineShape(
    string Line,
    CostShape? Session,
    CostShape? Today,
    CostShape? Block,
    DateTime? BlockEnd,
    CostShape? PerHour,
    long? ContextTokens,
    long? ContextSize
)
{
    public static StatuslineShape Of(string line, StatuslineInput? input, StatuslineFigures? figures) =>
        new(
            line,
            CostShape.Of(input?.SessionCost),
            CostShape.Of(figures?.Today),
            CostShape.Of(figures?.Block),
            figures?.BlockEnd?.UtcDateTime,
            CostShape.Of(figures?.PerHour),
            input?.ContextTokens,
            input?.ContextSize
        );
}
