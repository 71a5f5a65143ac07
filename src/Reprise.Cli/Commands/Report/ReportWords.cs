using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>The words for programs that reports use.</summary>
internal static class ReportWords
{
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
