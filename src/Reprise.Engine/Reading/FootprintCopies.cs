using Reprise.Protocol;

namespace Reprise.Reading;

/// <summary>Makes one of the copies of a session that lie in several folders of one home.</summary>
internal static class FootprintCopies
{
    /// <summary>Joins copies: the one that changed last is read, the others are kept with it.</summary>
    public static IReadOnlyList<SessionFootprint> Join(IEnumerable<SessionFootprint> sessions)
    {
        List<SessionFootprint> joined = [];
        var places = new Dictionary<SessionKey, int>();
        foreach (SessionFootprint session in sessions)
        {
            if (places.TryAdd(session.Key, joined.Count))
                joined.Add(session);
            else
                joined[places[session.Key]] = Join(joined[places[session.Key]], session);
        }
        return joined;
    }

    private static SessionFootprint Join(SessionFootprint first, SessionFootprint second)
    {
        (SessionFootprint newer, SessionFootprint older) =
            LastWrite(second) > LastWrite(first) ? (second, first) : (first, second);
        return newer with { Files = [.. newer.Files, .. older.Files.Select(file => file with { Role = FileRole.Other })] };
    }

    private static DateTime LastWrite(SessionFootprint session) =>
        session
            .Files.Where(file => file.Role == FileRole.Transcript)
            .Select(file => file.LastWriteUtc)
            .DefaultIfEmpty(DateTime.MinValue)
            .Max();
}
