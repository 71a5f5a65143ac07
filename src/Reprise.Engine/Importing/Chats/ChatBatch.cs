using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Reading;

namespace Reprise.Importing.Chats;

/// <summary>Conversations that are captured together.</summary>
/// <param name="agents">The agents whose conversations are recognised.</param>
/// <param name="path">The file that they come from.</param>
internal sealed class ChatBatch(IReadOnlyList<IAgent> agents, string path)
{
    private readonly Dictionary<IAgent, List<SessionFootprint>> _sessions = [];

    // What an export is named after says nothing of the chats in it: all exports of one account have one root.
    private readonly string _root = Path.GetDirectoryName(path) ?? path;

    /// <summary>The bytes of the conversations.</summary>
    public long Bytes { get; private set; }

    /// <summary>Elements that no agent recognised.</summary>
    public int Unknown { get; private set; }

    /// <summary>Adds a conversation.</summary>
    /// <param name="conversation">Its bytes as they stand in the export.</param>
    /// <param name="exported">When the export was made, for conversations that do not tell when they were changed.</param>
    public void Add(byte[] conversation, DateTime exported)
    {
        foreach (IAgent agent in agents)
        {
            if (agent.Recognize(path, conversation, _root) is not { } found)
                continue;
            if (!_sessions.TryGetValue(agent, out List<SessionFootprint>? sessions))
                _sessions.Add(agent, sessions = []);
            SourceFile file = found.Files[0];
            file = file with
            {
                Held = new HeldBytes(conversation),
                Length = conversation.Length,
                LastWriteUtc = file.LastWriteUtc == default ? exported : file.LastWriteUtc,
            };
            sessions.Add(found with { Files = [file], IsImported = true });
            Bytes += conversation.Length;
            return;
        }
        Unknown++;
    }

    /// <summary>Gives what was added and begins anew.</summary>
    public ImportBatch Take(IReadOnlyList<DiscoveryProblem> problems)
    {
        DiscoveredRoot[] roots =
        [
            .. _sessions.Select(pair => new DiscoveredRoot(pair.Key, _root, IsHome: false, Exists: true, [.. pair.Value])),
        ];
        _sessions.Clear();
        Bytes = 0;
        return new ImportBatch(roots, problems);
    }
}
