using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Pricing;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Usage;

/// <summary>Compares what the past cost by the lists of its time with what it would cost by today's list.</summary>
internal static class Repricing
{
    public static ExitCode Run(CliContext context, UsageQuery query, bool apply)
    {
        PriceHistory prices = Load(context, apply);
        UsageQuery byModel = query with { By = UsageBy.Model, HasModels = false };
        RepricedShape[] models;
        UsageRow before;
        UsageRow after;
        using (OpenedHome home = OpenedHome.Open(context))
        {
            UsageReport old = Read(home, prices, byModel);
            UsageReport anew = Read(home, new PriceHistory(prices.Current), byModel);
            (before, after) = (old.Total, anew.Total);
            var known = anew.Rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
            models =
            [
                .. old
                    .Rows.Where(row => row.Cost != known[row.Key].Cost || row.Unpriced.Count != known[row.Key].Unpriced.Count)
                    .Select(row => RepricedShape.Of(row.Key, row, known[row.Key])),
            ];
        }
        if (apply)
            HomePrices.AdoptOnly(context.Home, context.OwnPrices, context.Now);
        if (context.IsJson)
            context.WriteJson(
                new RepricingShape(models, RepricedShape.Of("", before, after), apply),
                RepricingJson.Default.RepricingShape
            );
        else
            Write(context, models, before, after, apply);
        return ExitCode.Done;
    }

    // Where the record of past lists is lost, applying today's list is the way out.
    private static PriceHistory Load(CliContext context, bool apply)
    {
        try
        {
            return HomePrices.Load(context.Home, context.OwnPrices, context.Now);
        }
        catch (RepriseException error) when (apply && error.Kind == HomePrices.Kind)
        {
            context.Warn(error.Message);
            return new PriceHistory(HomePrices.Effective(context.Home, context.OwnPrices));
        }
    }

    private static UsageReport Read(OpenedHome home, PriceHistory prices, UsageQuery query) =>
        new UsageReader(home.Index, home.Readers, new SlicePricer(prices, CostMode.Auto)).Read(query);

    private static void Write(CliContext context, RepricedShape[] models, UsageRow before, UsageRow after, bool isApplied)
    {
        if (models.Length == 0)
        {
            context.Out.WriteLine("Today's price list changes nothing of the past.");
            return;
        }
        var table = new Table(Column.Text("MODEL"), Column.Number("BEFORE"), Column.Number("BY TODAY'S LIST"));
        foreach (RepricedShape model in models)
            table.Add(model.Model ?? "(unknown)", Text(model.Before), Text(model.After));
        table.Add(
            new Cell("Total of all models", Style.Bold),
            new Cell(MoneyText.Of(before.Cost, before.Unpriced.Count > 0), Style.Bold),
            new Cell(MoneyText.Of(after.Cost, after.Unpriced.Count > 0), Style.Bold)
        );
        table.Write(context.Out, context.Screen);
        context.Say(
            isApplied
                ? "Today's list prices the past from now on."
                : "Nothing was changed; 'reprise usage --reprice --apply' lets today's list price the past, too."
        );
    }

    private static string Text(CostShape? cost) => cost is null ? "?" : MoneyText.Of(Money.FromUsd(cost.Usd));
}
