using Reprise.Agents;
using Reprise.Protocol;
using Xunit;

namespace Reprise.Tests.Agents.Cursor;

public sealed class CursorTruthTests
{
    [Fact]
    public void All_counts_of_generated_sessions_are_exact()
    {
        using var user = new GeneratedRows("--cursor", "40", "--total-mb", "8", "--max-session-mb", "2", "--seed", "4");
        user.Compare("cursor", AgentCatalog.Find(new AgentId("cursor"))!);
    }
}
