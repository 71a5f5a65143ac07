using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reprise.Agents.Cline;

/// <summary>What a piece of an answer is.</summary>
internal enum ClinePiece
{
    Text,
    Thinking,
    Call,
}

/// <summary>
/// Takes an answer apart in which the model wrote its thinking and its calls of tools as markup, as it had to before providers had
/// calls of their own.
/// </summary>
internal ref struct ClineMarkup(ReadOnlySpan<byte> text)
{
    // Source: FORMAT.md. What is no tool is text, however it is spelled.
    private static readonly byte[][] _tools =
    [
        .. (
            "execute_command read_file write_to_file replace_in_file apply_diff insert_content search_and_replace edit_file "
            + "search_files list_files list_code_definition_names codebase_search browser_action use_mcp_tool access_mcp_resource "
            + "ask_followup_question plan_mode_respond plan_mode_response act_mode_respond attempt_completion switch_mode new_task "
            + "condense summarize_task report_bug new_rule fetch_instructions load_mcp_documentation update_todo_list "
            + "focus_chain run_slash_command generate_image generate_explanation web_fetch web_search use_skill use_subagents"
        )
            .Split(' ')
            .Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>How many marks in a call are looked at: each may cost a look at all that follows.</summary>
    private const int MaxMarks = 256;

    private static readonly JsonWriterOptions _plain = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private ReadOnlySpan<byte> _rest = text;

    /// <summary>What the piece is.</summary>
    public ClinePiece Piece { get; private set; }

    /// <summary>The text or the thinking; of a call, what stands between its marks.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>The tool that is called.</summary>
    public ReadOnlySpan<byte> Tool { get; private set; }

    /// <summary>Goes on to the next piece.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            int at = NextMark(_rest, out ReadOnlySpan<byte> name);
            ReadOnlySpan<byte> before = (at < 0 ? _rest : _rest[..at]).Trim(" \t\r\n"u8);
            if (at != 0 && !before.IsEmpty)
            {
                Piece = ClinePiece.Text;
                Content = before;
                _rest = at < 0 ? default : _rest[at..];
                return true;
            }
            if (at < 0)
                return false;
            Take(_rest[at..], name);
            if (Piece == ClinePiece.Call || !Content.IsEmpty)
                return true;
        }
        return false;
    }

    /// <summary>Writes what a call gives to its tool as JSON: the outermost marks are the members.</summary>
    public static void WriteInput(ReadOnlySpan<byte> content, IBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer, _plain);
        json.WriteStartObject();
        for (int tries = 0; tries < MaxMarks && content.IndexOf((byte)'<') is var at and >= 0; tries++)
        {
            content = content[at..];
            ReadOnlySpan<byte> name = NameAt(content);
            int end = name.IsEmpty ? -1 : EndOf(content, name);
            if (end < 0)
            {
                content = content[1..];
                continue;
            }
            ReadOnlySpan<byte> value = content[(name.Length + 2)..end];
            json.WriteString(name, Trimmed(value));
            content = content[Math.Min(content.Length, end + name.Length + 3)..];
        }
        json.WriteEndObject();
    }

    /// <summary>Finds what a member of a call holds.</summary>
    /// <returns>Empty when it is not there.</returns>
    public static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> content, ReadOnlySpan<byte> name)
    {
        for (int tries = 0; tries < MaxMarks && content.IndexOf((byte)'<') is var at and >= 0; tries++)
        {
            content = content[at..];
            if (NameAt(content).SequenceEqual(name))
            {
                int end = EndOf(content, name);
                return Trimmed(end < 0 ? content[(name.Length + 2)..] : content[(name.Length + 2)..end]);
            }
            content = content[1..];
        }
        return default;
    }

    private void Take(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int start = name.Length + 2;
        int end = EndOf(text, name);
        Piece = IsTool(name) ? ClinePiece.Call : ClinePiece.Thinking;
        Tool = Piece == ClinePiece.Call ? name : default;
        // An answer may break off within a call.
        Content = Trimmed(end < 0 ? text[start..] : text[start..end]);
        _rest = end < 0 ? default : text[(end + name.Length + 3)..];
    }

    // Where a line begins with the mark of a tool or of thinking.
    private static int NextMark(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name)
    {
        for (int at = 0; at < text.Length; )
        {
            int found = text[at..].IndexOf((byte)'<');
            if (found < 0)
                break;
            at += found;
            name = NameAt(text[at..]);
            bool isAtLine = text[..at].TrimEnd(" \t"u8) is [] or [.., (byte)'\n' or (byte)'>'];
            if (isAtLine && !name.IsEmpty && (name.SequenceEqual("thinking"u8) || IsTool(name)))
                return at;
            at++;
        }
        name = default;
        return -1;
    }

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> text)
    {
        const int MaxNameBytes = 64;
        int close = text[..Math.Min(text.Length, MaxNameBytes)].IndexOf((byte)'>');
        if (close < 2)
            return default;
        ReadOnlySpan<byte> name = text[1..close];
        foreach (byte b in name)
        {
            if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_'))
                return default;
        }
        return name;
    }

    // What is written into a file may hold the same marks, so that of a file's content the last one ends it.
    private static int EndOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        Span<byte> end = stackalloc byte[name.Length + 3];
        "</"u8.CopyTo(end);
        name.CopyTo(end[2..]);
        end[^1] = (byte)'>';
        bool isContent = name.SequenceEqual("content"u8) || name.SequenceEqual("diff"u8) || name.SequenceEqual("write_to_file"u8);
        return isContent ? text.LastIndexOf(end) : text.IndexOf(end);
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    private static bool IsTool(ReadOnlySpan<byte> name)
    {
        foreach (byte[] tool in _tools)
        {
            if (name.SequenceEqual(tool))
                return true;
        }
        return false;
    }
}
