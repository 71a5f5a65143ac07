using Reprise.Usage;

namespace Reprise.Benchmarks.Usage;

/// <summary>Says why a program asks another price for the same tokens: what Reprise's list has and the program does not apply.</summary>
internal static class CostReasons
{
    /// <param name="tool">The program.</param>
    /// <param name="model">The model that both counted alike.</param>
    /// <param name="tokens">Its tokens.</param>
    public static string Of(UsageTool tool, string model, Spent tokens)
    {
        IReadOnlyList<string> names = ModelName.FormsOf(model);
        PriceRow[] rows =
        [
            .. PriceList.BuiltIn.Rows.Where(row => row.Provider is null && names.Contains(row.Model, StringComparer.Ordinal)),
        ];
        return rows.Any(row => row.From is not null) ? "price of another day"
            : rows.Any(row => row.Tiers.Count > 0) ? "price of long prompts"
            : tool == UsageTool.Tokscale && tokens.CacheWrite > 0 ? "writes for an hour"
            : rows.Length == 0 ? "no price in our list"
            : "price in its own list";
    }
}
