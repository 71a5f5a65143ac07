namespace Reprise.Normalizing;

/// <summary>Finds plain values in a YAML text of names and values, as programs write their small files of facts.</summary>
internal static class YamlText
{
    /// <summary>Finds a value of the top level: on its line, in quotation marks, or in the indented lines that follow.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    /// <param name="name">The name.</param>
    /// <param name="scratch">Where the value is put when it isn't what was spelled.</param>
    /// <returns>Empty when there is none.</returns>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, Utf8Scratch scratch)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.Length > name.Length && line.StartsWith(name) && line[name.Length] == ':')
                return Value(line[(name.Length + 1)..].Trim(" \t\r"u8), text, scratch);
        }
        return default;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> value, ReadOnlySpan<byte> rest, Utf8Scratch scratch)
    {
        if (value.IsEmpty || value.SequenceEqual("null"u8) || value.SequenceEqual("~"u8))
            return default;
        if (value[0] is (byte)'|' or (byte)'>')
            return Indented(rest, scratch);
        if (value.Length > 1 && value[0] == '"' && value[^1] == '"')
            return JsonText.Decode(value[1..^1], value.Contains((byte)'\\'), scratch);
        if (value.Length > 1 && value[0] == '\'' && value[^1] == '\'')
            return value[1..^1];
        int comment = value.IndexOf(" #"u8);
        return comment < 0 ? value : value[..comment].TrimEnd((byte)' ');
    }

    private static ReadOnlySpan<byte> Indented(ReadOnlySpan<byte> rest, Utf8Scratch scratch)
    {
        ReadOnlySpan<byte> joined = default;
        while (rest.StartsWith("  "u8))
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? rest : rest[..end]).Trim(" \t\r"u8);
            joined = joined.IsEmpty ? line : scratch.Join(scratch.Join(joined, "\n"u8), line);
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        return joined;
    }
}
