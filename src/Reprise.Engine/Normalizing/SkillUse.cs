namespace Reprise.Normalizing;

/// <summary>Tells which skill a session uses: by a tool that agents have for it, by reading its file, or by a command that a person typed.</summary>
internal sealed class SkillUse
{
    private const int MaxNameBytes = 128;
    private const int MaxInputBytes = 16 * 1024;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    /// <summary>Returns the skill that a tool call uses; empty when it uses none.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="input">Its input as JSON.</param>
    /// <param name="file">The file that it reads, as far as known.</param>
    public ReadOnlySpan<byte> OfCall(ReadOnlySpan<byte> tool, ReadOnlySpan<byte> input, ReadOnlySpan<byte> file)
    {
        if (OfFile(file) is { IsEmpty: false } read)
            return read;
        bool isSkill =
            tool.SequenceEqual("Skill"u8)
            || tool.SequenceEqual("skill"u8)
            || tool.SequenceEqual("use_skill"u8)
            || tool.SequenceEqual("load_skill"u8)
            || tool.SequenceEqual("activate_skill"u8);
        if (!isSkill || input.Length > MaxInputBytes)
            return default;
        _scratch.Reset();
        if (!_tape.TryParse(input, out JsonValue root))
            return default;
        ReadOnlySpan<byte> name = root["skill"u8].Text(_scratch);
        if (name.IsEmpty)
            name = root["name"u8].Text(_scratch);
        if (name.IsEmpty)
            name = root["skill_name"u8].Text(_scratch);
        return Shown(name.IsEmpty ? root["command"u8].Text(_scratch) : name);
    }

    /// <summary>Returns the command in a text that Claude Code puts in for one; empty when there is none.</summary>
    public static ReadOnlySpan<byte> OfText(ReadOnlySpan<byte> text)
    {
        int start = text[..Math.Min(text.Length, 4 * MaxNameBytes)].IndexOf("<command-name>"u8);
        if (start < 0)
            return default;
        text = text[(start + "<command-name>"u8.Length)..];
        int end = text.IndexOf("</command-name>"u8);
        return end < 0 ? default : Shown(text[..end].Trim(" /\n"u8));
    }

    /// <summary>A skill is a folder with a file of this name.</summary>
    private static ReadOnlySpan<byte> OfFile(ReadOnlySpan<byte> path)
    {
        if (!path.EndsWith("SKILL.md"u8))
            return default;
        ReadOnlySpan<byte> folder = path[..^"SKILL.md"u8.Length].TrimEnd("/\\"u8);
        return Shown(folder[(folder.LastIndexOfAny((byte)'/', (byte)'\\') + 1)..]);
    }

    private static ReadOnlySpan<byte> Shown(ReadOnlySpan<byte> name) =>
        name.Length <= MaxNameBytes && !name.ContainsAnyInRange((byte)0, (byte)0x1F) ? name : default;
}
