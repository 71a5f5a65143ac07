using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;
using Reprise.Files;

namespace Reprise.Benchmarks.Capture;

/// <summary>How fast a home is captured for the first time, and what it costs to do it again.</summary>
internal sealed class CaptureBenchmark : IBenchmark
{
    private const int GrownBytes = 10_000;

    public string Name => "capture";

    public string Summary => "a first capture against wc, gzip, zstd and rg; each stage alone; capturing again; reindex";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        RepriseProgram program = RepriseProgram.Publish(context.Workplace);
        UserHome home = UserHome.Create(context);
        string keep = "";
        var costs = new List<ProcessCost>();
        for (int run = 0; run < context.Runs(3); run++)
        {
            BenchmarkContext.Say($"first capture {run + 1} …");
            keep = context.Workplace.NewFolder();
            costs.Add(program.Capture(home, keep));
        }
        yield return FirstCapture(home, keep, costs, context.Runs(3));
        yield return Stages(home, context, new Sample(costs.Select(cost => cost.Elapsed)));
        yield return Again(program, home, keep, context.Runs(5));
    }

    private static ResultTable FirstCapture(UserHome home, string keep, List<ProcessCost> costs, int runs)
    {
        var capture = new Sample(costs.Select(cost => cost.Elapsed));
        var table = new ResultTable(
            $"First capture: {home.Transcripts.Count:N0} files, {Figures.Size(home.Bytes)}",
            "command", "time", "of source", "processor", "peak memory", "output", "to source", "capture takes"
        );
        long archive = FolderSize(new RepriseHome(keep).Archive);
        long index = new FileInfo(new RepriseHome(keep).Index).Length;
        var processor = new Sample(costs.Select(cost => cost.Processor));
        table.Add(
            "reprise capture", Figures.Time(capture), Figures.Rate(home.Bytes, capture.Median), Figures.Time(processor.Median),
            Figures.Size(costs.Max(cost => cost.PeakBytes)), Figures.Size(archive), Figures.Percent(archive, home.Bytes)
        );
        long? gzip = null;
        foreach (PeerCommand peer in PeerCommand.Over(home))
        {
            if (!ChildProcess.Exists(peer.Program))
            {
                table.Note($"{peer.Program} is not on this machine.");
                continue;
            }
            BenchmarkContext.Say($"{peer.Name} …");
            ProcessCost[] measured = [.. Enumerable.Range(0, peer.IsSlow ? 1 : runs).Select(_ => ChildProcess.Run(peer.Command))];
            var time = new Sample(measured.Select(cost => cost.Elapsed));
            long? output = peer.Compresses ? long.Parse(measured[0].Output, System.Globalization.CultureInfo.InvariantCulture) : null;
            gzip = peer.Program == "gzip" ? output : gzip;
            table.Add(
                peer.Name, Figures.Time(time), Figures.Rate(home.Bytes, time.Median),
                Figures.Time(new Sample(measured.Select(cost => cost.Processor)).Median), Figures.None, Figures.Size(output),
                output is { } size ? Figures.Percent(size, home.Bytes) : Figures.None, Figures.Ratio(capture.Median, time.Median)
            );
        }
        table.Note(
            $"The archive is {(gzip is { } bytes ? Figures.Ratio(archive, bytes) : Figures.None)} the size of gzip -6 of the same files; the index takes {Figures.Size(index)} more."
        );
        return table;
    }

    private static ResultTable Stages(UserHome home, BenchmarkContext context, Sample capture)
    {
        BenchmarkContext.Say("each stage alone …");
        StageCosts costs = StageCosts.Measure(home.Folder, new RepriseHome(context.Workplace.NewFolder()));
        Stage[] stages = Enum.GetValues<Stage>();
        var all = new TimeSpan(stages.Sum(stage => costs[stage].Ticks));
        string clock = ThreadTime.IsProcessorTime ? "processor time" : "time";
        var table = new ResultTable("Each stage alone, on one core", "stage", clock, "of source", "share");
        foreach (Stage stage in stages)
        {
            TimeSpan time = costs[stage];
            table.Add($"{stage}".ToLowerInvariant(), Figures.Time(time), Figures.Rate(costs.SourceBytes, time.TotalSeconds), Figures.Percent(time.Ticks, all.Ticks));
        }
        table.Add("all", Figures.Time(all), Figures.Rate(costs.SourceBytes, all.TotalSeconds), "100 %");
        int cores = Environment.ProcessorCount;
        TimeSpan shared = all / cores;
        bool isIndexFirst = costs[Stage.Index] > shared;
        table.Note($"The text that is indexed is {Figures.Percent(costs.TextBytes, costs.SourceBytes)} of the source.");
        table.Note(
            isIndexFirst
                ? $"The index, which one thread writes, sets the limit: {Figures.Time(costs[Stage.Index])} of the {Figures.Time(capture.Median)} that a capture takes."
                : $"All stages on {cores} cores could take {Figures.Time(shared)}; a capture takes {Figures.Time(capture.Median)}. The largest stage is {stages.MaxBy(stage => costs[stage])}."
        );
        return table;
    }

    private static ResultTable Again(RepriseProgram program, UserHome home, string keep, int runs)
    {
        Sample start = Measure(runs, () => ChildProcess.Run(program.Alone("version")));
        Sample same = Measure(runs, () => program.Capture(home, keep, expected: 0));
        Sample grown = Measure(
            runs,
            () =>
            {
                home.Grow(GrownBytes);
                return program.Capture(home, keep, expected: 1);
            }
        );
        BenchmarkContext.Say("reindex …");
        ProcessCost reindex = ChildProcess.Run(program.In(home.Folder, keep, "reindex"), watchesMemory: true);
        var table = new ResultTable("Capturing again", "command", "time", "more than starting", "limit");
        table.Add("reprise version, for its start", Figures.Time(start));
        table.Add("capture, nothing changed", Figures.Time(same), Figures.Time(same.Median - start.Median), "1 s in all");
        table.Add("capture, one session grew by 10 KB", Figures.Time(grown), Figures.Time(grown.Median - start.Median), "150 ms more");
        table.Add("reindex", Figures.Time(reindex.Elapsed), Figures.Time(reindex.Elapsed.TotalSeconds - start.Median));
        table.Note($"Reindexing does {Figures.Rate(home.Bytes, reindex.Elapsed.TotalSeconds)} of source and peaks at {Figures.Size(reindex.PeakBytes)} of memory.");
        return table;
    }

    private static Sample Measure(int runs, Func<ProcessCost> run) => new(Enumerable.Range(0, runs).Select(_ => run().Elapsed));

    private static long FolderSize(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
