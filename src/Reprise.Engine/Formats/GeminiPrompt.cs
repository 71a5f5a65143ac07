using Reprise.Normalizing;

namespace Reprise.Formats;

/// <summary>Tells what a person typed from what Gemini CLI wrote in the person's name.</summary>
internal static class GeminiPrompt
{
    /// <summary>What a text of the user's side is.</summary>
    public enum Kind : byte
    {
        /// <summary>No text and nothing else that a person gave.</summary>
        Nothing,

        /// <summary>A command to the program, a note of a hook, or a nudge to go on.</summary>
        Injected,

        /// <summary>What the program tells the model of its surroundings.</summary>
        Context,

        /// <summary>What a person typed or pasted.</summary>
        Typed,
    }

    /// <summary>Looks at the first text of a content.</summary>
    public static Kind Look(JsonValue content, Utf8Scratch scratch)
    {
        if (!content.IsArray)
            return LookPart(content, scratch);
        Kind found = Kind.Nothing;
        foreach (JsonValue part in content.Elements)
        {
            found = LookPart(part, scratch);
            if (found != Kind.Nothing)
                break;
        }
        return found;
    }

    /// <summary>Whether a content stands for earlier messages after a compression.</summary>
    public static bool IsSummary(JsonValue content, Utf8Scratch scratch)
    {
        if (!content.IsArray)
            return Text(content, scratch).IndexOf("<state_snapshot>"u8) >= 0;
        foreach (JsonValue part in content.Elements)
        {
            if (Text(part, scratch).IndexOf("<state_snapshot>"u8) >= 0)
                return true;
        }
        return false;
    }

    private static Kind LookPart(JsonValue part, Utf8Scratch scratch)
    {
        if (part["inlineData"u8].IsObject || part["fileData"u8].IsObject)
            return Kind.Typed;
        ReadOnlySpan<byte> text = Text(part, scratch).Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            return Kind.Nothing;
        if (text.StartsWith("<session_context>"u8) || text.StartsWith("This is the Gemini CLI. We are setting up the context"u8))
            return Kind.Context;
        // A comment that begins with a slash is no command.
        bool isCommand = text[0] == '/' && !text.StartsWith("//"u8) && !text.StartsWith("/*"u8);
        bool isInjected =
            isCommand
            || text.SequenceEqual("?"u8)
            || text.StartsWith("<hook_context>"u8)
            || text.SequenceEqual("Please continue."u8)
            || text.SequenceEqual("System: Please continue."u8);
        return isInjected ? Kind.Injected : Kind.Typed;
    }

    private static ReadOnlySpan<byte> Text(JsonValue part, Utf8Scratch scratch) =>
        (part.IsString ? part : part["text"u8]).Text(scratch);
}
