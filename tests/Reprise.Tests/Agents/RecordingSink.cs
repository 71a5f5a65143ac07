using System.Runtime.InteropServices;
using System.Text;
using Reprise.Protocol;

namespace Reprise.Tests.Agents;

/// <summary>Adds up what a reader tells as the index does, and can keep every event as a line of text.</summary>
internal sealed class RecordingSink(bool keepEvents = false) : SessionSink
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ToldResponse> _responses = new(StringComparer.Ordinal);
    private readonly long[] _counts = new long[Enum.GetValues<SessionCount>().Length];
    private bool _isFirstPrompt;
    private bool _isMain;
    private bool _isOpen;

    public List<string> Events { get; } = [];

    public long Prompts { get; private set; }

    public long Answers { get; private set; }

    public long ToolCalls { get; private set; }

    public long ToolResults { get; private set; }

    public List<string> Folders { get; } = [];

    public List<string> Subagents { get; } = [];

    public string? CustomTitle { get; private set; }

    public string? GeneratedTitle { get; private set; }

    public string? SummaryTitle { get; private set; }

    public string? Title => string.IsNullOrEmpty(CustomTitle) ? GeneratedTitle ?? SummaryTitle : CustomTitle;

    public string? FirstPrompt { get; private set; }

    public string? Branch { get; private set; }

    public string? Remote { get; private set; }

    public string? Version { get; private set; }

    public string? ForkedFrom { get; private set; }

    public string? Parent { get; private set; }

    public DateTimeOffset? Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    public StringBuilder Text { get; } = new();

    public long Total(SessionCount what) => _counts[(int)what];

    /// <summary>The responses, in the order they were first told in.</summary>
    public IReadOnlyCollection<ToldResponse> Responses => _responses.Values;

    /// <summary>The one response there is.</summary>
    public ToldResponse Response => _responses.Values.Single();

    /// <summary>What the agent itself says that all of it cost, in 10^-9 USD.</summary>
    public long OwnCost => _responses.Values.Sum(response => response.OwnCost ?? 0);

    public Dictionary<string, TokenUsage> Tokens()
    {
        Dictionary<string, TokenUsage> byModel = new(StringComparer.Ordinal);
        foreach (ToldResponse response in _responses.Values)
            byModel[response.Model] = byModel.GetValueOrDefault(response.Model) + response.Tokens;
        return byModel;
    }

    public override void Fact(SessionFact fact, ReadOnlySpan<byte> value)
    {
        string text = Checked(value);
        if (text.Length == 0 && fact != SessionFact.CustomTitle)
            return;
        Note($"fact {fact} {text}");
        switch (fact)
        {
            case SessionFact.Folder when !Folders.Contains(text):
                Folders.Add(text);
                break;
            case SessionFact.Subagent when !Subagents.Contains(text):
                Subagents.Add(text);
                break;
            case SessionFact.Branch:
                Branch = text;
                break;
            case SessionFact.Remote:
                Remote = text;
                break;
            case SessionFact.AgentVersion:
                Version = text;
                break;
            case SessionFact.CustomTitle:
                CustomTitle = text;
                break;
            case SessionFact.GeneratedTitle:
                GeneratedTitle = text;
                break;
            case SessionFact.SummaryTitle:
                SummaryTitle = text;
                break;
            case SessionFact.ForkedFrom:
                ForkedFrom = text;
                break;
            case SessionFact.ParentSession:
                Parent = text;
                break;
        }
    }

    public override void Count(SessionCount what)
    {
        Note($"count {what}");
        _counts[(int)what]++;
    }

    public override void Activity(DateTimeOffset timestamp)
    {
        Note($"activity {timestamp:O}");
        Started = Started is { } start && start <= timestamp ? start : timestamp;
        Ended = Ended is { } end && end >= timestamp ? end : timestamp;
    }

    public override void BeginMessage(in MessageHead head)
    {
        if (_isOpen)
            throw new InvalidOperationException("A message was begun within a message.");
        _isOpen = true;
        string key = Checked(head.Key);
        bool isNew = key.Length == 0 || _keys.Add(key);
        _isMain = head.Subagent.IsEmpty;
        _isFirstPrompt = _isMain && head.Kind == MessageKind.Prompt && Prompts == 0;
        Note($"begin {key} {head.Role} {head.Kind} {head.Timestamp:O} {Checked(head.Subagent)} {Checked(head.Model)}");
        if (isNew && _isMain && head.Kind == MessageKind.Prompt)
            Prompts++;
        if (isNew && _isMain && head.Kind == MessageKind.Answer)
            Answers++;
        if (head.Timestamp is { } at)
            Activity(at);
    }

    public override void Block(BlockKind kind, ReadOnlySpan<byte> text)
    {
        Open();
        string value = Checked(text);
        Note($"block {kind} {value}");
        Text.AppendLine(value);
        if (_isFirstPrompt && kind == BlockKind.Text)
            FirstPrompt = FirstPrompt is null ? value : $"{FirstPrompt}\n{value}";
    }

    public override void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input)
    {
        Open();
        Note($"call {Checked(callId)} {Checked(name)} {Encoding.UTF8.GetString(input)}");
        if (_isMain)
            ToolCalls++;
    }

    public override void ToolResult(ReadOnlySpan<byte> callId, bool isError)
    {
        Open();
        Note($"result {Checked(callId)} {isError}");
        ToolResults++;
    }

    public override void EndMessage()
    {
        Open();
        _isOpen = false;
        Note("end");
    }

    public override void Usage(in ResponseUsage usage)
    {
        var told = new ToldResponse
        {
            Key = Checked(usage.Key),
            IsLocalKey = usage.IsLocalKey,
            Model = Checked(usage.Model),
            Provider = Checked(usage.Provider),
            Tier = Checked(usage.Tier),
            Subagent = Checked(usage.Subagent),
            IsSideCall = usage.IsSideCall,
            IsPartial = usage.IsPartial,
            Timestamp = usage.Timestamp,
            Tokens = usage.Tokens,
            WebSearches = usage.WebSearches,
            OwnCost = usage.OwnCost,
        };
        Note($"usage {told}");
        ref ToldResponse? response = ref CollectionsMarshal.GetValueRefOrAddDefault(_responses, told.Key, out _);
        // The last complete record counts; what is told of it before may name what it does not.
        response =
            response is null ? told
            : told.IsPartial && !response.IsPartial ? response
            : told with
            {
                Model = told.Model.Length > 0 ? told.Model : response.Model,
                Tokens =
                    told.IsPartial && response.IsPartial ? TokenUsage.Max(response.Tokens, told.Tokens)
                    : told.Tokens == default ? response.Tokens
                    : told.Tokens,
            };
    }

    private static string Checked(ReadOnlySpan<byte> text)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text))
            throw new InvalidOperationException("A text is no valid UTF-8.");
        return Encoding.UTF8.GetString(text);
    }

    private void Open()
    {
        if (!_isOpen)
            throw new InvalidOperationException("There is no message to add to.");
    }

    private void Note(string line)
    {
        if (keepEvents)
            Events.Add(line);
    }
}
