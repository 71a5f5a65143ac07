using System.Buffers;
using System.Text;

namespace Reprise.Normalizing;

/// <summary>Tells which file a tool call reads, as far as name and input say so.</summary>
internal sealed class FileRead
{
    private const int MaxPathBytes = 1024;
    private const int MaxInputBytes = 64 * 1024;

    // The names that agents give to such tools, in lower case and without signs.
    private static readonly byte[][] _readers = Words("read readfile view viewfile notebookread openfile fileread fsread");
    private static readonly byte[][] _shells = Words(
        "bash shell shellcommand exec execcommand localshell runterminalcmd runshellcommand runcommand powershell terminal"
    );
    private static readonly byte[][] _paths = Words(
        "file_path path filePath absolute_path notebook_path target_file filename file"
    );
    private static readonly byte[][] _printers = Words("cat bat head tail less more nl sed type get-content gc");

    private static readonly SearchValues<byte> _ends = SearchValues.Create(" \t\r\n|;&<>"u8);

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    /// <summary>Returns the path that a call reads, as it was spelled; empty when the call reads no file, or nothing tells which.</summary>
    /// <param name="name">The tool.</param>
    /// <param name="input">Its input as JSON.</param>
    public ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        bool isReader = IsOneOf(name, _readers);
        if ((!isReader && !IsOneOf(name, _shells)) || input.Length > MaxInputBytes)
            return default;
        _scratch.Reset();
        if (!_tape.TryParse(input, out JsonValue root))
            return default;
        ReadOnlySpan<byte> path = isReader ? Member(root) : OfCommand(CommandOf(root));
        return path.Length <= MaxPathBytes ? path : default;
    }

    private ReadOnlySpan<byte> Member(JsonValue root)
    {
        foreach (byte[] name in _paths)
        {
            if (root[name].IsString)
                return root[name].Text(_scratch);
        }
        return default;
    }

    private ReadOnlySpan<byte> CommandOf(JsonValue root)
    {
        JsonValue command = root["command"u8].IsPresent ? root["command"u8] : root["cmd"u8];
        if (command.IsString)
            return command.Text(_scratch);
        // A shell takes the command as its last argument; without one the words are the command.
        JsonValue last = default;
        ReadOnlySpan<byte> joined = default;
        bool isShell = false;
        foreach (JsonValue word in command.Elements)
        {
            isShell |= last.IsString && (last.Is("-c"u8) || last.Is("-lc"u8) || last.Is("-Command"u8));
            last = word;
            joined = joined.IsEmpty ? word.Text(_scratch) : _scratch.Join(_scratch.Join(joined, " "u8), word.Text(_scratch));
        }
        return isShell ? last.Text(_scratch) : joined;
    }

    /// <summary>Finds the file in a command that prints one: <c>cat x</c>, <c>sed -n '1,20p' x | grep y</c>, <c>cd z &amp;&amp; head x</c>.</summary>
    private static ReadOnlySpan<byte> OfCommand(ReadOnlySpan<byte> command)
    {
        ReadOnlySpan<byte> rest = command.Trim(" \t\r\n"u8);
        if (rest.StartsWith("cd "u8) && rest.IndexOf("&&"u8) is var then and > 0)
            rest = rest[(then + 2)..].TrimStart(" "u8);
        if (!IsOneOf(NextWord(ref rest, out _), _printers))
            return default;
        ReadOnlySpan<byte> path = default;
        while (!rest.IsEmpty && rest[0] is not ((byte)'|' or (byte)';' or (byte)'&' or (byte)'<' or (byte)'>' or (byte)'\n'))
        {
            ReadOnlySpan<byte> word = NextWord(ref rest, out bool isQuoted);
            // The file comes last; numbers belong to options.
            if (word.IsEmpty || (word[0] == '-' && !isQuoted) || IsNumber(word))
                continue;
            path = word;
        }
        return path;
    }

    private static ReadOnlySpan<byte> NextWord(scoped ref ReadOnlySpan<byte> rest, out bool isQuoted)
    {
        isQuoted = rest.Length > 1 && rest[0] is (byte)'"' or (byte)'\'';
        int start = isQuoted ? 1 : 0;
        int length = isQuoted ? rest[1..].IndexOf(rest[0]) : rest.IndexOfAny(_ends);
        if (length < 0)
            length = rest.Length - start;
        ReadOnlySpan<byte> word = rest.Slice(start, length);
        rest = rest[Math.Min(rest.Length, length + 2 * start)..].TrimStart(" \t\r"u8);
        return word;
    }

    private static bool IsNumber(ReadOnlySpan<byte> word) => !word.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool IsOneOf(ReadOnlySpan<byte> name, byte[][] words)
    {
        // Namespaces of servers stand before the name.
        name = name[(name.LastIndexOf("__"u8) is var mark and >= 0 ? mark + 2 : 0)..];
        if (name.Length is 0 or > 32)
            return false;
        Span<byte> plain = stackalloc byte[32];
        foreach (byte[] word in words)
        {
            int length = 0;
            bool hasSigns = word.AsSpan().Contains((byte)'-');
            foreach (byte b in name)
            {
                if (hasSigns || b is not ((byte)'_' or (byte)'-'))
                    plain[length++] = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
            }
            if (plain[..length].SequenceEqual(word))
                return true;
        }
        return false;
    }

    private static byte[][] Words(string words) => [.. words.Split(' ').Select(Encoding.ASCII.GetBytes)];
}
