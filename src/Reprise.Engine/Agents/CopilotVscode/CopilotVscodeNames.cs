using Reprise.Normalizing;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Reads names as the editor spells them: models, references and addresses of files.</summary>
internal static class CopilotVscodeNames
{
    /// <summary>The model without the names of who offers it: <c>copilot/claude-sonnet-4</c>.</summary>
    public static ReadOnlySpan<byte> Model(ReadOnlySpan<byte> id) => id[(id.LastIndexOf((byte)'/') + 1)..];

    /// <summary>What a link in a text shows: a symbol, or the name of a file.</summary>
    public static ReadOnlySpan<byte> Reference(JsonValue reference, Utf8Scratch scratch)
    {
        if (reference["name"u8].IsString)
            return reference["name"u8].Text(scratch);
        JsonValue path = reference["path"u8].IsString ? reference["path"u8] : reference["uri"u8]["path"u8];
        ReadOnlySpan<byte> text = path.Text(scratch).TrimEnd((byte)'/');
        return text[(text.LastIndexOf((byte)'/') + 1)..];
    }

    /// <summary>A folder as its system spells it, from the path of an address: <c>/c:/Users</c> is <c>c:\Users</c>.</summary>
    public static ReadOnlySpan<byte> Path(ReadOnlySpan<byte> path, Utf8Scratch scratch)
    {
        ReadOnlySpan<byte> trimmed = path.Length > 1 ? path.TrimEnd((byte)'/') : path;
        bool isWindows = trimmed.Length > 2 && trimmed[0] == '/' && trimmed[2] == ':';
        if (!isWindows)
            return trimmed;
        Span<byte> spelled = scratch.Take(trimmed.Length - 1);
        trimmed[1..].Replace(spelled, (byte)'/', (byte)'\\');
        return spelled;
    }

    /// <summary>The path of an address: <c>file:///c%3A/Users</c>, <c>vscode-remote://wsl%2Bubuntu/home</c>.</summary>
    public static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> address, Utf8Scratch scratch)
    {
        int start = address.IndexOf("://"u8);
        if (start < 0)
            return default;
        ReadOnlySpan<byte> rest = address[(start + 3)..];
        int path = rest.IndexOf((byte)'/');
        if (path < 0)
            return default;
        bool isShare = address.StartsWith("file:"u8) && path > 0;
        ReadOnlySpan<byte> decoded = Decode(rest[path..], scratch);
        // \\server\share
        return isShare
            ? scratch.Join(scratch.Join("\\\\"u8, rest[..path]), Backslashes(decoded, scratch))
            : Path(decoded, scratch);
    }

    private static ReadOnlySpan<byte> Backslashes(ReadOnlySpan<byte> path, Utf8Scratch scratch)
    {
        Span<byte> spelled = scratch.Take(path.Length);
        path.Replace(spelled, (byte)'/', (byte)'\\');
        return spelled;
    }

    private static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text, Utf8Scratch scratch)
    {
        if (!text.Contains((byte)'%'))
            return text;
        Span<byte> room = scratch.Take(text.Length);
        int written = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int value = text[i] == '%' && i + 2 < text.Length ? Hex(text[i + 1]) * 16 + Hex(text[i + 2]) : -1;
            if (value >= 0 && Hex(text[i + 1]) >= 0)
            {
                room[written++] = (byte)value;
                i += 2;
            }
            else
            {
                room[written++] = text[i];
            }
        }
        // What comes of it need not be text.
        return JsonText.Decode(room[..written], isEscaped: false, scratch);
    }

    private static int Hex(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1000,
        };
}
