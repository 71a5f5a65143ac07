using System.Text;
using System.Text.Json;
using Reprise.Masking;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Describes documents without the contents of their strings, also of documents inside of strings.</summary>
internal static class JsonShape
{
    /// <summary>Returns the description; of text that is not JSON nothing.</summary>
    public static string Of(byte[] bytes, TextShape shape)
    {
        string text = Encoding.UTF8.GetString(bytes);
        return shape switch
        {
            TextShape.JsonLines => string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Of)),
            TextShape.Json => Of(text),
            _ => "",
        };
    }

    private static string Of(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var shape = new StringBuilder();
        Add(document.RootElement, shape);
        return shape.ToString();
    }

    private static void Add(JsonElement element, StringBuilder shape)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                shape.Append('{');
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    // A name that is a token itself is masked.
                    shape.Append(member.Name.Length > 16 ? "long" : member.Name).Append(':');
                    Add(member.Value, shape);
                }
                shape.Append('}');
                break;
            case JsonValueKind.Array:
                shape.Append('[');
                foreach (JsonElement item in element.EnumerateArray())
                    Add(item, shape);
                shape.Append(']');
                break;
            case JsonValueKind.String:
                AddInner(element.GetString() ?? "", shape);
                break;
            default:
                shape.Append(element.GetRawText());
                break;
        }
        shape.Append(',');
    }

    private static void AddInner(string text, StringBuilder shape)
    {
        if (!text.StartsWith('{') && !text.StartsWith('['))
        {
            shape.Append('s');
            return;
        }
        try
        {
            shape.Append(Of(text));
        }
        catch (JsonException)
        {
            shape.Append('s');
        }
    }
}
