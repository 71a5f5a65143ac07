using System.Text;
using System.Text.Encodings.Web;
using Reprise.Formats;
using Reprise.Protocol;

namespace Reprise.Agents.Aider;

/// <summary>
/// Goes through the lines of all runs. What a person typed, and what the program says, is marked; what is not marked is the model's, unless
/// it stands behind a command that the person gave.
/// </summary>
internal ref struct AiderRuns(ReadOnlySpan<byte> all, SessionSink sink)
{
    private readonly ReadOnlySpan<byte> _all = all;
    private readonly SessionSink _sink = sink;

    private DateTimeOffset? _started;
    private ReadOnlySpan<byte> _model;
    private int _run;
    private int _message;
    private int _call;
    private byte[] _answer = [];
    private bool _isAsked;
    private bool _isStray;

    // The lines that stand together now, by where they begin in the whole text.
    private Kind _kind;
    private int _from = -1;
    private int _to;

    private enum Kind
    {
        None,
        Typed,
        Free,
    }

    /// <summary>Reads the next line, without its end.</summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        int at = Offset(line);
        if (AiderHead.TimeOf(line) is { } started)
        {
            End(hasTokens: false);
            Begin(started);
        }
        else if (line.StartsWith("#### "u8) && line.TrimEnd((byte)'\r').EndsWith("  "u8))
            Take(Kind.Typed, at, line.Length);
        else if (line is [(byte)'>'] || line.StartsWith("> "u8))
            ReadQuoted(line is [_] ? default : line[2..].Trim(" \t\r"u8));
        else if (_kind != Kind.Typed || !line.Trim(" \t\r"u8).IsEmpty)
            Take(Kind.Free, at, line.Length);
        else
            End(hasTokens: false);
    }

    /// <summary>Tells what the last lines are.</summary>
    public void Complete() => End(hasTokens: false);

    private readonly int Offset(ReadOnlySpan<byte> line) => line.IsEmpty || !_all.Overlaps(line, out int at) ? -1 : at;

    private void Begin(DateTimeOffset started)
    {
        _started = started;
        _run++;
        _message = 0;
        _call = 0;
        _answer = [];
        _isAsked = false;
        _model = default;
        _sink.Activity(started);
    }

    private void Take(Kind kind, int at, int length)
    {
        if (_kind != kind)
            End(hasTokens: false);
        if (at < 0)
            return;
        if (_from < 0)
            _from = at;
        _kind = kind;
        _to = at + length;
    }

    private void ReadQuoted(ReadOnlySpan<byte> line)
    {
        bool isTokens = line.StartsWith("Tokens: "u8);
        End(hasTokens: isTokens);
        if (isTokens)
            TellUsage(line);
        else if (AiderLine.Model(line) is { IsEmpty: false } model)
            _model = model;
        else if (line.StartsWith("Aider v"u8))
            _sink.Fact(SessionFact.AgentVersion, line[7..]);
        else if (line.StartsWith("Applied edit to "u8))
            TellEdit(line, line[16..], isError: false);
        else if (line.IndexOf(" SEARCH/REPLACE block"u8) > 0 && line.IndexOf("failed to match"u8) > 0)
            TellEdit(line, default, isError: true);
        else if (line.EndsWith("KeyboardInterrupt"u8))
            _sink.Count(SessionCount.Interrupt);
        else if (line.StartsWith("Retrying in "u8))
            _sink.Count(SessionCount.ApiError);
    }

    private void End(bool hasTokens)
    {
        Kind kind = _kind;
        ReadOnlySpan<byte> lines = _from < 0 ? default : _all[_from.._to];
        _kind = Kind.None;
        _from = -1;
        if (kind == Kind.Typed)
            TellTyped(lines);
        else if (kind == Kind.Free && !lines.Trim(" \t\r\n"u8).IsEmpty)
            TellFree(lines.Trim(" \t\r\n"u8), hasTokens);
    }

    private void TellTyped(ReadOnlySpan<byte> lines)
    {
        byte[] typed = new byte[lines.Length];
        int length = 0;
        foreach (Range part in lines.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = lines[part];
            line = (line.StartsWith("#### "u8) ? line[5..] : line).TrimEnd(" \t\r"u8);
            if (length > 0)
                typed[length++] = (byte)'\n';
            line.CopyTo(typed.AsSpan(length));
            length += line.Length;
        }
        ReadOnlySpan<byte> text = typed.AsSpan(0, length).Trim(" \n"u8);
        int end = text.IndexOf((byte)'\n');
        _isAsked = AiderLine.IsPrompt(end < 0 ? text : text[..end]);
        _answer = [];
        Tell(Key(), MessageRole.User, _isAsked ? MessageKind.Prompt : MessageKind.Meta, BlockKind.Text, text);
    }

    private void TellFree(ReadOnlySpan<byte> text, bool hasTokens)
    {
        if (_run == 0)
        {
            // Nobody knows what stands before the first run.
            if (!_isStray)
                _sink.Count(SessionCount.UnknownRecord);
            _isStray = true;
            Tell("0"u8.ToArray(), MessageRole.System, MessageKind.Meta, BlockKind.Text, text);
            return;
        }
        byte[] key = Key();
        bool isAnswer = _isAsked || hasTokens;
        if (isAnswer)
            _answer = key;
        if (isAnswer)
            Tell(key, MessageRole.Assistant, MessageKind.Answer, BlockKind.Text, text);
        else
            Tell(key, MessageRole.System, MessageKind.Meta, BlockKind.ToolOutput, text);
    }

    private readonly void TellUsage(ReadOnlySpan<byte> line)
    {
        long sent = AiderLine.Tokens(line, " sent"u8);
        long read = AiderLine.Tokens(line, " cache hit"u8);
        long written = AiderLine.Tokens(line, " cache write"u8);
        long cached = TokenParts.Sum(read, written);
        if (_answer.Length == 0)
            return;
        _sink.Usage(
            new ResponseUsage
            {
                Key = _answer,
                // The number of a message in its run.
                IsLocalKey = true,
                Model = _model,
                Timestamp = _started,
                OwnCost = AiderLine.NanoUsd(line),
                Tokens = new TokenUsage(
                    // What is sent includes the cache, as far as the provider says so.
                    Input: cached < 0 ? -1
                        : sent >= cached ? sent - cached
                        : sent,
                    Output: AiderLine.Tokens(line, " received"u8),
                    CacheRead: read,
                    CacheWrite5Minutes: written,
                    CacheWrite1Hour: 0,
                    Reasoning: 0
                ),
            }
        );
    }

    // Edits stand in the answer's text; that and where they were made is the program's to say.
    private void TellEdit(ReadOnlySpan<byte> line, ReadOnlySpan<byte> path, bool isError)
    {
        if (_answer.Length == 0)
            return;
        byte[] id = Encoding.ASCII.GetBytes($"{_run}.edit{++_call}");
        string input = path.IsEmpty
            ? "{}"
            : $"{{\"path\":\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Encoding.UTF8.GetString(path))}\"}}";
        _sink.BeginMessage(Head(_answer, MessageRole.Assistant, MessageKind.Answer));
        _sink.ToolCall(id, "edit"u8, Encoding.UTF8.GetBytes(input));
        _sink.EndMessage();
        if (isError)
            _sink.Count(SessionCount.ToolError);
        _sink.BeginMessage(Head(id, MessageRole.Tool, MessageKind.ToolResult));
        _sink.ToolResult(id, isError);
        _sink.Block(BlockKind.ToolOutput, line);
        _sink.EndMessage();
    }

    private readonly void Tell(byte[] key, MessageRole role, MessageKind kind, BlockKind block, ReadOnlySpan<byte> text)
    {
        _sink.BeginMessage(Head(key, role, kind));
        if (!text.IsEmpty)
            _sink.Block(block, text);
        _sink.EndMessage();
    }

    private readonly MessageHead Head(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Timestamp = _started,
            Model = kind == MessageKind.Answer ? _model : default,
        };

    private byte[] Key() => Encoding.ASCII.GetBytes($"{_run}.{++_message}");
}
