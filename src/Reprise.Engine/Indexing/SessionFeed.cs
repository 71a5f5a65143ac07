using System.Runtime.InteropServices;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>Takes the canonical session from a reader and sends it to the index in batches.</summary>
public sealed class SessionFeed : SessionSink, IDisposable
{
    private const int MaxPromptBytes = 16 * 1024;
    private const int MaxPromptsForTitle = 5;
    private const int MaxSkills = 1000;

    private readonly Action<IndexBatch> _send;
    private readonly HashSet<ulong> _seen;
    private readonly List<string> _folders;
    private readonly HashSet<string> _subagents;
    private readonly HashSet<string> _skills;
    private readonly SkillUse _skillUse = new();
    private readonly TextBuffer _text = new();
    private readonly TextBuffer _tools = new();
    private readonly List<(TextRange CallId, TextRange Name, TextRange File)> _calls = [];
    private readonly Dictionary<(FindingPlace Place, TextRange CallId, FindingKey Key), long> _findings = [];
    private readonly FileRead _fileRead = new();
    private IndexBatch _batch;
    private MessageRow _message;
    private int _promptsSeen;
    private int _file;
    private long _position;
    private int _recordLength;
    private TextRange _callId;

    /// <param name="session">The session, with what the index knows of it when it goes on.</param>
    /// <param name="known">What was seen in earlier captures; null when the session is indexed from its start.</param>
    /// <param name="replaces">Whether rows of an earlier capture are to be deleted first.</param>
    /// <param name="send">Takes each batch; may block.</param>
    public SessionFeed(IndexedSession session, KnownContent? known, bool replaces, Action<IndexBatch> send)
    {
        Session = session;
        _send = send;
        _seen = known?.MessageKeys ?? [];
        _folders = known?.Folders ?? [];
        _subagents = known?.Subagents ?? new HashSet<string>(StringComparer.Ordinal);
        _skills = known?.Skills ?? new HashSet<string>(StringComparer.Ordinal);
        _promptsSeen = (int)Math.Min(MaxPromptsForTitle, session.Turns);
        _batch = new IndexBatch(session) { Replaces = replaces };
    }

    /// <summary>The session as far as it was told.</summary>
    public IndexedSession Session { get; }

    /// <summary>How often a message was begun or gone on with.</summary>
    public long MessagesTold { get; private set; }

    /// <summary>Says which file the records that follow come from.</summary>
    /// <param name="ordinal">The file's place in the manifest.</param>
    public void BeginFile(int ordinal) => _file = ordinal;

    /// <summary>Says where the record lies that is read next.</summary>
    public void BeginRecord(long offset, int length)
    {
        _position = offset;
        _recordLength = length;
    }

    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty && fact != SessionFact.CustomTitle)
            return;
        string text = Encoding.UTF8.GetString(value);
        switch (fact)
        {
            case SessionFact.Folder:
                if (_folders.Count == 0)
                    Session.Project = text;
                if (!_folders.Contains(text, StringComparer.Ordinal))
                    _folders.Add(text);
                break;
            case SessionFact.Branch:
                Session.Branch = text;
                break;
            case SessionFact.Remote:
                Session.Remote = text;
                break;
            case SessionFact.AgentVersion:
                Session.AgentVersion = text;
                break;
            case SessionFact.CustomTitle:
                Session.CustomTitle = TitleText.FromGiven(text);
                break;
            case SessionFact.GeneratedTitle:
                Session.GeneratedTitle = TitleText.FromGiven(text);
                break;
            case SessionFact.SummaryTitle:
                Session.SummaryTitle = TitleText.FromGiven(text);
                break;
            case SessionFact.ForkedFrom:
                Session.ForkedFrom = text;
                break;
            case SessionFact.ParentSession:
                Session.ParentId = text;
                break;
            case SessionFact.Subagent:
                _subagents.Add(text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact));
        }
    }

    public override void Count(SessionCount what) => Session.Counts[(int)what]++;

    public override void Activity(DateTimeOffset timestamp)
    {
        if (Session.StartedAt is not { } start || timestamp < start)
            Session.StartedAt = timestamp;
        if (Session.LastActiveAt is not { } last || timestamp > last)
            Session.LastActiveAt = timestamp;
    }

    public override void BeginMessage(in MessageHead head)
    {
        MessagesTold++;
        bool isNew = head.Key.IsEmpty || _seen.Add(KeyHash.Of(head.Key));
        bool isMain = head.Subagent.IsEmpty;
        if (head.Timestamp is { } at)
            Activity(at);
        if (isNew && isMain)
        {
            Session.Messages += head.Kind is MessageKind.Prompt or MessageKind.Answer ? 1 : 0;
            Session.Turns += head.Kind is MessageKind.Prompt ? 1 : 0;
        }
        _text.Clear();
        _tools.Clear();
        _calls.Clear();
        _findings.Clear();
        _callId = default;
        _message = new MessageRow
        {
            NativeId = _batch.Add(head.Key),
            Role = head.Role,
            Kind = head.Kind,
            Continues = !isNew,
            At = head.Timestamp,
            Subagent = _batch.Add(head.Subagent),
            File = _file,
            Position = _position,
            Length = _recordLength,
        };
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text) =>
        (kind == BlockKind.ToolOutput ? _tools : _text).AddLine(text);

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        if (_message.Subagent.Length == 0)
            Session.ToolCalls++;
        _callId = _batch.Add(callId);
        ReadOnlySpan<byte> file = _fileRead.PathOf(name, input);
        _calls.Add((_callId, _batch.Add(name), _batch.Add(file)));
        AddSkill(_skillUse.OfCall(name, input, file));
        _tools.AddLine(name);
        _tools.AddInputLine(input);
    }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError) => _callId = _batch.Add(callId);

    /// <summary>Counts a placeholder in the message that was begun.</summary>
    internal void AddFinding(FindingPlace place, FindingKey key)
    {
        TextRange callId = place is FindingPlace.ToolInput or FindingPlace.ToolOutput ? _callId : default;
        CollectionsMarshal.GetValueRefOrAddDefault(_findings, (place, callId, key), out _)++;
    }

    /// <summary>Counts what a redaction has hidden.</summary>
    internal void AddRedaction(string id, int parts) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_batch.Redactions, id, out _) += parts;

    public override void EndMessage()
    {
        if (_message.Kind == MessageKind.Meta)
            AddSkill(SkillUse.OfText(_text.Bytes));
        if (_message is { Kind: MessageKind.Prompt, Subagent.Length: 0 } && _promptsSeen < MaxPromptsForTitle)
        {
            _promptsSeen++;
            ReadOnlySpan<byte> head = _text.Bytes[..Math.Min(_text.Bytes.Length, MaxPromptBytes)];
            if (Session.PromptTitle is null && TitleText.FromPrompt(head) is { } title)
                Session.PromptTitle = title;
        }
        if (_message.Continues && _text.Bytes.IsEmpty && _tools.Bytes.IsEmpty)
            return;
        foreach ((TextRange callId, TextRange name, TextRange file) in _calls)
            _batch.ToolCalls.Add(new ToolCallRow(_batch.Messages.Count, callId, name, file));
        foreach (((FindingPlace place, TextRange callId, FindingKey key), long count) in _findings)
            _batch.Findings.Add(new FindingPlaceRow(_batch.Messages.Count, place, callId, key, count));
        _batch.Messages.Add(_message with { Text = _batch.Add(_text.Bytes), Tools = _batch.Add(_tools.Bytes) });
        if (_batch.IsFull)
            Send();
    }

    public override void Usage(in ResponseUsage usage) =>
        ResponseRows.Add(_batch, ResponseRows.Of(usage, Session.Key, _batch, _file, _position));

    /// <summary>Sends the rest and what is stored of the session as a whole.</summary>
    /// <param name="files">The files in the order of the manifest.</param>
    /// <param name="findings">The secrets that were masked in them.</param>
    public void Complete(IReadOnlyList<IndexedFile> files, IReadOnlyList<FileFinding> findings)
    {
        Session.Subagents = _subagents.Count;
        Session.Findings = findings.Sum(finding => finding.Count);
        _batch.End = new SessionEnd(files, _folders, _subagents, _skills, findings);
        Send();
    }

    /// <summary>Gives up what was not sent.</summary>
    public void Dispose() => _batch.Dispose();

    private void AddSkill(ReadOnlySpan<byte> name)
    {
        if (!name.IsEmpty && _skills.Count < MaxSkills)
            _skills.Add(Encoding.UTF8.GetString(name));
    }

    private void Send()
    {
        _send(_batch);
        _batch = new IndexBatch(Session);
    }
}

/// <summary>What the index holds of a session that goes on.</summary>
/// <param name="MessageKeys">The hashes of the messages' native ids.</param>
/// <param name="Folders">The working folders in the order of first use.</param>
/// <param name="Subagents">The names of its subagents.</param>
/// <param name="Skills">The skills and commands that it used.</param>
public sealed record KnownContent(
    HashSet<ulong> MessageKeys,
    List<string> Folders,
    HashSet<string> Subagents,
    HashSet<string> Skills
);
