using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ClaudeCode;

/// <summary>
/// Tells the subagents apart whose records lie in the transcript itself, as releases before 2.0 wrote them: without a name,
/// and mixed with those of others that ran at the same time.
/// </summary>
internal sealed class ClaudeCodeSidechains
{
    // A record's parent was written shortly before it, so that a few are enough however long the transcript is.
    private const int Remembered = 64;

    private readonly ulong[] _hashes = new ulong[Remembered];
    private readonly byte[]?[] _subagents = new byte[]?[Remembered];
    private int _next;

    /// <summary>Finds the subagent of a record by its parent; a record whose parent isn't known begins a new one.</summary>
    /// <returns>The name the record carries, or the id of the subagent's first record.</returns>
    public ReadOnlySpan<byte> Assign(JsonValue row, Utf8Scratch scratch, SessionSink sink)
    {
        ReadOnlySpan<byte> uuid = row["uuid"u8].Text(scratch);
        JsonValue parent = row["parentUuid"u8];
        ReadOnlySpan<byte> named = row["agentId"u8].Text(scratch);
        byte[]? subagent = parent.IsString ? Find(Hash(parent.Raw)) : null;
        if (subagent is null || (!named.IsEmpty && !named.SequenceEqual(subagent)))
        {
            subagent =
                !named.IsEmpty ? named.ToArray()
                : uuid.IsEmpty ? "sidechain"u8.ToArray()
                : uuid.ToArray();
            sink.Fact(SessionFact.Subagent, subagent);
        }
        _hashes[_next] = Hash(row["uuid"u8].Raw);
        _subagents[_next] = subagent;
        _next = (_next + 1) % Remembered;
        return subagent;
    }

    public void Save(StateWriter state)
    {
        state.Add(_next);
        for (int i = 0; i < Remembered && _subagents[i] is { } subagent; i++)
        {
            state.Add(true);
            state.Add(_hashes[i]);
            state.Add(subagent);
        }
        state.Add(false);
    }

    public void Load(StateReader state)
    {
        _next = (int)state.Long();
        for (int i = 0; state.Bool() && i < Remembered; i++)
        {
            _hashes[i] = state.Hash();
            _subagents[i] = state.Text();
        }
    }

    private byte[]? Find(ulong hash)
    {
        for (int i = 1; i <= Remembered; i++)
        {
            int at = (_next - i + Remembered) % Remembered;
            if (_subagents[at] is null)
                return null;
            if (_hashes[at] == hash)
                return _subagents[at];
        }
        return null;
    }

    // FNV-1a: the hash is saved, so it must be the same in every process.
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in text)
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }
}
