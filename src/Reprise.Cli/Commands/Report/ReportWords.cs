using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>The words that reports use for actions.</summary>
internal static class ReportWords
{
    /// <summary>Whether a tool that writes files must be told to be one, because its name does not say so.</summary>
    public static bool IsHiddenEdit(ReportAction action) =>
        action.Kind == ReportActionKind.Edit
        && action.Name?.Contains("edit", StringComparison.OrdinalIgnoreCase) != true
        && action.Name?.Contains("write", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>The word for a kind of action.</summary>
    public static string Of(ReportActionKind kind) =>
        kind switch
        {
            ReportActionKind.Answer => "answer",
            ReportActionKind.Reasoning => "reasoning",
            ReportActionKind.Tool => "tool",
            ReportActionKind.Edit => "edit",
            ReportActionKind.Notice => "notice",
            _ => "compaction",
        };
}
