using Reprise.Agents.Aider;
using Reprise.Agents.ChatGpt;
using Reprise.Agents.ClaudeAi;
using Reprise.Agents.ClaudeCode;
using Reprise.Agents.Cline;
using Reprise.Agents.Codex;
using Reprise.Agents.Continue;
using Reprise.Agents.CopilotCli;
using Reprise.Agents.CopilotVscode;
using Reprise.Agents.Crush;
using Reprise.Agents.Cursor;
using Reprise.Agents.Droid;
using Reprise.Agents.Gemini;
using Reprise.Agents.Goose;
using Reprise.Agents.OpenCode;
using Reprise.Agents.Pi;
using Reprise.Agents.Qwen;
using Reprise.Agents.SessionFs;
using Reprise.Agents.SpecStory;
using Reprise.Agents.Windsurf;
using Reprise.Agents.Zed;
using Reprise.Protocol;

namespace Reprise.Agents;

/// <summary>All agents whose sessions can be read; the only place that names them.</summary>
public static class AgentCatalog
{
    /// <summary>One line per agent.</summary>
    public static IReadOnlyList<IAgent> All { get; } =
    [
        new AiderAgent(),
        new ClaudeCodeAgent(),
        .. ClineAgent.Family,
        new CodexAgent(),
        new ContinueAgent(),
        new CopilotCliAgent(),
        new CopilotVscodeAgent(),
        new CrushAgent(),
        new CursorAgent(),
        new DroidAgent(),
        new GeminiAgent(),
        new GooseAgent(),
        .. OpenCodeAgent.Family,
        new PiAgent(),
        new QwenAgent(),
        new WindsurfAgent(),
        new ZedAgent(),
    ];

    /// <summary>What chats were exported from: their sessions are imported, and there is no home to look into.</summary>
    public static IReadOnlyList<IAgent> Exports { get; } =
    [new ChatGptAgent(), new ClaudeAiAgent(), new SessionFsAgent(), new SpecStoryAgent()];

    /// <summary>Finds an agent by its name, also one whose chats are only imported.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static IAgent? Find(AgentId id) => All.Concat(Exports).FirstOrDefault(agent => agent.Id == id);
}
