using System.Text;

namespace Reprise.Agents.Codex;

/// <summary>The types of records that Codex writes.</summary>
internal static class CodexRecords
{
    // Source: sections 2 and 3 of the notes on the format, and the corpus.
    private static readonly byte[][] _envelopes = Names(
        "session_meta",
        "response_item",
        "event_msg",
        "turn_context",
        "compacted",
        "world_state",
        "inter_agent_communication",
        "inter_agent_communication_metadata",
        "token_usage_record",
        "retained_context",
        "security_risk_score",
        "realtime_item",
        "agent_response_observation"
    );

    private static readonly byte[][] _items = Names(
        "message",
        "reasoning",
        "function_call",
        "function_call_output",
        "custom_tool_call",
        "custom_tool_call_output",
        "local_shell_call",
        "local_shell_call_output",
        "web_search_call",
        "tool_search_call",
        "tool_search_output",
        "image_generation_call",
        "agent_message",
        "compaction",
        "compaction_summary",
        "context_compaction",
        "additional_tools",
        "compaction_trigger",
        "ghost_snapshot",
        "other"
    );

    private static readonly byte[][] _events = Names(
        "token_count",
        "thread_goal_updated",
        "thread_goal_cleared",
        "thread_rolled_back",
        "turn_aborted",
        "task_started",
        "turn_started",
        "task_complete",
        "turn_complete",
        "thread_settings_applied",
        "user_message",
        "agent_message",
        "agent_reasoning",
        "agent_reasoning_raw_content",
        "agent_reasoning_section_break",
        "entered_review_mode",
        "exited_review_mode",
        "patch_apply_begin",
        "patch_apply_end",
        "context_compacted",
        "mcp_tool_call_begin",
        "mcp_tool_call_end",
        "web_search_begin",
        "web_search_end",
        "image_generation_begin",
        "image_generation_end",
        "sub_agent_activity",
        "exec_command_begin",
        "exec_command_end",
        "error",
        "warning",
        "stream_error",
        "item_started",
        "item_completed",
        "collab_agent_spawn_end",
        "collab_agent_interaction_end",
        "collab_waiting_end",
        "collab_close_end",
        "collab_resume_end",
        "dynamic_tool_call_request",
        "dynamic_tool_call_response",
        "guardian_assessment",
        "thread_name_updated",
        "undo_started",
        "undo_completed",
        "view_image_tool_call",
        "plan_update",
        "turn_diff",
        "background_event",
        "hook_started",
        "hook_completed",
        "deprecation_notice",
        "model_reroute",
        "session_configured"
    );

    /// <summary>Whether a record of this type has a payload.</summary>
    public static bool IsEnvelope(ReadOnlySpan<byte> type) => Contains(_envelopes, type);

    /// <summary>Whether this is an item of the history that the model sees.</summary>
    public static bool IsItem(ReadOnlySpan<byte> type) => Contains(_items, type);

    /// <summary>Whether this is an event.</summary>
    public static bool IsEvent(ReadOnlySpan<byte> type) => Contains(_events, type);

    private static bool Contains(byte[][] names, ReadOnlySpan<byte> type)
    {
        foreach (byte[] name in names)
        {
            if (type.SequenceEqual(name))
                return true;
        }
        return false;
    }

    private static byte[][] Names(params string[] names) => [.. names.Select(Encoding.UTF8.GetBytes)];
}
