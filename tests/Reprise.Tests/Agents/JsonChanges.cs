using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reprise.Tests.Agents;

/// <summary>Records with one value changed into one of another kind.</summary>
internal static class JsonChanges
{
    private static readonly string[] _others =
    [
        "null",
        "true",
        "[]",
        "{}",
        "\"x\"",
        "-1",
        "1e400",
        "[{}]",
        "{\"type\":\"text\"}",
    ];

    /// <summary>Gives every change of every value of every record.</summary>
    public static IEnumerable<(int Record, byte[] Changed)> Of(IReadOnlyList<byte[]> records)
    {
        for (int record = 0; record < records.Count; record++)
        {
            if (records[record].Length == 0)
                continue;
            int values = Count(JsonNode.Parse(records[record]));
            for (int value = 1; value < values; value++)
            {
                foreach (string other in _others)
                    yield return (record, Changed(records[record], value, other));
            }
        }
    }

    private static byte[] Changed(byte[] record, int value, string other)
    {
        JsonNode root = JsonNode.Parse(record)!;
        int at = 0;
        JsonNode? found = null;
        Visit(root, node => found = at++ == value ? node : found);
        // A mark stands in, because a number out of range is none of this library's.
        found!.ReplaceWith(JsonValue.Create("@@other@@"));
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\"@@other@@\"", other, StringComparison.Ordinal));
    }

    private static int Count(JsonNode? root)
    {
        int count = 0;
        if (root is not null)
            Visit(root, _ => count++);
        return count;
    }

    private static void Visit(JsonNode node, Action<JsonNode> visit)
    {
        visit(node);
        JsonNode[] inner = node switch
        {
            JsonObject members => [.. members.Select(member => member.Value).OfType<JsonNode>()],
            JsonArray elements => [.. elements.OfType<JsonNode>()],
            _ => [],
        };
        foreach (JsonNode one in inner)
            Visit(one, visit);
    }
}
