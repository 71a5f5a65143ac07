using System.Text;

namespace Reprise.Agents.Cline;

/// <summary>The calls of the last answer that were not answered yet: where calls are markup nothing else joins them with their results.</summary>
internal sealed class ClineCalls
{
    private readonly List<(byte[] Id, byte[] Tool)> _open = [];

    /// <summary>Forgets the calls of the answer before.</summary>
    public void Clear() => _open.Clear();

    /// <summary>Notes a call that has no id, and makes one.</summary>
    /// <param name="message">The answer's key.</param>
    /// <param name="tool">The tool.</param>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tool)
    {
        byte[] id = [.. message, (byte)'/', .. Encoding.ASCII.GetBytes($"{_open.Count + 1}")];
        _open.Add((id, tool.ToArray()));
        return id;
    }

    /// <summary>Takes the call that a result belongs to: the first of its tool, else the first.</summary>
    /// <returns>Empty when no call is open.</returns>
    public ReadOnlySpan<byte> Take(ReadOnlySpan<byte> tool)
    {
        if (_open.Count == 0)
            return default;
        int at = 0;
        for (int i = 0; i < _open.Count; i++)
        {
            if (!tool.SequenceEqual(_open[i].Tool))
                continue;
            at = i;
            break;
        }
        byte[] id = _open[at].Id;
        _open.RemoveAt(at);
        return id;
    }
}
