using System.Text.Json;
using Reprise.Files;
using Reprise.Pricing;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Prices;

/// <summary>A file of prices that a user has brought.</summary>
/// <param name="Format">What it is, for people.</param>
/// <param name="List">The prices in it.</param>
/// <param name="Skipped">What was left out.</param>
internal sealed record PriceFile(string Format, PriceList List, IReadOnlyList<SkippedPrices> Skipped)
{
    // LiteLLM's has less than two megabytes.
    private const long MaxBytes = 64 * 1024 * 1024;
    private const string Hint =
        "It takes LiteLLM's model_prices_and_context_window.json, or a list in the form that Reprise writes: see 'Prices' in docs/usage.md.";

    /// <exception cref="RepriseException">There is no such file, or it is something else.</exception>
    public static PriceFile Read(string path, DateOnly day)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new RepriseException("path", $"There is no file {SafeWord.Of(path)}.", Hint);
        if (file.Length > MaxBytes)
            throw new RepriseException(HomePrices.Kind, $"{SafeWord.Of(path)} is too large for a list of prices.", Hint);
        byte[] json = File.ReadAllBytes(path);
        try
        {
            return ReadLiteLlm(json, file.Name, day) ?? new PriceFile("a list of prices", ReadOwn(json, file.Name, day), []);
        }
        catch (PriceException error)
        {
            throw new RepriseException(HomePrices.Kind, error.Message, Hint, error);
        }
    }

    private static PriceFile? ReadLiteLlm(byte[] json, string name, DateOnly day)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json.AsMemory(json.AsSpan().StartsWith("\uFEFF"u8) ? "\uFEFF"u8.Length : 0),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            if (!LiteLlmFile.IsIt(document.RootElement))
                return null;
            LiteLlmPrices prices = LiteLlmFile.Read(document.RootElement, $"LiteLLM's price file, imported from {name}", day);
            return new PriceFile("LiteLLM's price file", prices.List, prices.Skipped);
        }
        catch (JsonException error)
        {
            throw new PriceException($"{name} is broken at line {error.LineNumber + 1}.", error);
        }
        catch (InvalidOperationException error)
        {
            throw new PriceException($"{name} has a text that is none: half of a surrogate pair.", error);
        }
    }

    private static PriceList ReadOwn(byte[] json, string name, DateOnly day)
    {
        PriceList list = PriceList.Parse(json, name);
        IEnumerable<PriceRow> rows = list.Rows.Select(row =>
            row with
            {
                Checked = row.Checked ?? day,
                Source = row.Source.Length > 0 ? row.Source : $"imported from {name}",
            }
        );
        return new PriceList(list.Version.Length > 0 ? list.Version : name, rows);
    }
}
