using System.Text.Json;

namespace Reprise.Cli.Commands.Report;

/// <summary>What stands above a report in JSON.</summary>
internal static class JsonHead
{
    /// <summary>Writes the members.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="head">What stands above the report.</param>
    /// <param name="kind"><c>prompts</c>, <c>actions</c> or <c>usage</c>.</param>
    public static void Write(Utf8JsonWriter json, ReportHead head, string kind)
    {
        json.WriteString("kind", kind);
        json.WriteString("title", head.Title);
        Time(json, "madeAt", head.MadeAt);
        json.WriteString("madeBy", head.MadeBy);
        Time(json, "since", head.Since);
        Time(json, "until", head.Until);
        json.WriteString("timezone", head.Zone.Id);
        json.WriteStartArray("filters");
        foreach (string filter in head.Filters)
            json.WriteStringValue(filter);
        json.WriteEndArray();
    }

    /// <summary>Writes a time as RFC 3339, UTC; null when there is none.</summary>
    public static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(name, time is { } at ? ReportFacts.Rfc3339(at) : null);
}
