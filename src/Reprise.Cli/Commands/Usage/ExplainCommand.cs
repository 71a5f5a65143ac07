using System.CommandLine;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Usage;

/// <summary><c>reprise usage explain</c></summary>
internal static class ExplainCommand
{
    public static CliCommand Create()
    {
        var id = new Argument<string>("ID") { Description = "The session: the first characters of its id, or agent:id" };
        var records = new Switch("--records") { Description = "Every record, those too that were left out" };
        var zone = new TimeZoneOption();
        var mode = new CostModeOption();
        var command = new CliCommand("explain", "Shows from which records a session's figures come, and what was left out");
        command.Details =
            "Reads the session's archive once more. Of records about one response the last complete one counts; a response that was copied "
            + "from another session counts there.";
        command.Examples =
        [
            ("reprise usage explain 3f0c", "the responses, each with its record and its cost"),
            ("reprise usage explain 3f0c --records --json", "the evidence, record by record"),
        ];
        command.Add(id);
        foreach (Option option in new Option[] { records, zone, mode })
            command.Add(option);
        command.OnRun(
            (context, parsed, _) =>
            {
                using OpenedHome home = OpenedHome.Open(context);
                IndexedSession session = new SessionResolver(home.Index).Get(parsed.GetValue(id) ?? "");
                var evidence = new UsageEvidence(
                    new SessionArchive(context.Home),
                    home.Readers,
                    home.Index,
                    mode.ReadPricer(context, parsed)
                );
                ToldUsage[] told = [.. evidence.Read(session)];
                if (context.IsJson)
                    context.WriteJson(EvidenceShape.Of(session, told, records.IsSet(parsed)), EvidenceJson.Default.EvidenceShape);
                else
                    Write(context, home.Readers.Show(session), told, records.IsSet(parsed), zone.Read(context, parsed));
                return told.Length == 0 ? ExitCode.NothingFound : ExitCode.Done;
            }
        );
        return command;
    }

    private static void Write(CliContext context, IndexedSession session, ToldUsage[] told, bool all, TimeZoneInfo zone)
    {
        context.Out.WriteLine(context.Screen.Paint(Style.Bold, SafeText.Line(session.Title ?? session.Key.ToString())));
        if (told.Length == 0)
        {
            context.Say("No record of it tells usage.");
            return;
        }
        foreach (string line in Summary(told))
            context.Out.WriteLine($"  {line}");
        context.Out.WriteLine();
        var times = told.GroupBy(t => t.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        List<Column> columns = [Column.Text("TIME"), Column.Flexible("MODEL", least: 16)];
        columns.AddRange([Column.Number("INPUT"), Column.Number("OUTPUT"), Column.Number("CACHE WRITE").Optional]);
        columns.AddRange([Column.Number("CACHE READ"), Column.Number("COST"), Column.Flexible("RECORD", least: 16)]);
        columns.Add(all ? Column.Text("COUNTS") : Column.Number("TOLD"));
        var table = new Table([.. columns]);
        foreach (ToldUsage usage in told.Where(t => all || t.Counts || t.Fate == UsageFate.Copied))
        {
            TokenUsage tokens = usage.Tokens;
            Style style = usage.Counts ? Style.Plain : Style.Dim;
            table.Add(
                new Cell(usage.At is { } at ? RelativeTime.Full(at, zone) : "", style),
                new Cell(usage.Label.Model, style),
                new Cell(Count.Of(tokens.Input), style),
                new Cell(Count.Of(tokens.Output + tokens.Reasoning), style),
                new Cell(Count.Of(tokens.CacheWrite), style),
                new Cell(Count.Of(tokens.CacheRead), style),
                new Cell(CostOf(usage), style),
                new Cell($"{usage.File}:{usage.Record}", Style.Dim),
                new Cell(all ? FateOf(usage) : $"{times[usage.Key]}×", Style.Dim)
            );
        }
        using (context.Page())
            table.Write(context.Out, context.Screen);
    }

    private static IEnumerable<string> Summary(ToldUsage[] told)
    {
        var sum = ToldSummary.Of(told);
        yield return $"{Count.Of(told.Length, "record tells", "records tell")} usage. {Count.Of(sum.Counted, "response counts", "responses count")} here: {Count.Of(sum.Tokens.Total)} tokens, {MoneyText.Of(sum.Cost, sum.IsPartial)}.";
        if (sum.Repeated > 0)
            yield return $"Left out: {Count.Of(sum.Repeated, "record that repeats", "records that repeat")} a response.";
        foreach (
            IGrouping<SessionKey, ToldUsage> copied in told.Where(t => t.CountsIn is not null).GroupBy(t => t.CountsIn ?? default)
        )
            yield return $"Left out: {Count.Of(copied.Count(), "response that is a copy", "responses that are copies")} from {copied.Key}, and {(copied.Count() == 1 ? "counts" : "count")} there ({Count.Of(copied.Sum(t => t.Tokens.Total))} tokens).";
        if (sum.Doubtful > 0)
            yield return $"Doubtful: {Count.Of(sum.Doubtful, "response has", "responses have")} figures that make no sense; those were left out.";
    }

    private static string CostOf(ToldUsage usage) =>
        !usage.Counts ? ""
        : usage.Cost.IsKnown ? MoneyText.Of(usage.Cost.Total)
        : "?";

    private static string FateOf(ToldUsage usage) =>
        usage.Fate switch
        {
            UsageFate.Counted => "yes",
            UsageFate.Copied => $"in {usage.CountsIn}",
            UsageFate.Doubtful => "yes, doubtful",
            UsageFate.Empty => "no figures",
            _ => "repeated",
        };
}
