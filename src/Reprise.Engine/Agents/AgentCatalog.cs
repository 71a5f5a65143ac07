using Reprise.Agents.Amp;
using Reprise.Agents.ClaudeCode;
using Reprise.Agents.Codex;
using Reprise.Agents.CopilotCli;
using Reprise.Agents.CopilotVscode;
using Reprise.Agents.Crush;
using Reprise.Agents.Cursor;
using Reprise.Agents.Droid;
using Reprise.Agents.Gemini;
using Reprise.Agents.Goose;
using Reprise.Agents.Grok;
using Reprise.Agents.Kimi;
using Reprise.Agents.OpenCode;
using Reprise.Agents.Pi;
using Reprise.Agents.Qwen;
using Reprise.Agents.Vibe;
using Reprise.Agents.Zed;
using Reprise.Protocol;

namespace Reprise.Agents;

/// <summary>All agents whose sessions can be read; the only place that names them.</summary>
public static class AgentCatalog
{
    /// <summary>One line per agent.</summary>
    public static IReadOnlyList<IAgent> All { get; } =
    [
        new AmpAgent(),
        new ClaudeCodeAgent(),
        new CodexAgent(),
        new CopilotCliAgent(),
        new CopilotVscodeAgent(),
        new CrushAgent(),
        new CursorAgent(),
        new DroidAgent(),
        new GeminiAgent(),
        new GooseAgent(),
        new GrokAgent(),
        new KimiAgent(),
        .. OpenCodeAgent.Family,
        .. PiAgent.Family,
        new QwenAgent(),
        new VibeAgent(),
        new ZedAgent(),
    ];

    /// <summary>Finds an agent by its name.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static IAgent? Find(AgentId id) => All.FirstOrDefault(agent => agent.Id == id);
}
