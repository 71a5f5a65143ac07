using System.Text.Json;
using Reprise.Reading;

namespace Reprise.Agents.Amp;

/// <summary>Looks at the first bytes of a document: whether it is a thread of Amp.</summary>
internal static class AmpHead
{
    /// <summary>Whether a document that does not say it in its name is a thread.</summary>
    public static bool IsOwn(SourceFile file, DiscoveryContext context) =>
        context.KnownOwner(file.Path) is { } known
            ? known.Agent == AmpAgent.AgentName
            : IsOwn(FileHead.Read(file, context.Report));

    /// <summary>Recognises a thread by the number of its version and the form of its id.</summary>
    /// <param name="head">The first bytes of a file; they may end anywhere.</param>
    public static bool IsOwn(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> json = head.TrimStart("\uFEFF \r\n\t\0"u8);
        if (json.IsEmpty || json[0] != '{')
            return false;
        bool hasVersion = false;
        bool hasId = false;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (!(hasVersion && hasId) && reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 1)
                    continue;
                bool isVersion = reader.ValueSpan.SequenceEqual("v"u8);
                bool isId = reader.ValueSpan.SequenceEqual("id"u8);
                if (!reader.Read())
                    break;
                hasVersion |= isVersion && reader.TokenType == JsonTokenType.Number;
                hasId |= isId && reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("T-"u8);
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        return hasVersion && hasId;
    }
}
