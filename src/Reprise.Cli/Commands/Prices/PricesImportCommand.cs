using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Pricing;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Prices;

/// <summary><c>reprise prices import FILE</c></summary>
internal static class PricesImportCommand
{
    private const int MaxNames = 20;

    public static CliCommand Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "LiteLLM's price file, or a list in the form that Reprise writes",
        };
        var dryRun = new Switch("--dry-run") { Description = "Only say what would be taken; nothing is kept" };
        var wait = WaitOption.Create("a capture");
        var command = new CliCommand("import", "Takes prices from a file, in place of those that were imported before")
        {
            file,
            dryRun,
            wait,
        };
        command.NeedsPrices = true;
        command.Details =
            "LiteLLM's file is https://github.com/BerriAI/litellm/raw/main/model_prices_and_context_window.json; Reprise downloads nothing by itself. "
            + "What is past keeps the price that it had. To take an import back, delete prices/imported.json in the home.";
        command.Examples = [("reprise prices import model_prices_and_context_window.json --dry-run", "see what would change")];
        command.OnRun(
            (context, parsed, cancellation) =>
                Run(
                    context,
                    context.FullPath(parsed.GetRequiredValue(file)),
                    dryRun.IsSet(parsed),
                    WaitOption.Read(parsed, wait),
                    cancellation
                )
        );
        return command;
    }

    private static ExitCode Run(CliContext context, string path, bool isDryRun, TimeSpan wait, CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(context.Now.UtcDateTime);
        PriceFile file = PriceFile.Read(path, day);
        PriceList before = HomePrices.Effective(context.Home, context.OwnPrices);
        PriceList after = HomePrices.EffectiveWith(file.List, context.OwnPrices);
        ImportedPricesShape shape = Compare(before, after, file, day, isDryRun);
        if (!isDryRun && file.List.Rows.Count > 0)
            Keep(context, file.List, wait, cancellation);
        if (context.IsJson)
            context.WriteJson(shape, PricesJson.Default.ImportedPricesShape);
        else
            Write(context, shape);
        return file.List.Rows.Count > 0 ? ExitCode.Done : ExitCode.NothingFound;
    }

    private static void Keep(CliContext context, PriceList list, TimeSpan wait, CancellationToken cancellation)
    {
        using var held = HomeLock.Take(context.Home.Folder, wait, cancellation);
        // What is damaged is told before anything is replaced.
        _ = HomePrices.Load(context.Home, context.OwnPrices, context.Now);
        HomePrices.WriteImported(context.Home, list);
        HomePrices.Adopt(context.Home, context.OwnPrices, context.Now);
    }

    private static ImportedPricesShape Compare(PriceList before, PriceList after, PriceFile file, DateOnly day, bool isDryRun)
    {
        List<string> added = [];
        List<string> changed = [];
        int unchanged = 0;
        foreach (IGrouping<string, PriceRow> rows in file.List.Rows.GroupBy(NameOf, StringComparer.Ordinal))
        {
            PriceRow row = rows.First();
            PriceRow? then = before.Match(row.Model, row.Provider).On(day);
            PriceRow? now = after.Match(row.Model, row.Provider).On(day);
            if (then is null && now is not null)
                added.Add(rows.Key);
            else if (then is null || now is null || then.CostsLike(now))
                unchanged++;
            else
                changed.Add(rows.Key);
        }
        return new ImportedPricesShape(
            file.Format,
            file.List.Rows.Count,
            [.. added],
            [.. changed],
            unchanged,
            [.. file.Skipped.Select(skipped => new SkippedPricesShape(skipped.Reason, skipped.Count))],
            isDryRun
        );
    }

    private static string NameOf(PriceRow row) => row.Provider is { } provider ? $"{row.Model} ({provider})" : row.Model;

    private static void Write(CliContext context, ImportedPricesShape shape)
    {
        string verb = shape.DryRun ? "Would take" : "Took";
        context.Out.WriteLine($"{verb} {Count.Of(shape.Taken, "price")} from {shape.Format}.");
        WriteNames(context, "new", shape.New);
        WriteNames(context, "changed", shape.Changed);
        context.Out.WriteLine($"  {Count.Of(shape.Unchanged)} as they were");
        if (shape.Skipped.Length > 0)
            context.Out.WriteLine($"Left out {Count.Of(shape.Skipped.Sum(skipped => skipped.Count), "row")}:");
        foreach (SkippedPricesShape skipped in shape.Skipped)
            context.Out.WriteLine($"  {Count.Of(skipped.Count)} {skipped.Reason}");
    }

    private static void WriteNames(CliContext context, string what, string[] names)
    {
        string shown = string.Join(", ", names.Take(MaxNames).Select(SafeWord.Of));
        string rest = names.Length > MaxNames ? $" and {Count.Of(names.Length - MaxNames)} more" : "";
        context.Out.WriteLine($"  {Count.Of(names.Length)} {what}{(names.Length > 0 ? $": {shown}{rest}" : "")}");
    }
}
