using System.CommandLine;
using Reprise.Cli.Configuration;
using Reprise.Files;
using Reprise.Pricing;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Options;

/// <summary>The option that says where costs are taken from.</summary>
internal sealed class CostModeOption : Option<string>
{
    public CostModeOption()
        : base("--mode")
    {
        HelpName = "M";
        Description = "Costs: auto (the agent's own figure, else list price), calculate (list price) or display (own figures)";
        this.AcceptOnlyFromAmong("auto", "calculate", "display");
    }

    /// <summary>Returns what tells the cost of slices.</summary>
    /// <exception cref="Files.RepriseException">Prices cannot be read.</exception>
    public SlicePricer ReadPricer(CliContext context, ParseResult parsed) => new(Prices(context), Read(parsed));

    /// <summary>Returns what tells costs beside other things: prices that cannot be read are warned of, and no cost is known then.</summary>
    public static SlicePricer UsualPricer(CliContext context)
    {
        try
        {
            return new SlicePricer(Prices(context), CostMode.Auto);
        }
        catch (RepriseException error) when (error.Kind is HomePrices.Kind or ConfigFile.Kind)
        {
            context.Warn($"costs are not known: {error.Message}");
            return new SlicePricer(new PriceHistory(new PriceList("none", [])), CostMode.Auto);
        }
    }

    private CostMode Read(ParseResult parsed) =>
        parsed.GetValue(this) switch
        {
            "calculate" => CostMode.Calculate,
            "display" => CostMode.Display,
            _ => CostMode.Auto,
        };

    private static PriceHistory Prices(CliContext context) => HomePrices.Load(context.Home, context.OwnPrices, context.Now);
}
