using Reprise.Normalizing;

namespace Reprise.Agents.ChatGpt;

/// <summary>Puts the nodes of a conversation in order: what led to the latest answer first, then what was tried before and left.</summary>
internal sealed class ChatGptTree
{
    private readonly List<(ulong Id, ulong Parent, int Place)> _nodes = [];
    private readonly Dictionary<ulong, int> _byId = [];

    /// <summary>Gives the nodes, by their places in the text.</summary>
    /// <param name="mapping">All nodes, by their ids.</param>
    /// <param name="current">The id of the last node of what is shown.</param>
    /// <param name="scratch">For ids that have escapes.</param>
    public List<(int Place, bool IsShown)> Order(JsonValue mapping, JsonValue current, Utf8Scratch scratch)
    {
        foreach (JsonMember member in mapping.Members)
        {
            scratch.Reset();
            ulong id = KeyHash.Of(member.Name);
            JsonValue parent = member.Value["parent"u8];
            _byId[id] = _nodes.Count;
            _nodes.Add((id, parent.IsString ? KeyHash.Of(parent.Raw) : 0, member.Value.Index));
        }
        bool[] isShown = new bool[_nodes.Count];
        List<(int, bool)> order = [];
        if (current.IsString && _byId.TryGetValue(KeyHash.Of(current.Raw), out int at))
        {
            // Parents may go round in circles in what somebody made up.
            while (!isShown[at])
            {
                isShown[at] = true;
                order.Add((_nodes[at].Place, true));
                if (!_byId.TryGetValue(_nodes[at].Parent, out at))
                    break;
            }
        }
        order.Reverse();
        bool hasPath = order.Count > 0;
        for (int i = 0; i < _nodes.Count; i++)
        {
            if (!isShown[i])
                order.Add((_nodes[i].Place, !hasPath));
        }
        return order;
    }
}
