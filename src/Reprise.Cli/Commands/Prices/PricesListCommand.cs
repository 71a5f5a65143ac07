using System.CommandLine;
using System.Globalization;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Pricing;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Prices;

/// <summary><c>reprise prices list</c></summary>
internal static class PricesListCommand
{
    public static CliCommand Create()
    {
        var models = new Argument<string[]>("model")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Models by the names that sessions tell; all that have a price when none is named",
        };
        var at = new Option<string>("--at") { HelpName = "T", Description = "The prices of responses that came then" };
        var command = new CliCommand("list", "Shows the price of each model, where it is from and since when it holds")
        {
            models,
            at,
        };
        command.NeedsPrices = true;
        command.Details = "Prices are US dollars per 1,000,000 tokens, their days those of UTC. " + TimeArgument.Forms;
        command.Examples =
        [
            ("reprise prices list claude-opus-5-5", "the price of one model"),
            ("reprise prices list gpt-5.6-sol --at 2026-08-01", "the price that it had on a day"),
        ];
        command.OnRun((context, parsed, _) => Run(context, parsed.GetValue(models) ?? [], parsed.GetValue(at)));
        return command;
    }

    private static ExitCode Run(CliContext context, string[] models, string? at)
    {
        DateTimeOffset now = context.Now;
        DateTimeOffset time = at is null ? now : ParseTime(context, at);
        PriceHistory history = HomePrices.Load(context.Home, context.OwnPrices, now);
        PriceAnswer[] answers =
            models.Length == 0 ? All(history, time) : [.. models.Select(model => Answer(history, model, time))];
        if (context.IsJson)
            context.WriteJson([.. answers.Select(PriceShape.Of)], PricesJson.Default.PriceShapeArray);
        else
            Write(context, answers);
        return answers.Any(answer => answer.Row is not null) ? ExitCode.Done : ExitCode.NothingFound;
    }

    // The days of prices are those of UTC, and a price may have come during the day: its end is meant.
    private static DateTimeOffset ParseTime(CliContext context, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
        return TimeArgument.Parse(text, context.Now, context.Zone, isEnd: false)
            ?? throw UsageError.Of($"--at does not understand '{SafeWord.Of(text)}'.", TimeArgument.Forms);
    }

    private static PriceAnswer Answer(PriceHistory history, string model, DateTimeOffset time) =>
        new(model, history.Find(model, null, time));

    private static PriceAnswer[] All(PriceHistory history, DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime);
        return
        [
            .. history
                .ListAt(time)
                .Rows.Where(row => row.From is not { } from || from <= day)
                .GroupBy(row => (row.Model, row.Provider))
                .Select(rows => new PriceAnswer(rows.Key.Model, rows.Last())),
        ];
    }

    private static void Write(CliContext context, PriceAnswer[] answers)
    {
        bool hasProviders = answers.Any(answer => answer.Row?.Provider is not null);
        Column[] columns =
        [
            Column.Flexible("model", 24),
            .. hasProviders ? [Column.Text("provider")] : Array.Empty<Column>(),
            Column.Text("since"),
            Column.Number("input"),
            Column.Number("output"),
            Column.Number("cache read"),
            Column.Number("cache write"),
            Column.Text("more").Optional,
            Column.Flexible("from", 20).Optional,
        ];
        var table = new Table(columns);
        foreach ((string model, PriceRow? row) in answers)
        {
            Cell[] provider = hasProviders ? [row?.Provider ?? ""] : [];
            if (row is null)
                table.Add([model, .. provider, new Cell("unknown", Style.Yellow), "", "", "", "", "", ""]);
            else
                table.Add([
                    model,
                    .. provider,
                    PriceText.Day(row.From) ?? "always",
                    PriceText.Usd(row.Base.Input),
                    PriceText.Usd(row.Base.Output),
                    PriceText.Usd(row.Base.CacheRead),
                    PriceText.Usd(row.Base.CacheWrite5Minutes),
                    PriceText.More(row),
                    new Cell(row.Source, Style.Dim),
                ]);
        }
        table.Write(context.Out, context.Screen);
        context.Say("US dollars per 1,000,000 tokens. '--json' shows all of a price.");
    }
}

/// <summary>The price of a model; null when it is unknown.</summary>
internal sealed record PriceAnswer(string Model, PriceRow? Row);
