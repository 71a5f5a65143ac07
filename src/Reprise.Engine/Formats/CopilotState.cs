using Reprise.Normalizing;

namespace Reprise.Formats;

/// <summary>What a reader of events remembers from record to record, and from capture to capture.</summary>
internal sealed class CopilotState
{
    /// <summary>The model in use.</summary>
    public byte[] Model { get; set; } = [];

    /// <summary>The working folder that was told last.</summary>
    public byte[] Folder { get; set; } = [];

    /// <summary>The text of the last event of thinking, as a hash: the answer may repeat it.</summary>
    public ulong LastThinking { get; set; }

    /// <summary>The subagents that were told.</summary>
    public SmallSet Subagents { get; } = new();

    /// <summary>The calls that have no result yet.</summary>
    public SmallSet Calls { get; } = new();

    /// <summary>The calls that started subagents, by the names that the subagents have themselves.</summary>
    public SmallMap Agents { get; } = new();

    /// <summary>The tokens of output told by model since the program was started.</summary>
    public Dictionary<string, long> Told { get; } = new(StringComparer.Ordinal);

    public void Save(StateWriter state)
    {
        state.Add(Model);
        state.Add(Folder);
        state.Add(LastThinking);
        Subagents.Save(state);
        Calls.Save(state);
        Agents.Save(state);
        state.Add((long)Told.Count);
        foreach ((string model, long output) in Told.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            state.Add(System.Text.Encoding.UTF8.GetBytes(model));
            state.Add(output);
        }
    }

    public void Load(StateReader state)
    {
        Model = state.Text();
        Folder = state.Text();
        LastThinking = state.Hash();
        Subagents.Load(state);
        Calls.Load(state);
        Agents.Load(state);
        for (long left = state.Long(); left > 0; left--)
            Told[System.Text.Encoding.UTF8.GetString(state.Text())] = state.Long();
    }
}

/// <summary>A few texts, known by their hashes.</summary>
internal sealed class SmallSet
{
    /// <summary>What is kept of a session that never ends what it begins.</summary>
    private const int MaxCount = 4096;

    private readonly HashSet<ulong> _hashes = [];

    /// <returns>False when it was there.</returns>
    public bool Add(ReadOnlySpan<byte> text) => _hashes.Count < MaxCount ? _hashes.Add(KeyHash.Of(text)) : !Contains(text);

    public bool Contains(ReadOnlySpan<byte> text) => _hashes.Contains(KeyHash.Of(text));

    public void Remove(ReadOnlySpan<byte> text) => _hashes.Remove(KeyHash.Of(text));

    public void Save(StateWriter state)
    {
        state.Add((long)_hashes.Count);
        foreach (ulong hash in _hashes.Order())
            state.Add(hash);
    }

    public void Load(StateReader state)
    {
        for (long left = state.Long(); left > 0; left--)
            _hashes.Add(state.Hash());
    }
}

/// <summary>A few texts by others.</summary>
internal sealed class SmallMap
{
    private const int MaxCount = 4096;

    private readonly SortedDictionary<ulong, byte[]> _texts = [];

    public void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (_texts.Count < MaxCount)
            _texts[KeyHash.Of(name)] = text.ToArray();
    }

    public byte[]? Find(ReadOnlySpan<byte> name) => _texts.GetValueOrDefault(KeyHash.Of(name));

    public void Save(StateWriter state)
    {
        state.Add((long)_texts.Count);
        foreach ((ulong name, byte[] text) in _texts)
        {
            state.Add(name);
            state.Add(text);
        }
    }

    public void Load(StateReader state)
    {
        for (long left = state.Long(); left > 0; left--)
            _texts[state.Hash()] = state.Text();
    }
}
