using System.Text;

namespace Reprise.Agents.ClaudeCode;

/// <summary>The types of records that Claude Code writes.</summary>
internal static class ClaudeCodeRecords
{
    // Source: section 4 of the notes on the format; what these records tell is bookkeeping, but for the few that are read.
    private static readonly byte[][] _facts =
    [
        .. new[]
        {
            "custom-title",
            "ai-title",
            "summary",
            "last-prompt",
            "mode",
            "permission-mode",
            "agent-setting",
            "agent-name",
            "agent-color",
            "tag",
            "cost-state",
            "queue-operation",
            "file-history-snapshot",
            "file-history-delta",
            "pr-link",
            "frame-link",
            "worktree-state",
            "relocated",
            "content-replacement",
            "bridge-session",
            "fork-context-ref",
            "continued-in",
            "history-suppression",
            "started",
            "launched",
            "result",
            "failed",
            "atis-latch",
            "isolation-latch",
            "observer-ref",
            "attribution-snapshot",
            "ended-by-model",
            "marble-origami-commit",
            "marble-origami-reset",
            "marble-origami-snapshot",
            "artifact-comment-monitor",
            "artifact-autoreact-ledger",
            "saved_hook_context",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Whether records of this type are links of the conversation.</summary>
    public static bool IsChain(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("user"u8)
        || type.SequenceEqual("assistant"u8)
        || type.SequenceEqual("system"u8)
        || type.SequenceEqual("attachment"u8)
        || type.SequenceEqual("progress"u8);

    /// <summary>Whether records of this type tell something beside the conversation.</summary>
    public static bool IsFacts(ReadOnlySpan<byte> type)
    {
        foreach (byte[] known in _facts)
        {
            if (type.SequenceEqual(known))
                return true;
        }
        return false;
    }
}
