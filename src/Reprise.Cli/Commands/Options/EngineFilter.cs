using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Protocol;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Options;

/// <summary>Hands filter options and readers to the engine.</summary>
internal static class EngineFilter
{
    /// <summary>Says what filter options mean to the engine.</summary>
    /// <param name="filter">The options.</param>
    /// <param name="usual">What the command does with deleted sessions when nothing was said.</param>
    public static Searching.SessionFilter Of(SessionFilter filter, Searching.DeletedSessions usual) =>
        new()
        {
            Agents = filter.Agents.Count == 0 ? [] : [.. filter.Agents.Select(agent => agent.Value)],
            Project = filter.Project,
            Since = filter.Since,
            Until = filter.Until,
            Model = filter.Model,
            Host = filter.Host,
            Limit = filter.Limit ?? 0,
            Deleted = filter.Deleted switch
            {
                DeletedSessions.Only => Searching.DeletedSessions.Only,
                DeletedSessions.Included => Searching.DeletedSessions.Include,
                _ => usual,
            },
            IncludeEmpty = filter.Deleted == DeletedSessions.Included,
        };

    /// <summary>Makes the reader of an archived file from its agent's.</summary>
    public static RecordReader? OpenReader(SessionKey session, ArchivedFile file) =>
        AgentCatalog.Find(session.Agent)?.CreateReader(file.Role, file.Path, session.NativeId, []) is { } reader
            ? new RecordReader(reader.Read, reader.Complete)
            : null;
}
