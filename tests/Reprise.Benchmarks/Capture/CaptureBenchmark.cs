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
        yield return Stages(home, context, costs);
        yield return Again(program, home, keep, context.Runs(5));
    }

    private static ResultTable FirstCapture(UserHome home, string keep, List<ProcessCost> costs, int runs)
    {
        var capture = new Sample(costs.Select(cost => cost.Elapsed));
        var table = new ResultTable(
            $"First capture: {home.Transcripts.Count:N0} files, {Figures.Size(home.Bytes)}",
            "command",
            "time",
            "of source",
            "processor",
            "peak memory",
            "output",
            "to source",
            "capture takes"
        );
        long archive = FolderSize(new RepriseHome(keep).Archive);
        long index = new FileInfo(new RepriseHome(keep).Index).Length;
        var processor = new Sample(costs.Select(cost => cost.Processor));
        table.Add(
            "reprise capture",
            Figures.Time(capture),
            Figures.Rate(home.Bytes, capture.Median),
            Figures.Time(processor.Median),
            Figures.Size(costs.Max(cost => cost.PeakBytes)),
            Figures.Size(archive),
            Figures.Percent(archive, home.Bytes)
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
            long? output = peer.Compresses
                ? long.Parse(measured[0].Output, System.Globalization.CultureInfo.InvariantCulture)
                : null;
            gzip = peer.Program == "gzip" ? output : gzip;
            table.Add(
                peer.Name,
                Figures.Time(time),
                Figures.Rate(home.Bytes, time.Median),
                Figures.Time(new Sample(measured.Select(cost => cost.Processor)).Median),
                Figures.None,
                Figures.Size(output),
                output is { } size ? Figures.Percent(size, home.Bytes) : Figures.None,
                Figures.Ratio(capture.Median, time.Median)
            );
        }
        table.Note(
            $"The archive is {(gzip is { } bytes ? Figures.Ratio(archive, bytes) : Figures.None)} the size of gzip -6 of the same files; the index takes {Figures.Size(index)} more."
        );
        return table;
    }

    private static ResultTable Stages(UserHome home, BenchmarkContext context, List<ProcessCost> captures)
    {
        double elapsed = new Sample(captures.Select(cost => cost.Elapsed)).Median;
        double processor = new Sample(captures.Select(cost => cost.Processor)).Median;
        BenchmarkContext.Say("each stage alone …");
        StageCosts costs = StageCosts.Measure(home.Folder, new RepriseHome(context.Workplace.NewFolder()));
        Stage[] stages = Enum.GetValues<Stage>();
        var all = new TimeSpan(stages.Sum(stage => costs[stage].Ticks));
        string clock = ThreadTime.IsProcessorTime ? "processor time" : "time";
        var table = new ResultTable("Each stage alone, on one core", "stage", clock, "of source", "share");
        foreach (Stage stage in stages)
        {
            TimeSpan time = costs[stage];
            table.Add(
                $"{stage}".ToLowerInvariant(),
                Figures.Time(time),
                Figures.Rate(costs.SourceBytes, time.TotalSeconds),
                Figures.Percent(time.Ticks, all.Ticks)
            );
        }
        table.Add("all", Figures.Time(all), Figures.Rate(costs.SourceBytes, all.TotalSeconds), "100 %");
        int cores = Environment.ProcessorCount;
        table.Add(
            "a capture, for comparison",
            Figures.Time(processor),
            Figures.Rate(costs.SourceBytes, processor),
            Figures.Percent(processor, all.TotalSeconds)
        );
        table.Note($"The text that is indexed is {Figures.Percent(costs.TextBytes, costs.SourceBytes)} of the source.");
        table.Note("What a capture takes more is starting, compiling hot code, sealing secrets and writing files.");
        table.Note(
            costs[Stage.Index] > all / cores
                ? $"The index sets the limit, because one thread writes it: {Figures.Time(costs[Stage.Index])}. A capture takes {Figures.Time(elapsed)}."
                : $"The processor sets the limit, and {Heaviest(costs)} needs most of it: {cores} cores could do all stages in {Figures.Time(all / cores)}. A capture takes {Figures.Time(elapsed)}."
        );
        return table;
    }

    private static string Heaviest(StageCosts costs) =>
        $"{Enum.GetValues<Stage>().MaxBy(stage => costs[stage])}".ToLowerInvariant();

    private static ResultTable Again(RepriseProgram program, UserHome home, string keep, int runs)
    {
        ProcessCost[] start = Repeated(runs, () => ChildProcess.Run(program.Alone("version")));
        ProcessCost[] same = Repeated(runs, () => program.Capture(home, keep, expected: 0));
        ProcessCost[] grown = Repeated(
            runs,
            () =>
            {
                home.Grow(GrownBytes);
                return program.Capture(home, keep, expected: 1);
            }
        );
        BenchmarkContext.Say("reindex …");
        ProcessCost reindex = ChildProcess.Run(program.In(home.Folder, keep, "reindex"), watchesMemory: true);
        double zero = new Sample(start.Select(cost => cost.Elapsed)).Median;
        var table = new ResultTable("Capturing again", "command", "time", "more than starting", "processor", "limit");
        Add("reprise version, for its start", start, "");
        Add("capture, nothing changed", same, "1 s in all");
        Add("capture, one session grew by 10 KB", grown, "150 ms more");
        Add("reindex", [reindex], "");
        table.Note(
            $"Reindexing does {Figures.Rate(home.Bytes, reindex.Elapsed.TotalSeconds)} of source and peaks at {Figures.Size(reindex.PeakBytes)} of memory."
        );
        return table;

        void Add(string name, ProcessCost[] costs, string limit)
        {
            var elapsed = new Sample(costs.Select(cost => cost.Elapsed));
            var processor = new Sample(costs.Select(cost => cost.Processor));
            string more = costs == start ? "" : Figures.Time(Math.Max(0, elapsed.Median - zero));
            table.Add(name, Figures.Time(elapsed), more, Figures.Time(processor.Median), limit);
        }
    }

    private static ProcessCost[] Repeated(int runs, Func<ProcessCost> run) => [.. Enumerable.Range(0, runs).Select(_ => run())];

    private static long FolderSize(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
