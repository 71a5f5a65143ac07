using System.Text;
using Reprise.Normalizing;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Tells what a person typed from what the agent wrote in the person's name.</summary>
internal static class ClaudeCodePrompt
{
    private static readonly byte[][] _wrappers =
    [
        .. new[]
        {
            "<command-name>",
            "<command-message>",
            "<command-args>",
            "<local-command-stdout>",
            "<local-command-stderr>",
            "<local-command-caveat>",
            "<bash-input>",
            "<bash-stdout>",
            "<bash-stderr>",
            "<system-reminder>",
            "<ide_opened_file>",
            "<ide_selection>",
            "<task-notification>",
            "<user-prompt-submit-hook>",
            "<session-start-hook>",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>What the content of a record is.</summary>
    public enum Content : byte
    {
        /// <summary>No text and no image.</summary>
        Nothing,

        /// <summary>Only what the agent put in.</summary>
        Injected,

        /// <summary>The note that a person interrupted the model.</summary>
        Interrupt,

        /// <summary>A text or an image that a person gave.</summary>
        Typed,
    }

    /// <summary>Looks at the content of a record: a string, or blocks of which some may be put in by the agent.</summary>
    public static Content Look(JsonValue content, Utf8Scratch scratch)
    {
        if (content.IsString)
            return LookText(content.Text(scratch));
        Content found = Content.Nothing;
        foreach (JsonValue block in content.Elements)
        {
            JsonValue type = block["type"u8];
            Content one =
                type.Is("text"u8) ? LookText(block["text"u8].Text(scratch))
                : type.Is("image"u8) || type.Is("document"u8) ? Content.Typed
                : Content.Nothing;
            found = one > found ? one : found;
        }
        return found;
    }

    /// <summary>Whether a text begins with one of the agent's own marks.</summary>
    public static bool IsInjected(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] != '<')
            return false;
        foreach (byte[] wrapper in _wrappers)
        {
            if (text.StartsWith(wrapper))
                return true;
        }
        return false;
    }

    /// <summary>Whether a text is the note that a person interrupted the model.</summary>
    public static bool IsInterrupt(ReadOnlySpan<byte> text) =>
        text.TrimStart(" \t\r\n"u8).StartsWith("[Request interrupted by user"u8);

    private static Content LookText(ReadOnlySpan<byte> text) =>
        text.Trim(" \t\r\n"u8).IsEmpty ? Content.Nothing
        : IsInterrupt(text) ? Content.Interrupt
        : IsInjected(text) ? Content.Injected
        : Content.Typed;
}
