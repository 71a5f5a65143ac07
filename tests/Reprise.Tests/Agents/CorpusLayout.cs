namespace Reprise.Tests.Agents;

/// <summary>
/// Puts real files that were published without their folders where they say themselves that they were: <c>state.json</c> names the
/// folders of all agents of a session.
/// </summary>
internal static class CorpusLayout
{
    private const string Project = "agent-sessions-trimmed/sessions/wd_project_ac3bb318f98e";
    private const string Source = "agent-sessions-trimmed/sessions/agent-sessions";

    private static readonly Dictionary<string, (string From, string To)[]> _moved = new(StringComparer.Ordinal)
    {
        ["kimi"] =
        [
            ($"{Source}/assistant_tools.jsonl", $"{Project}/session_1bcbe023-4f7e-4971-9dc9-43b8756045b0/agents/main/wire.jsonl"),
            (
                $"{Source}/subagent_agent-0.jsonl",
                $"{Project}/session_1bcbe023-4f7e-4971-9dc9-43b8756045b0/agents/agent-0/wire.jsonl"
            ),
            ($"{Source}/assistant_tools.state.json", $"{Project}/session_1bcbe023-4f7e-4971-9dc9-43b8756045b0/state.json"),
            ($"{Source}/small.jsonl", $"{Project}/session_9eb1bf57-c1af-48a5-b658-0e8d9fe794f5/agents/main/wire.jsonl"),
            ($"{Source}/state.json", $"{Project}/session_9eb1bf57-c1af-48a5-b658-0e8d9fe794f5/state.json"),
        ],
    };

    private static readonly Dictionary<string, TempFolder> _made = new(StringComparer.Ordinal);

    /// <summary>Returns the folder of an agent's cases, laid out as the agent lays them out.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="folder">Where the files are.</param>
    public static string Of(string agent, string folder)
    {
        if (!_moved.TryGetValue(agent, out (string From, string To)[]? moved))
            return folder;
        lock (_made)
        {
            if (_made.TryGetValue(agent, out TempFolder? made))
                return made.Path;
            made = new TempFolder();
            foreach ((string from, string to) in moved)
            {
                string target = Path.Combine(made.Path, to);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(folder, from), target);
                File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(Path.Combine(folder, from)));
            }
            AppDomain.CurrentDomain.ProcessExit += (_, _) => made.Dispose();
            _made.Add(agent, made);
            return made.Path;
        }
    }
}
