using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Databases;
using Reprise.Discovery;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Pricing;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>The six stages: discover, read, mask, archive, normalize, index.</summary>
/// <param name="home">Where everything is kept; made when it does not exist.</param>
/// <param name="settings">The user's settings and the machine.</param>
/// <param name="clock">Tells the time.</param>
public sealed class CapturePipeline(RepriseHome home, CaptureSettings settings, TimeProvider clock)
{
    /// <summary>Captures what is new. One capture at a time works in a home.</summary>
    /// <exception cref="RepriseException">
    /// Kind <c>locked</c> when another capture did not end in time, <c>disk</c> when nothing more can be written, <c>vault</c>
    /// when a key is missing.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was complete by then stays.</exception>
    public CaptureReport Run(CaptureRequest request, CaptureProgress progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        CaptureReport report = request.DryRun ? Preview(request) : RunLocked(request, progress, cancellation);
        return report with { Elapsed = Stopwatch.GetElapsedTime(start) };
    }

    private CaptureReport RunLocked(CaptureRequest request, CaptureProgress progress, CancellationToken cancellation)
    {
        try
        {
            using HomeLock held = HomeLock.Take(home.Folder, request.Wait, cancellation);
            HomeKeys keys = HomeKeys.LoadOrCreate(home, settings.KeepOriginals);
            PrivateFolder.Create(home.Archive);
            RedactionSet redactions = new IndexRepair(home, settings.WorkerCount).Run(progress, cancellation);
            AtomicFile.Write(home.CaptureMark, default, durable: false);
            CaptureReport report = RunStages(request, keys, redactions, progress, cancellation);
            if (AdoptPrices() is { } problem)
                report = report with { Skipped = [.. report.Skipped, problem] };
            // What was deleted from an index can still be read in its pages, and the words stay in the full text for a while.
            if (report.Remasked > 0)
                new Reindexer(home, settings.WorkerCount).Run(CaptureProgress.None, cancellation);
            using (SessionIndex index = SessionIndex.OpenRead(home))
                report = report with { Outdated = index.CountOtherRules(settings.Rules.Version) };
            File.Delete(home.CaptureMark);
            return report;
        }
        catch (Exception error) when (DiskFailure.IsOne(error))
        {
            throw DiskFailure.Explain(error, home.Folder);
        }
        finally
        {
            DatabaseImages.Release();
        }
    }

    private CaptureReport RunStages(
        CaptureRequest request,
        HomeKeys keys,
        RedactionSet redactions,
        CaptureProgress progress,
        CancellationToken cancellation
    )
    {
        using VaultSealer? sealer = VaultSealer.Create(keys);
        using var queue = new IndexQueue(SessionIndex.OpenWrite(home.Index));
        using SessionIndex index = SessionIndex.OpenRead(home);
        var archive = new SessionArchive(home);
        KnownSessions known = KnownSessions.Load(index, archive);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var context = new CaptureContext
        {
            Request = request,
            Home = home,
            Archive = archive,
            Masker = new SourceMasker(settings.Rules, keys),
            Sealer = sealer,
            Redactions = redactions,
            Queue = queue,
            Known = known,
            Tally = new CaptureTally(),
            Progress = progress,
            Now = clock.GetUtcNow(),
            Cancellation = stop.Token,
        };
        var discovery = new DiscoveryContext(known.OwnerOf);
        IReadOnlyList<DiscoveredRoot> roots = Discover(request, index, discovery);
        var plan = new CapturePlan(request, known, context.Masker, redactions, index.NextSessionId(), context.Now.UtcDateTime);
        plan.Add(roots, discovery.Problems);
        progress.Begin(plan.Work.Sum(work => work.Count), plan.Work.SelectMany(work => work).Sum(work => work.NewBytes));
        RunWorkers(context, plan, stop);
        int deleted = DeletionMarks.Set(context, index, plan.Gone);
        if (request.Remask)
            Remasking.RunAll(context, settings.WorkerCount);
        queue.Complete();
        return Complete(context.Tally.ToReport(), plan, roots, discovery) with { Deleted = deleted };
    }

    /// <summary>Keeps the prices of today, so that those of this capture's responses stay what they are.</summary>
    /// <returns>What kept it from that; null when nothing did.</returns>
    private DiscoveryProblem? AdoptPrices()
    {
        // Whoever does not know the user's prices would record that there are none.
        if (settings.Prices is not { } own)
            return null;
        try
        {
            HomePrices.Adopt(home, own, clock.GetUtcNow());
            return null;
        }
        catch (RepriseException error) when (error.Kind == HomePrices.Kind)
        {
            return new DiscoveryProblem(home.Prices, error.Message);
        }
    }

    private void RunWorkers(CaptureContext context, CapturePlan plan, CancellationTokenSource stop)
    {
        // The largest first: whoever takes it last would keep the others waiting.
        List<SessionWork>[] work = [.. plan.Work.OrderByDescending(same => same.Sum(session => session.NewBytes))];
        int next = -1;
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = new Thread[Math.Min(settings.WorkerCount, work.Length)];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { Name = $"capture {i}", IsBackground = true };
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        failure?.Throw();

        void Work()
        {
            try
            {
                using SessionIndex index = SessionIndex.OpenRead(home);
                using var worker = new CaptureWorker(context, index);
                for (int mine = Interlocked.Increment(ref next); mine < work.Length; mine = Interlocked.Increment(ref next))
                    worker.Run(work[mine]);
                worker.Complete();
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
                stop.Cancel();
            }
        }
    }

    private CaptureReport Preview(CaptureRequest request)
    {
        using SessionIndex? index = SessionIndex.IsUsable(home.Index) ? SessionIndex.OpenRead(home) : null;
        KnownSessions known = KnownSessions.Load(index, new SessionArchive(home));
        var discovery = new DiscoveryContext(known.OwnerOf);
        IReadOnlyList<DiscoveredRoot> roots = Discover(request, index, discovery);
        // What an import found can only be compared byte for byte, which takes the key of what is archived.
        SourceMasker? masker =
            request.Search is null || !known.All.Any()
                ? null
                : new SourceMasker(settings.Rules, HomeKeys.LoadOrCreate(home, seal: false));
        var plan = new CapturePlan(
            request,
            known,
            masker,
            RedactionSet.None,
            index?.NextSessionId() ?? 1,
            clock.GetUtcNow().UtcDateTime
        );
        plan.Add(roots, discovery.Problems);
        SessionWork[] work = [.. plan.Work.SelectMany(same => same)];
        var report = new CaptureReport
        {
            Captured = work.Count(session => session.Known is null),
            Updated = work.Count(session => session.Known is not null),
            Deleted = plan.Gone.Count,
            BytesRead = work.Sum(session => session.NewBytes),
            ByAgent = work.CountBy(session => session.Agent.Id).ToDictionary(),
            Outdated = index?.CountOtherRules(settings.Rules.Version) ?? 0,
        };
        return Complete(report, plan, roots, discovery);
    }

    private IReadOnlyList<DiscoveredRoot> Discover(CaptureRequest request, SessionIndex? index, DiscoveryContext context)
    {
        IAgent[] agents = [.. AgentCatalog.All.Where(a => request.Agents.Count == 0 || request.Agents.Contains(a.Id))];
        if (request.Search is { } search)
            return search(context);
        AgentEnvironment environment = settings.Environment with { WorkFolders = index?.WorkFolders() ?? [] };
        var discovery = new SessionDiscovery(environment, settings.ExtraRoots);
        return request.Paths.Count == 0
            ? discovery.FindAll(agents, context)
            : discovery.FindIn([.. request.Paths.Select(Path.GetFullPath)], agents, context);
    }

    private static CaptureReport Complete(
        CaptureReport report,
        CapturePlan plan,
        IReadOnlyList<DiscoveredRoot> roots,
        DiscoveryContext discovery
    ) =>
        report with
        {
            Unchanged = report.Unchanged + plan.Unchanged,
            Deferred = report.Deferred + plan.Deferred,
            Skipped = [.. discovery.Problems, .. report.Skipped],
            Notices = [.. plan.Notices, .. report.Notices],
            Homes = [.. roots.Select(root => new SearchedHome(root.Agent.Id, root.Path, root.Exists, root.Sessions.Count))],
        };
}
