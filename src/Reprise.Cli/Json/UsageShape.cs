using System.Globalization;
using System.Text.Json.Serialization;
using Reprise.Cli.Commands.Usage;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>usage</c> prints.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(UsageReportShape))]
[JsonSerializable(typeof(StatuslineShape))]
internal sealed partial class UsageJson : JsonSerializerContext;

/// <summary>The answer to a question about usage.</summary>
internal sealed record UsageReportShape(string By, string? From, string? To, UsageRowShape[] Rows, UsageRowShape Total)
{
    public static UsageReportShape Of(UsageReport report, bool hasModels) =>
        new(
            report.By.ToString().ToLowerInvariant(),
            Text(report.From),
            Text(report.To),
            [.. report.Rows.Select(row => UsageRowShape.Of(row, hasModels))],
            UsageRowShape.Of(report.Total, hasModels: false)
        );

    // A text: what writes times is compiled anew at every start of the program.
    private static string? Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

/// <summary>What was used by one thing or at one time.</summary>
internal sealed record UsageRowShape
{
    /// <summary>Null in the total, and where it is not known.</summary>
    public required string? Key { get; init; }
    public required TokensShape Tokens { get; init; }

    /// <summary>The known part; null when nothing of it is known.</summary>
    public required CostShape? Cost { get; init; }
    public required string[] UnpricedModels { get; init; }
    public required long Responses { get; init; }

    /// <summary>Responses with figures that make no sense and were left out.</summary>
    public required long Doubtful { get; init; }
    public required long WebSearches { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UsageRowShape[]? Models { get; init; }

    public static UsageRowShape Of(UsageRow row, bool hasModels) =>
        new()
        {
            Key = row.Key.Length == 0 ? null : row.Key,
            Tokens = TokensShape.Of(row.Tokens),
            Cost = CostShape.Of(row.Cost),
            UnpricedModels =
            [
                .. row.Unpriced.Select(label => label.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ],
            Responses = row.Responses,
            Doubtful = row.Doubtful,
            WebSearches = row.WebSearches,
            Models = hasModels ? [.. (row.Models ?? []).Select(model => Of(model, hasModels: false))] : null,
        };
}

/// <summary>Money, exact.</summary>
internal sealed record CostShape(decimal Usd)
{
    // Read back, so that no zeros stand at its end.
    public static CostShape? Of(Money? cost) =>
        cost is { } known ? new CostShape(decimal.Parse(known.ToString(), CultureInfo.InvariantCulture)) : null;
}
