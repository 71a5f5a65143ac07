using System.Text;

namespace Reprise.Agents.Qwen;

/// <summary>The types of records that Qwen Code writes.</summary>
internal static class QwenRecords
{
    // Source: QwenLM/qwen-code, chatRecordingService.ts at 015346f1; what these records tell is bookkeeping, but for the few that are read.
    private static readonly byte[][] _subtypes =
    [
        .. new[]
        {
            "session_notes",
            "chat_compression",
            "slash_command",
            "ui_telemetry",
            "at_command",
            "attribution_snapshot",
            "notification",
            "background_task_completed",
            "cron",
            "mid_turn_user_message",
            "custom_title",
            "parent_session",
            "session_source",
            "session_execution_engine",
            "omni_recall",
            "session_model",
            "session_approval_mode",
            "rewind",
            "agent_bootstrap",
            "agent_launch_prompt",
            "agent_retry",
            "agent_session_ready",
            "file_history_snapshot",
            "user_text_elements",
            "session_artifact_event",
            "session_artifact_snapshot",
            "session_sources_snapshot",
            "branch_checkpoint",
            "goal_state",
            "goal_runtime",
            "goal_turn_end",
            "realtime_message",
            "turn_result",
            "managed_session_header_v1",
            "managed_session_event_v1",
            "managed_session_commit_v1",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Whether a record is of a type that Qwen Code writes.</summary>
    public static bool IsType(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("user"u8)
        || type.SequenceEqual("assistant"u8)
        || type.SequenceEqual("tool_result"u8)
        || type.SequenceEqual("system"u8);

    /// <summary>Whether a subtype is known.</summary>
    public static bool IsSubtype(ReadOnlySpan<byte> subtype)
    {
        foreach (byte[] known in _subtypes)
        {
            if (subtype.SequenceEqual(known))
                return true;
        }
        return false;
    }
}
