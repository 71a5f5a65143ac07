using Reprise.Normalizing;

namespace Reprise.Agents.CopilotVscode;

/// <summary>What a reader of changes remembers from line to line, and from capture to capture.</summary>
internal sealed class CopilotVscodeState
{
    /// <summary>The most requests that changes are followed for: a path can name any number.</summary>
    private const int MaxRequests = 100_000;

    private readonly List<CopilotVscodeRequest> _requests = [];

    /// <summary>What was told.</summary>
    public ToldOnce Told { get; } = new();

    /// <summary>The working folder that was told last.</summary>
    public byte[] Folder { get; set; } = [];

    /// <summary>The version of the extension that was told last.</summary>
    public byte[] Version { get; set; } = [];

    /// <summary>The number of requests.</summary>
    public int Count => _requests.Count;

    /// <summary>Returns a request; null when there is none at that place.</summary>
    public CopilotVscodeRequest? Find(long place) => place >= 0 && place < _requests.Count ? _requests[(int)place] : null;

    /// <summary>Forgets the requests from a place on: others come there.</summary>
    public void Cut(long place)
    {
        if (place >= 0 && place < _requests.Count)
            _requests.RemoveRange((int)place, _requests.Count - (int)place);
    }

    /// <summary>Adds a request at the end.</summary>
    public CopilotVscodeRequest Add()
    {
        var request = new CopilotVscodeRequest();
        if (_requests.Count < MaxRequests)
            _requests.Add(request);
        return request;
    }

    public void Save(StateWriter state)
    {
        Told.Save(state);
        state.Add(Folder);
        state.Add(Version);
        state.Add((long)_requests.Count);
        foreach (CopilotVscodeRequest request in _requests)
            request.Save(state);
    }

    public void Load(StateReader state)
    {
        Told.Load(state);
        Folder = state.Text();
        Version = state.Text();
        for (long left = state.Long(); left > 0; left--)
            Add().Load(state);
    }
}

/// <summary>What is remembered of a request and its response.</summary>
internal sealed class CopilotVscodeRequest
{
    /// <summary>The request's id.</summary>
    public byte[] Id { get; set; } = [];

    /// <summary>The model that was asked.</summary>
    public byte[] Model { get; set; } = [];

    /// <summary>When it was asked, in ticks; 0 when unknown.</summary>
    public long Asked { get; set; }

    /// <summary>When it was answered, in ticks; 0 when unknown.</summary>
    public long Answered { get; set; }

    /// <summary>The number of parts that the response has.</summary>
    public long Parts { get; set; }

    /// <summary>The place of the text that was told last, which may still grow.</summary>
    public long TextPlace { get; set; } = -1;

    /// <summary>The length of that text.</summary>
    public long TextLength { get; set; }

    /// <summary>The hash of that text.</summary>
    public ulong TextHash { get; set; }

    /// <summary>The calls of tools, in their order.</summary>
    public List<byte[]> Calls { get; } = [];

    public void Save(StateWriter state)
    {
        state.Add(Id);
        state.Add(Model);
        state.Add(Asked);
        state.Add(Answered);
        state.Add(Parts);
        state.Add(TextPlace);
        state.Add(TextLength);
        state.Add(TextHash);
        state.Add((long)Calls.Count);
        foreach (byte[] call in Calls)
            state.Add(call);
    }

    public void Load(StateReader state)
    {
        Id = state.Text();
        Model = state.Text();
        Asked = state.Long();
        Answered = state.Long();
        Parts = state.Long();
        TextPlace = state.Long();
        TextLength = state.Long();
        TextHash = state.Hash();
        for (long left = state.Long(); left > 0; left--)
            Calls.Add(state.Text());
    }
}
