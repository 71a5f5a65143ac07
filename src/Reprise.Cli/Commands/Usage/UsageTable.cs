using Reprise.Cli.Terminal;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Usage;

/// <summary>Shows usage as a table with its total, and says below what must be known to read it.</summary>
internal sealed class UsageTable(CliContext context, OpenedHome home, UsageQuery query, SlicePricer pricer)
{
    private const int MaxModels = 3;

    /// <param name="report">What is shown.</param>
    /// <param name="rows">How many rows there are with those that are left out; the total counts them all.</param>
    /// <param name="hasBreakdown">Whether each row is told by model as well.</param>
    public void Write(UsageReport report, int rows, bool hasBreakdown)
    {
        if (report.Rows.Count == 0)
        {
            context.Say("Nothing was used, as far as the captured sessions say.");
            return;
        }
        using (context.Page())
        {
            bool hasReasoning = report.Total.Tokens.Reasoning > 0;
            bool hasModels = query.By is not (UsageBy.Model or UsageBy.Component or UsageBy.Provider) && !hasBreakdown;
            Table table = Head(hasReasoning, hasModels);
            var ids = new ShortIds(home.Index);
            foreach (UsageRow row in report.Rows)
            {
                Cell key = query.By == UsageBy.Session ? new Cell(IdOf(row, ids), Style.Cyan) : NameOf(row);
                Add(table, key, query.By == UsageBy.Session ? SessionOf(row) : null, row, hasReasoning, hasModels, Style.Plain);
                foreach (UsageRow model in hasBreakdown && query.By != UsageBy.Model ? row.Models ?? [] : [])
                    Add(table, "  " + ModelText.Of(model.Key), null, model, hasReasoning, hasModels, Style.Dim);
            }
            Add(table, new Cell("Total", Style.Bold), null, report.Total, hasReasoning, hasModels, Style.Bold);
            table.Write(context.Out, context.Screen);
        }
        if (report.Rows.Count < rows)
            Note($"{Count.Of(report.Rows.Count)} of {Count.Of(rows, "row")}; the total counts all (-n 0 shows them).");
        WriteNotes(report);
    }

    private Table Head(bool hasReasoning, bool hasModels)
    {
        List<Column> columns = [Column.Text(query.By.ToString().ToUpperInvariant())];
        if (query.By == UsageBy.Session)
            columns.AddRange([Column.Text("LAST USED").Optional, Column.Flexible("TITLE", least: 20)]);
        if (hasModels)
            columns.Add(Column.Flexible("MODELS", least: 16).Optional);
        columns.AddRange([Column.Number("INPUT").Optional, Column.Number("OUTPUT").Optional]);
        if (hasReasoning)
            columns.Add(Column.Number("REASONING").Optional);
        columns.AddRange([Column.Number("CACHE WRITE").Optional, Column.Number("CACHE READ").Optional]);
        columns.AddRange([Column.Number("TOKENS"), Column.Number("COST")]);
        return new Table([.. columns]);
    }

    private void Add(Table table, Cell key, IndexedSession? session, UsageRow row, bool hasReasoning, bool hasModels, Style style)
    {
        TokenUsage tokens = row.Tokens;
        List<Cell> cells = [key.Style == Style.Plain ? key with { Style = style } : key];
        if (query.By == UsageBy.Session)
        {
            string last = session?.LastActiveAt is { } at ? RelativeTime.Full(at, query.Zone)[..10] : "";
            cells.AddRange([new Cell(last, style), new Cell(session is null ? "" : session.Title ?? "(no title)", style)]);
        }
        if (hasModels)
            cells.Add(new Cell(ModelsOf(row), Style.Dim));
        cells.AddRange([Number(tokens.Input), Number(tokens.Output)]);
        if (hasReasoning)
            cells.Add(Number(tokens.Reasoning));
        cells.AddRange([Number(tokens.CacheWrite), Number(tokens.CacheRead), Number(tokens.Total)]);
        cells.Add(new Cell(MoneyText.Of(row.Cost, row.Unpriced.Count > 0), style));
        table.Add([.. cells]);

        Cell Number(long count) => new(Count.Of(count), style);
    }

    private string NameOf(UsageRow row) =>
        query.By switch
        {
            _ when row.Key.Length == 0 && UsageReader.IsTime(query.By) => "(time unknown)",
            UsageBy.Model => ModelText.Of(row.Key),
            UsageBy.Host when row.Key.Length == 0 => "(this machine)",
            UsageBy.Tag when row.Key.Length == 0 => "(no tag)",
            _ when row.Key.Length == 0 => "(unknown)",
            UsageBy.Hour => $"{row.Key[..10]} {row.Key[11..16]}",
            _ => row.Key,
        };

    private static string ModelsOf(UsageRow row)
    {
        string[] models = [.. (row.Models ?? []).Select(model => ModelText.Of(model.Key))];
        string more = models.Length > MaxModels ? $" +{models.Length - MaxModels}" : "";
        return string.Join(", ", models.Take(MaxModels)) + more;
    }

    private static string IdOf(UsageRow row, ShortIds ids)
    {
        int colon = row.Key.IndexOf(':', StringComparison.Ordinal);
        return $"{row.Key[..colon]}:{ids.Of(row.Key[(colon + 1)..])}";
    }

    private IndexedSession? SessionOf(UsageRow row) =>
        row.Session is { } id && home.Index.Load(id) is { } session ? home.Readers.Show(session) : null;

    private void WriteNotes(UsageReport report)
    {
        UsageRow total = report.Total;
        if (total.Unpriced.Count > 0)
        {
            string[] models =
            [
                .. total
                    .Unpriced.Select(label => ModelText.Of(label.Model.Length == 0 ? "" : label.Name))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
            Note(
                pricer.Mode == CostMode.Display
                    ? $"The agents tell no cost of their own for {string.Join(", ", models)}: costs with + leave that out, ? is all unknown."
                    : $"No price is known for {string.Join(", ", models)}: costs with + leave that out, ? is all unknown. Set prices in the config (reprise config set prices …) or import a list (reprise prices import FILE)."
            );
        }
        if (total.Doubtful > 0)
            Note(
                $"{Count.Of(total.Doubtful, "response has", "responses have")} figures that make no sense; those were left out ('reprise usage explain ID' shows them)."
            );
        if (Repriced(report) is { } repriced)
            Note(
                $"What is past keeps the prices of its time; by today's list it would be {MoneyText.Of(repriced)} ('reprise usage --reprice' shows what would change)."
            );
        if (query.Sessions.Deleted != Searching.DeletedSessions.Only && Deleted() is { Responses: > 0 } deleted)
            Note(
                $"{MoneyText.Of(deleted.Cost, deleted.Unpriced.Count > 0)} of it, {Count.Of(deleted.Tokens.Total)} tokens, in sessions that their agents have deleted."
            );
    }

    /// <summary>What today's list would make of it; null when nothing else.</summary>
    private Money? Repriced(UsageReport report)
    {
        if (pricer.Prices.Periods.Count < 2)
            return null;
        var today = new SlicePricer(new PriceHistory(pricer.Prices.Current), pricer.Mode);
        UsageQuery all = query with { By = UsageBy.Component, HasModels = false };
        Money? cost = new UsageReader(home.Index, home.Readers, today).Read(all).Total.Cost;
        return cost == report.Total.Cost ? null : cost;
    }

    private UsageRow Deleted()
    {
        UsageQuery deleted = query with
        {
            By = UsageBy.Component,
            HasModels = false,
            Sessions = query.Sessions with { Deleted = Searching.DeletedSessions.Only },
        };
        return new UsageReader(home.Index, home.Readers, pricer).Read(deleted).Total;
    }

    private void Note(string text) => context.Say(context.ErrorScreen.Paint(Style.Dim, SafeText.Line(text)));
}
