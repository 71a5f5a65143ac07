using System.Text;

namespace Reprise.Agents.CopilotVscode;

/// <summary>The kinds of parts that responses have, besides those that are read.</summary>
internal static class CopilotVscodeRecords
{
    // Source: microsoft/vscode, chatSessionOperationLog.ts at 03d43368, and real files.
    private static readonly byte[][] _parts =
    [
        .. new[]
        {
            "clearToPreviousToolInvocation",
            "codeblockUri",
            "codeCitation",
            "command",
            "confirmation",
            "disabledClaudeHooks",
            "elicitation",
            "elicitation2",
            "elicitationSerialized",
            "extensions",
            "externalEdits",
            "hook",
            "info",
            "mcpServersStarting",
            "mcpServersStartingSerialized",
            "move",
            "multiDiffData",
            "notebookEdit",
            "notebookEditGroup",
            "planReview",
            "prepareToolInvocation",
            "progressMessage",
            "progressTask",
            "progressTaskResult",
            "progressTaskSerialized",
            "pullRequest",
            "questionCarousel",
            "reference",
            "textEdit",
            "treeData",
            "undoStop",
            "usage",
            "usedContext",
            "warning",
            "workspaceEdit",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Whether a kind is known.</summary>
    public static bool IsPart(ReadOnlySpan<byte> kind)
    {
        foreach (byte[] known in _parts)
        {
            if (kind.SequenceEqual(known))
                return true;
        }
        return false;
    }
}
