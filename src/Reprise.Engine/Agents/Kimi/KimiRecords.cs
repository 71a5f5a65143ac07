using System.Text;

namespace Reprise.Agents.Kimi;

/// <summary>The types of records that tell nothing that is listed or searched.</summary>
internal static class KimiRecords
{
    // Source: MoonshotAI/kimi-code, agent/records/types.ts and its migrations, and the manifest of the second engine, at d723cc47.
    private static readonly byte[][] _operations = Words(
        """
        metadata forked context.clear context.undo context.update_token_count micro_compaction.apply
        full_compaction.begin full_compaction.cancel full_compaction.complete permission.set_mode permission.record_approval_result
        plan_mode.enter plan_mode.cancel plan_mode.exit plan.revision swarm_mode.enter swarm_mode.exit tower_mode.enter tower_mode.exit
        tools.register_user_tool tools.unregister_user_tool tools.set_active_tools tools.reset_active_tools tools.update_store
        goal.create goal.update goal.clear goal.account_usage goal.continuation cron.add cron.cursor cron.delete
        interaction.request interaction.resolved interruptionReminder.recorded llm.tools_snapshot mcp.tools_discovered
        plugin.session_start prompt.accepted runtime.set_binding staleGuard.cleared staleGuard.recorded
        task.started task.terminated task.waitDelivered turn.ended
        token_counting.measured token_counting.rebased token_counting.truncated token_counting.turn_recorded
        """
    );

    // Source: MoonshotAI/kimi-cli, wire/types.py at 4a550eff.
    private static readonly byte[][] _messages = Words(
        """
        TurnEnd CompactionEnd HookTriggered HookResolved MCPLoadingBegin MCPLoadingEnd Notification ToolCallPart ApprovalResponse
        ApprovalRequestResolved ApprovalRequest ToolCallRequest QuestionRequest HookRequest
        """
    );

    /// <summary>Whether an operation of Kimi Code is one of those.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> type) => IsOneOf(type, _operations);

    /// <summary>Whether a message of Kimi CLI is one of those.</summary>
    public static bool IsKnownMessage(ReadOnlySpan<byte> type) => IsOneOf(type, _messages);

    private static bool IsOneOf(ReadOnlySpan<byte> type, byte[][] known)
    {
        foreach (byte[] one in known)
        {
            if (type.SequenceEqual(one))
                return true;
        }
        return false;
    }

    private static byte[][] Words(string words) =>
        [.. words.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Encoding.ASCII.GetBytes)];
}
