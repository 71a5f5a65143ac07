using Reprise.Fuzz.Targets;

namespace Reprise.Fuzz;

/// <summary>All targets; the only place that names them.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new ClaudeCodeTarget(),
        new CodexTarget(),
        new GeminiTarget(),
        new CopilotCliTarget(),
        new QwenTarget(),
        new CopilotVscodeTarget(),
        new JsonTapeTarget(),
        new RecordSplitterTarget(),
        new ManifestTarget(isForged: false),
        new ManifestTarget(isForged: true),
        new QueryTarget(),
        new MaskerTarget(),
        new OracleTarget(),
        new JournalTarget(),
        new RedactionTarget(),
    ];
}
