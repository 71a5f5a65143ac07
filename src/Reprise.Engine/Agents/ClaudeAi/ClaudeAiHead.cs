using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Reprise.Normalizing;

namespace Reprise.Agents.ClaudeAi;

/// <summary>Recognises a conversation of claude.ai.</summary>
internal static class ClaudeAiHead
{
    /// <summary>Reads what tells a conversation from others.</summary>
    /// <param name="head">A whole conversation, or its first bytes.</param>
    /// <param name="id">Its id.</param>
    /// <param name="changed">When it was changed last; null when that is not said.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, [NotNullWhen(true)] out string? id, out DateTimeOffset? changed)
    {
        id = null;
        changed = null;
        bool hasMessages = false;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> name = reader.ValueSpan;
                if (!reader.Read())
                    break;
                if (reader.TokenType == JsonTokenType.String && name.SequenceEqual("uuid"u8) && !reader.ValueIsEscaped)
                    id = Encoding.UTF8.GetString(reader.ValueSpan);
                else if (reader.TokenType == JsonTokenType.String && name.SequenceEqual("updated_at"u8))
                    changed = RecordTime.Parse(reader.ValueSpan);
                hasMessages |= reader.TokenType == JsonTokenType.StartArray && name.SequenceEqual("chat_messages"u8);
                if (!reader.TrySkip())
                    break;
            }
        }
        catch (JsonException)
        {
            return false;
        }
        return hasMessages && id is not null && ExportedChat.IsPlain(id);
    }
}
