using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Databases;
using Reprise.Discovery;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Shouldly;

namespace Reprise.Tests.Agents.Fidelity;

/// <summary>Captures what there is of an agent and looks at what the index knows then.</summary>
internal static class FidelityObservation
{
    /// <summary>Reports an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="committed">The report as it was, for what only the corpus of real sessions shows; null to look there.</param>
    public static AgentFidelity Of(IAgent agent, AgentFidelity? committed)
    {
        bool rows = RowFixture.Is(agent.Id.Value);
        FixtureLimits limits = FixtureLimits.Load(
            rows ? new RowFixture(agent.Id.Value).Folder : new AgentFixture(agent.Id.Value).Folder
        );
        limits.Evidence.ShouldAllBe(word => FixtureLimits.Words.Contains(word, StringComparer.Ordinal));
        List<Observed> real = committed is null ? RealSessions(agent) : [];
        string[] seen = committed is null ? Shown(real) : [.. committed.Seen];
        return new AgentFidelity
        {
            Agent = agent.Id.Value,
            Rows = rows,
            Sessions = committed?.Sessions ?? real.Count,
            Versions = committed?.Versions ?? Versions(real),
            Seen = seen,
            MadeUp = [.. Shown(MadeUp(agent, rows)).Except(seen, StringComparer.Ordinal)],
            Evidence = limits.Evidence,
            Limits = limits.Limits,
        };
    }

    private static List<Observed> MadeUp(IAgent agent, bool rows)
    {
        using var home = new CaptureHome();
        if (rows)
            new RowFixture(agent.Id.Value).Write(home);
        else
            new AgentFixture(agent.Id.Value).Write(home);
        home.Capture().Skipped.ShouldBeEmpty();
        return All(home);
    }

    private static List<Observed> RealSessions(IAgent agent)
    {
        List<Observed> sessions = [];
        if (SharedCorpus.Lacks(agent.Id.Value))
            return sessions;
        foreach (string folder in Directory.GetDirectories(SharedCorpus.Of(agent.Id.Value)).Order(StringComparer.Ordinal))
        {
            using var home = new CaptureHome();
            CaptureSettings settings = home.Settings() with { ExtraRoots = [new ExtraRoot(agent.Id, folder)] };
            CaptureReport report = Capture(home, settings, new CaptureRequest { Agents = [agent.Id] });
            report.Skipped.ShouldBeEmpty();
            // What is no home is looked through file by file.
            if (report.Captured == 0)
                Capture(home, home.Settings(), new CaptureRequest { Agents = [agent.Id], Paths = [folder] });
            sessions.AddRange(All(home));
        }
        return sessions;
    }

    private static CaptureReport Capture(CaptureHome home, CaptureSettings settings, CaptureRequest request) =>
        new CapturePipeline(home.Home, settings, TimeProvider.System).Run(request, CaptureProgress.None, CancellationToken.None);

    private static string[] Versions(List<Observed> sessions) =>
        [
            .. sessions
                .Select(seen => seen.Session.AgentVersion)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .OrderBy(version => Version.TryParse(version.Split('-')[0], out Version? parsed) ? parsed : new Version())
                .ThenBy(version => version, StringComparer.Ordinal),
        ];

    private static string[] Shown(List<Observed> sessions) =>
        [.. AgentFidelity.Abilities.Where(ability => sessions.Exists(seen => Shows(seen, ability)))];

    private static List<Observed> All(CaptureHome home)
    {
        using SqliteDatabase index = SqliteDatabase.OpenReadOnly(home.Home.Index);
        using SqliteStatement query = index.Prepare("SELECT DISTINCT session FROM responses WHERE own_cost > 0");
        HashSet<long> withCost = [];
        while (query.Step())
            withCost.Add(query.Integer(0));
        return [.. home.All().Select(session => new Observed(session, withCost.Contains(session.Id)))];
    }

    private static bool Shows(Observed seen, string ability)
    {
        IndexedSession session = seen.Session;
        return ability switch
        {
            "title" => (session.CustomTitle ?? session.NativeTitle ?? session.GeneratedTitle ?? session.SummaryTitle) is not null,
            "project" => !string.IsNullOrEmpty(session.Project),
            "branch" => !string.IsNullOrEmpty(session.Branch),
            "version" => !string.IsNullOrEmpty(session.AgentVersion),
            "times" => session.StartedAt < session.LastActiveAt,
            "models" => session.Models.Count > 0,
            "tokens" => session.Tokens.Total > 0,
            "cost" => seen.HasCost,
            "tools" => session.ToolCalls > 0,
            "thinking" => session.Counts[(int)SessionCount.Thinking] > 0,
            "images" => session.Counts[(int)SessionCount.Image] > 0,
            "subagents" => session.Subagents > 0 || session.ParentId is not null,
            "forks" => session.ForkedFrom is not null,
            "compactions" => session.Counts[(int)SessionCount.Compaction] > 0,
            _ => throw new ArgumentException($"Nothing is known of {ability}.", nameof(ability)),
        };
    }

    /// <param name="Session">A session.</param>
    /// <param name="HasCost">Whether the agent itself says what it cost.</param>
    private sealed record Observed(IndexedSession Session, bool HasCost);
}
