using System.Buffers;
using System.Text;
using System.Text.Json;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Restoring;

/// <summary>Reads the lines of a text that was put together for the archive. Source: docs/design/0004-rows.md.</summary>
internal static class GatheredLines
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 8 };

    /// <summary>Gives the lines, each valid until the next one is asked for.</summary>
    /// <exception cref="JsonException">A line is no JSON.</exception>
    public static IEnumerable<JsonDocument> Of(OriginalSource text)
    {
        foreach (ReadOnlyMemory<byte> line in Split(text))
        {
            using var document = JsonDocument.Parse(line, _options);
            yield return document;
        }
    }

    /// <summary>Puts a value together again that is text in places: base64 and text take turns.</summary>
    public static ReadOnlySpan<byte> Joined(JsonElement pieces)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bool isText = false;
        foreach (JsonElement piece in pieces.EnumerateArray())
        {
            bytes.Write(isText ? Encoding.UTF8.GetBytes(piece.GetString() ?? "") : piece.GetBytesFromBase64());
            isText = !isText;
        }
        return bytes.WrittenSpan;
    }

    /// <summary>Makes the error for lines that no capture writes.</summary>
    public static RepriseException Damaged(Exception error) =>
        new(
            "damaged",
            "What was archived cannot be put back: its lines are not what a capture writes.",
            "Look at them with 'reprise cat'.",
            error
        );

    private static IEnumerable<ReadOnlyMemory<byte>> Split(OriginalSource text)
    {
        var carried = new ArrayBufferWriter<byte>();
        foreach (ReadOnlyMemory<byte> run in text.Read())
        {
            ReadOnlyMemory<byte> rest = run;
            for (int end = rest.Span.IndexOf((byte)'\n'); end >= 0; end = rest.Span.IndexOf((byte)'\n'))
            {
                carried.Write(rest.Span[..end]);
                yield return carried.WrittenMemory;
                carried.ResetWrittenCount();
                rest = rest[(end + 1)..];
            }
            carried.Write(rest.Span);
        }
    }
}
