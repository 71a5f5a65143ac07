using System.Text;

namespace Reprise.Agents.Cline;

/// <summary>The kinds of what a person sees, of all three programs. Source: FORMAT.md.</summary>
internal static class ClineWords
{
    private static readonly byte[][] _asks = Words(
        "followup plan_mode_respond plan_mode_response act_mode_respond command command_output completion_result tool "
            + "api_req_failed resume_task resume_completed_task mistake_limit_reached browser_action_launch use_mcp_server "
            + "new_task condense summarize_task report_bug use_subagents auto_approval_max_req_reached finishTask "
            + "payment_required_prompt invalid_model checkpoint_restore request_limit_reached"
    );
    private static readonly byte[][] _says = Words(
        "task error api_req_started api_req_finished api_req_retried api_req_retry_delayed api_req_rate_limit_wait "
            + "api_req_deleted text image reasoning completion_result plan_completion_result user_feedback user_feedback_diff "
            + "command command_output tool shell_integration_warning shell_integration_warning_with_suggestion "
            + "browser_action_launch browser_action browser_action_result browser_session_status "
            + "mcp_server_request_started mcp_server_response mcp_notification use_mcp_server subtask_result new_task_started "
            + "new_task checkpoint_saved checkpoint_created rooignore_error clineignore_error diff_error deleted_api_reqs "
            + "command_permission_denied load_mcp_documentation info task_progress hook_status hook_output_stream subagent "
            + "use_subagents subagent_usage conditional_rules_applied compaction condense_context condense_context_error "
            + "sliding_window_truncation codebase_search_result user_edit_todos too_many_tools_warning "
            + "generate_explanation inspect_site_result"
    );

    /// <summary>Whether something the person is asked is known.</summary>
    public static bool IsAsk(ReadOnlySpan<byte> word) => IsOneOf(word, _asks);

    /// <summary>Whether something the person is told is known.</summary>
    public static bool IsSay(ReadOnlySpan<byte> word) => IsOneOf(word, _says);

    private static bool IsOneOf(ReadOnlySpan<byte> word, byte[][] words)
    {
        foreach (byte[] known in words)
        {
            if (word.SequenceEqual(known))
                return true;
        }
        return false;
    }

    private static byte[][] Words(string words) => [.. words.Split(' ').Select(Encoding.ASCII.GetBytes)];
}
