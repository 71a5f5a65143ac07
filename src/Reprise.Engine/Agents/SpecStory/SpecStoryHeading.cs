using Reprise.Normalizing;

namespace Reprise.Agents.SpecStory;

/// <summary>The line above a message, such as <c>_**Agent (claude-opus-4-8 2026-07-13 13:40:56Z)**_</c>.</summary>
internal readonly ref struct SpecStoryHeading
{
    private const int TimeLength = 19;

    /// <summary>Whether a person speaks.</summary>
    public bool IsUser { get; private init; }

    /// <summary>Whether it is said to or by a subagent.</summary>
    public bool IsSubagent { get; private init; }

    /// <summary>The model; empty when it is not said.</summary>
    public ReadOnlySpan<byte> Model { get; private init; }

    /// <summary>When it was said; null when that is not written.</summary>
    public DateTimeOffset? Time { get; private init; }

    /// <summary>Reads a line.</summary>
    /// <returns>False when it is no such heading.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out SpecStoryHeading heading)
    {
        heading = default;
        if (!line.StartsWith("_**"u8) || !line.EndsWith("**_"u8) || line.Length < 8)
            return false;
        ReadOnlySpan<byte> text = line[3..^3];
        bool isUser = text.StartsWith("User"u8);
        if (isUser)
            text = text["User"u8.Length..];
        else if (text.StartsWith("Agent"u8))
            text = text["Agent"u8.Length..];
        else if (text.StartsWith("Assistant"u8))
            text = text["Assistant"u8.Length..];
        else
            return false;
        bool isSubagent = text.StartsWith(" - sidechain"u8);
        if (isSubagent)
            text = text[" - sidechain"u8.Length..];
        ReadOnlySpan<byte> said = default;
        if (text.StartsWith(" ("u8) && text.EndsWith(")"u8))
            said = text[2..^1];
        else if (!text.IsEmpty)
            return false;
        ReadOnlySpan<byte> model = said;
        DateTimeOffset? time = null;
        for (int at = 0; at + TimeLength <= said.Length && time is null; at++)
        {
            if ((at == 0 || said[at - 1] == ' ') && (time = TimeOf(said[at..])) is not null)
                model = said[..at];
        }
        heading = new SpecStoryHeading
        {
            IsUser = isUser,
            IsSubagent = isSubagent,
            Model = isUser ? default : ModelOf(model.Trim((byte)' ')),
            Time = time,
        };
        return true;
    }

    /// <summary>Reads a time that is all of a text, with Z or an offset at its end.</summary>
    public static DateTimeOffset? TimeOf(ReadOnlySpan<byte> text) => RecordTime.Parse(text.Trim((byte)' '));

    /// <summary>Gives the value of an attribute; empty when it is not there.</summary>
    public static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        int at = tag.IndexOf(name);
        if (at < 0)
            return default;
        ReadOnlySpan<byte> value = tag[(at + name.Length)..];
        int end = value.IndexOf((byte)'"');
        return end < 0 ? default : value[..end];
    }

    // The extension for editors writes "model claude-4.5-sonnet-thinking, mode Agent".
    private static ReadOnlySpan<byte> ModelOf(ReadOnlySpan<byte> said)
    {
        if (said.StartsWith("model "u8))
            said = said["model "u8.Length..];
        int end = said.IndexOf((byte)',');
        ReadOnlySpan<byte> model = end < 0 ? said : said[..end];
        return System.Text.Unicode.Utf8.IsValid(model) ? model : default;
    }
}
