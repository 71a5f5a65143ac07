using Reprise.Cli.Commands.Prices;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise prices list|import</c></summary>
internal static class PricesCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("prices", "Shows and brings the prices that costs are computed with")
        {
            PricesListCommand.Create(),
            PricesImportCommand.Create(),
        };
        command.Details =
            "Prices come with the program, from a file that was imported, and from 'prices' in the settings; of two prices for one model "
            + "the later of these holds. A new price counts from the day on which it came: what is past keeps the price that it had.";
        return command;
    }
}
