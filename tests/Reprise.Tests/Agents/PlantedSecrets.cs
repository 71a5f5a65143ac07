using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reprise.Tests.Archiving;

namespace Reprise.Tests.Agents;

/// <summary>Copies of a fixture, each a session of its own with one secret in one string value at one depth of escaping.</summary>
internal sealed class PlantedSecrets(AgentFixture fixture)
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<(string Token, string Place)> _planted = [];

    /// <summary>What was planted where.</summary>
    public IReadOnlyList<(string Token, string Place)> Planted => _planted;

    /// <summary>Gives the files of all copies.</summary>
    public IEnumerable<(string Relative, byte[] Content)> Copies()
    {
        foreach ((string relative, byte[] content) in fixture.Files)
        {
            string text = Encoding.UTF8.GetString(content);
            bool isDocument = relative.EndsWith(".json", StringComparison.Ordinal);
            string[] records = isDocument ? [text] : text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            for (int record = 0; record < records.Length; record++)
            {
                int values = isDocument || AgentFixture.IsLines(relative) ? Values(records[record]) : 1;
                for (int value = 0; value < values; value++)
                {
                    foreach (int depth in new[] { 1, 2, 3 })
                        yield return Copy(relative, records, record, value, depth);
                }
            }
        }
    }

    /// <summary>Gives the other files of the copy that a file belongs to.</summary>
    public IEnumerable<(string Relative, byte[] Content)> Rest(int copy, string without) =>
        fixture.Files.Where(file => file.Key != without).Select(file => (Of(copy, file.Key), Of(copy, file.Value)));

    private (string, byte[]) Copy(string relative, string[] records, int record, int value, int depth)
    {
        int copy = _planted.Count;
        string token = MadeUpToken.Of(100_000 + copy);
        _planted.Add((token, $"{relative}, record {record + 1}, string {value + 1}, depth {depth}"));
        string[] changed = [.. records];
        changed[record] = Plant(changed[record], value, Escaped(token, depth));
        string text = relative.EndsWith(".json", StringComparison.Ordinal)
            ? changed[0]
            : string.Concat(changed.Select(line => line + "\n"));
        return (relative, Of(copy, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The place of a file in a copy.</summary>
    public static string Of(int copy, string text) =>
        text.Replace(AgentFixture.Id, $"f1c70000-0000-4000-8000-{copy + 2:D12}", StringComparison.Ordinal);

    private static byte[] Of(int copy, byte[] content) => Encoding.UTF8.GetBytes(Of(copy, Encoding.UTF8.GetString(content)));

    // What programs print holds JSON in JSON in JSON.
    private static string Escaped(string token, int depth)
    {
        string text = token;
        for (int i = 1; i < depth; i++)
            text = JsonSerializer.Serialize(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "is " + text },
                _plain
            );
        return text;
    }

    private static int Values(string record)
    {
        int count = 0;
        if (JsonNode.Parse(record) is { } root)
            Visit(root, _ => count++);
        return count;
    }

    private static string Plant(string record, int value, string text)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(record);
        }
        catch (JsonException)
        {
            return $"{record} and {text} too";
        }
        int at = 0;
        List<JsonNode> found = [];
        Visit(
            root!,
            node =>
            {
                if (at++ == value)
                    found.Add(node);
            }
        );
        found[0].ReplaceWith(JsonValue.Create($"{found[0].GetValue<string>()} {text}"));
        return root!.ToJsonString(_plain);
    }

    private static void Visit(JsonNode node, Action<JsonNode> visit)
    {
        if (node is JsonObject members)
        {
            foreach (JsonNode member in members.Select(member => member.Value).OfType<JsonNode>().ToArray())
                Visit(member, visit);
        }
        else if (node is JsonArray elements)
        {
            foreach (JsonNode element in elements.OfType<JsonNode>().ToArray())
                Visit(element, visit);
        }
        else if (node.GetValueKind() == JsonValueKind.String)
        {
            visit(node);
        }
    }
}
