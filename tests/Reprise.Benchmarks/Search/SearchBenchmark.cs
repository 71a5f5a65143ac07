using Reprise.Agents;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Searching;

namespace Reprise.Benchmarks.Search;

/// <summary>How long an answer takes: in the process, as a whole command, and from tools that read everything.</summary>
internal sealed class SearchBenchmark : IBenchmark
{
    private static readonly (string Name, string Query, string Pattern)[] _queries =
    [
        ("a word", "scheduler", @"\bscheduler\b"),
        ("a phrase", "\"error message\"", @"\berror message\b"),
        ("a prefix", "partit*", @"\bpartit"),
    ];

    public string Name => "search";

    public string Summary => "a word, a phrase, a prefix and list, against rg over the sources and grep over a gzip archive";

    public IEnumerable<ResultTable> Run(BenchmarkContext context)
    {
        RepriseProgram program = RepriseProgram.Publish(context.Workplace);
        UserHome user = UserHome.Create(context);
        string keep = context.Workplace.NewFolder();
        BenchmarkContext.Say("capturing …");
        program.Capture(user, keep);
        string packed = PackedFiles(user, context);
        var home = new RepriseHome(keep);
        int runs = context.Runs(10);
        var table = new ResultTable(
            $"Searching {Figures.Size(user.Bytes)} of sessions",
            "question",
            "in the process",
            "first time",
            "whole command",
            "rg",
            "rg takes",
            "zcat | grep",
            "zcat takes"
        );
        foreach ((string name, string query, string pattern) in _queries)
        {
            BenchmarkContext.Say($"{name} …");
            (double first, Sample inside) = InProcess(runs, () => Search(home, query));
            Sample whole = Commands(runs, program.In(user.Folder, keep, "search", query));
            Sample? rg = ChildProcess.Exists("rg") ? Commands(Math.Min(runs, 3), Scan(user, pattern)) : null;
            Sample zcat = Commands(
                1,
                Command.Shell("xargs -0 gzip -dc < \"$1\" | grep -cE \"$2\"", packed, pattern) with
                {
                    Accepts = [0, 1],
                }
            );
            table.Add(
                $"{name}: {query}",
                Figures.Time(inside),
                Figures.Time(first),
                Figures.Time(whole),
                rg is null ? Figures.None : Figures.Time(rg.Median),
                rg is null ? Figures.None : Figures.Ratio(rg.Median, whole.Median),
                Figures.Time(zcat.Median),
                Figures.Ratio(zcat.Median, whole.Median)
            );
        }
        (double firstList, Sample list) = InProcess(runs, () => List(home));
        table.Add(
            "list",
            Figures.Time(list),
            Figures.Time(firstList),
            Figures.Time(Commands(runs, program.In(user.Folder, keep, "list")))
        );
        table.Note(
            "In the process: from opening the index to the last of 20 answers. The limits are 100 ms, and 50 ms for the list."
        );
        if (!ChildProcess.Exists("rg"))
            table.Note("rg is not on this machine.");
        yield return table;
    }

    private static Command Scan(UserHome user, string pattern) =>
        Command.Shell("xargs -0 rg -c --no-messages \"$2\" < \"$1\"", user.FileList, pattern) with
        {
            Accepts = [0, 123],
        };

    private static (double First, Sample Later) InProcess(int runs, Action action)
    {
        Sample first = Repeat.Once(action);
        return (first.Median, Repeat.Elapsed(runs, action));
    }

    private static Sample Commands(int runs, Command command) =>
        new(Enumerable.Range(0, runs).Select(_ => ChildProcess.Run(command).Elapsed));

    private static void Search(RepriseHome home, string query)
    {
        using SessionIndex index = SessionIndex.OpenRead(home);
        var search = new SessionSearch(home, index, new RecordReaders(OpenReader, Redacting.RedactionSet.None));
        int hits = search.Run(new SearchQuery { Text = query }, CancellationToken.None).Count();
        if (hits == 0)
            throw new BenchmarkException($"Nothing was found for {query}, so there is nothing to measure.");
    }

    private static void List(RepriseHome home)
    {
        using SessionIndex index = SessionIndex.OpenRead(home);
        new SessionList(index).Find(new SessionFilter { Limit = 50 });
    }

    private static RecordReader? OpenReader(Protocol.SessionKey key, Archiving.ArchivedFile file) =>
        AgentCatalog.Find(key.Agent)?.CreateReader(file.Role, file.Path, key.NativeId, []) is { } reader
            ? new RecordReader(reader.Read, reader.Complete)
            : null;

    // What a careful person without Reprise has: each session compressed by gzip.
    private static string PackedFiles(UserHome user, BenchmarkContext context)
    {
        string folder = context.Workplace.NewFolder();
        string list = Path.Combine(folder, "packed.list");
        BenchmarkContext.Say("packing with gzip …");
        ChildProcess.Run(
            Command.Shell(
                "cd \"$2\" && n=0; xargs -0 -n1 < \"$1\" | while IFS= read -r file; do n=$((n+1)); gzip -6 -c \"$file\" > $n.gz; printf '%s\\0' \"$2/$n.gz\" >> \"$3\"; done",
                user.FileList,
                folder,
                list
            )
        );
        return list;
    }
}
