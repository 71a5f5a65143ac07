using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads content as Google's API has it: a text, one part, or parts of text, images, calls and responses.</summary>
/// <param name="told">What was told before, where records repeat messages; null where they don't.</param>
/// <param name="scratch">Room for texts.</param>
internal sealed class GeminiParts(ToldOnce? told, Utf8Scratch scratch)
{
    private const char Text = 'x';
    private const char Call = 'c';
    private const char Image = 'i';

    /// <summary>Whether a content holds the response of a tool.</summary>
    public static bool HasResponse(JsonValue content)
    {
        foreach (JsonValue part in content.Elements)
        {
            if (part["functionResponse"u8].IsObject)
                return true;
        }
        return content["functionResponse"u8].IsObject;
    }

    /// <summary>Whether a content is nothing but the model's thinking.</summary>
    public static bool IsThinking(JsonValue content)
    {
        bool isThinking = false;
        foreach (JsonValue part in content.Elements)
        {
            if (!part["thought"u8].IsTrue)
                return false;
            isThinking = true;
        }
        return isThinking;
    }

    /// <summary>Tells texts, images and calls of a message that was begun.</summary>
    /// <param name="content">A text, a part or parts.</param>
    /// <param name="message">The message's id.</param>
    /// <param name="isMain">Whether it belongs to the main thread, which alone is counted.</param>
    /// <param name="sink">Where it is told.</param>
    public void Tell(JsonValue content, ReadOnlySpan<byte> message, bool isMain, SessionSink sink)
    {
        if (content.IsArray)
        {
            int place = 0;
            foreach (JsonValue part in content.Elements)
                TellPart(part, message, place++, isMain, sink);
        }
        else
        {
            TellPart(content, message, 0, isMain, sink);
        }
    }

    /// <summary>Tells a call, unless it was told.</summary>
    public void TellCall(JsonValue id, JsonValue name, JsonValue args, ReadOnlySpan<byte> message, SessionSink sink)
    {
        ReadOnlySpan<byte> call = id.Text(scratch);
        ReadOnlySpan<byte> tool = name.Text(scratch);
        if (told is null || told.Add(message, Call, call.IsEmpty ? tool : call))
            sink.ToolCall(call, tool, args.Raw);
    }

    /// <summary>Tells the output of a tool within a result that was begun.</summary>
    /// <returns>Whether there was any.</returns>
    public bool TellOutput(JsonValue content, bool isMain, SessionSink sink)
    {
        if (content.IsString)
            return TellOutput(content.Text(scratch), sink);
        bool isTold = false;
        foreach (JsonValue part in content.Elements)
            isTold |= TellOutput(part, isMain, sink);
        if (!content.IsObject)
            return isTold;
        JsonValue response = content["functionResponse"u8]["response"u8];
        CountImage(content, isMain, sink);
        foreach (JsonValue part in content["functionResponse"u8]["parts"u8].Elements)
            CountImage(part, isMain, sink);
        return TellOutput(content["text"u8].Text(scratch), sink) | TellResponse(response, sink);
    }

    private bool TellResponse(JsonValue response, SessionSink sink)
    {
        JsonValue output = response["output"u8];
        JsonValue error = response["error"u8];
        if (output.IsString || error.IsString)
            return TellOutput(output.Text(scratch), sink) | TellOutput(error.Text(scratch), sink);
        if (response.IsString)
            return TellOutput(response.Text(scratch), sink);
        // Tools of others answer with any JSON.
        return response.IsPresent && TellOutput(JsonText.Decode(response.Raw, isEscaped: false, scratch), sink);
    }

    private static bool TellOutput(ReadOnlySpan<byte> text, SessionSink sink)
    {
        if (text.IsEmpty)
            return false;
        sink.Block(BlockKind.ToolOutput, text);
        return true;
    }

    private void TellPart(JsonValue part, ReadOnlySpan<byte> message, int place, bool isMain, SessionSink sink)
    {
        JsonValue call = part["functionCall"u8];
        if (call.IsObject)
        {
            TellCall(call["id"u8], call["name"u8], call["args"u8], message, sink);
            return;
        }
        ReadOnlySpan<byte> text = (part.IsString ? part : part["text"u8]).Text(scratch);
        bool isThought = part["thought"u8].IsTrue;
        if (!text.IsEmpty && (told is null || told.Add(message, Text, text)))
        {
            if (isThought && isMain)
                sink.Count(SessionCount.Thinking);
            sink.Block(isThought ? BlockKind.Thinking : BlockKind.Text, text);
        }
        if (text.IsEmpty && (told is null || told.Add(message, Image, place)))
            CountImage(part, isMain, sink);
    }

    private static void CountImage(JsonValue part, bool isMain, SessionSink sink)
    {
        JsonValue data = part["inlineData"u8].IsObject ? part["inlineData"u8] : part["fileData"u8];
        if (isMain && data["mimeType"u8].Raw.StartsWith("image/"u8))
            sink.Count(SessionCount.Image);
    }
}
