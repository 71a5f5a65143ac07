using System.Runtime.InteropServices;
using Reprise.Journaling;
using Reprise.Protocol;

namespace Reprise.Secrets;

/// <summary>Adds up the places of one secret.</summary>
internal sealed class SecretTally(string fingerprint)
{
    private readonly Dictionary<string, long> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<SecretRole, long> _roles = [];
    private readonly HashSet<long> _sessions = [];
    private readonly SortedSet<string> _projects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _agents = new(StringComparer.Ordinal);
    private long _count;
    private long? _first;
    private long? _last;

    public void Add(SecretPlaceRow place)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_kinds, place.Kind, out _) += place.Count;
        CollectionsMarshal.GetValueRefOrAddDefault(_roles, place.Role, out _) += place.Count;
        _count += place.Count;
        _sessions.Add(place.Session);
        _agents.Add(place.Agent);
        if (place.Project is { } project)
            _projects.Add(project);
        if (place.At is not { } at)
            return;
        _first = _first < at ? _first : at;
        _last = _last > at ? _last : at;
    }

    public SecretSummary ToSummary(JournalState journal)
    {
        string[] kinds =
        [
            .. _kinds.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(k => k.Key),
        ];
        return new SecretSummary
        {
            Kind = kinds[0],
            Fingerprint = fingerprint,
            OtherKinds = kinds[1..],
            Count = _count,
            FirstSeen = Time(_first),
            LastSeen = Time(_last),
            Sessions = _sessions.Count,
            Projects = [.. _projects],
            Agents = [.. _agents.Select(agent => new AgentId(agent))],
            Roles =
            [
                .. _roles.OrderByDescending(role => role.Value).ThenBy(role => role.Key).Select(role => (role.Key, role.Value)),
            ],
            Rotation = SecretRotation.Of(journal, fingerprint),
        };
    }

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
}
