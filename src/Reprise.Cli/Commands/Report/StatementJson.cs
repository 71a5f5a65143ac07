using System.Text.Encodings.Web;
using System.Text.Json;
using Reprise.Cli.Json;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>A report of usage as one JSON document.</summary>
internal static class StatementJson
{
    public static void Write(Stream output, StatementContent content, bool isIndented)
    {
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = isIndented,
            NewLine = "\n",
        };
        using (var json = new Utf8JsonWriter(output, options))
        {
            json.WriteStartObject();
            JsonHead.Write(json, content.Head, "usage");
            json.WriteStartObject("usage");
            foreach ((string by, UsageReport report) in content.Tables)
            {
                json.WritePropertyName(by);
                JsonSerializer.Serialize(json, UsageReportShape.Of(report, hasModels: false), UsageJson.Default.UsageReportShape);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }
}
