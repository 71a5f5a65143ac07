using Reprise.Agents;
using Reprise.Protocol;
using Xunit;

namespace Reprise.Tests.Agents.OpenCode;

public sealed class OpenCodeTruthTests
{
    [Theory]
    [InlineData("db")]
    [InlineData("files")]
    public void All_counts_of_generated_sessions_are_exact(string store)
    {
        using var user = new GeneratedRows(
            "--opencode",
            "25",
            "--opencode-store",
            store,
            "--total-mb",
            "8",
            "--max-session-mb",
            "2",
            "--seed",
            "3"
        );
        user.Compare("opencode", AgentCatalog.Find(new AgentId("opencode"))!);
    }
}
