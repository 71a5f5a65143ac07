using System.Text.Json;
using System.Text.Json.Serialization;
using Reprise.Indexing;
using Reprise.Reporting;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>usage explain</c> prints.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(EvidenceShape))]
internal sealed partial class EvidenceJson : JsonSerializerContext;

/// <summary>Where a session's figures come from.</summary>
internal sealed record EvidenceShape
{
    public required string Session { get; init; }

    /// <summary>The sum of what counts here.</summary>
    public required TokensShape Tokens { get; init; }

    /// <summary>The known part of its cost; null when nothing of it is known.</summary>
    public required CostShape? Cost { get; init; }
    public required int Counted { get; init; }
    public required int Repeated { get; init; }
    public required int Copied { get; init; }
    public required int Doubtful { get; init; }
    public required RecordShape[] Records { get; init; }

    public static EvidenceShape Of(IndexedSession session, ToldUsage[] told, bool all)
    {
        var sum = ToldSummary.Of(told);
        return new EvidenceShape
        {
            Session = session.Key.ToString(),
            Tokens = TokensShape.Of(sum.Tokens),
            Cost = CostShape.Of(sum.Cost),
            Counted = sum.Counted,
            Repeated = sum.Repeated,
            Copied = sum.Copied,
            Doubtful = sum.Doubtful,
            Records = [.. told.Where(t => all || t.Fate is not (UsageFate.Repeated or UsageFate.Empty)).Select(RecordShape.Of)],
        };
    }
}

/// <summary>A record that tells usage.</summary>
internal sealed record RecordShape
{
    public required string File { get; init; }
    public required long Record { get; init; }
    public required string Response { get; init; }
    public required string? Model { get; init; }
    public required DateTime? At { get; init; }
    public required TokensShape Tokens { get; init; }

    /// <summary>Counted, repeated, copied, empty or doubtful.</summary>
    public required string Fate { get; init; }
    public required string? CountsIn { get; init; }
    public required CostShape? Cost { get; init; }

    public static RecordShape Of(ToldUsage usage) =>
        new()
        {
            File = usage.File,
            Record = usage.Record,
            Response = usage.Key,
            Model = usage.Label.Model.Length == 0 ? null : usage.Label.Model,
            At = usage.At?.UtcDateTime,
            Tokens = TokensShape.Of(usage.Tokens),
            Fate = JsonNamingPolicy.CamelCase.ConvertName(usage.Fate.ToString()),
            CountsIn = usage.CountsIn?.ToString(),
            Cost = CostShape.Of(usage.Cost.IsKnown ? usage.Cost.Total : null),
        };
}
