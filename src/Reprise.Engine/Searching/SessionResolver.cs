using Reprise.Databases;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Finds the session that a person means by a part of its id.</summary>
/// <remarks>
/// Accepted are the native id or how it starts, <c>agent:</c> before either, and the ids of <c>.sfs</c> files: <c>ses_</c>
/// and the first 16 hexadecimal digits of the native id.
/// </remarks>
public sealed class SessionResolver(SessionIndex index)
{
    /// <summary>The fewest characters of an id that may stand for it.</summary>
    public const int MinPrefixLength = 4;

    private const int MaxCandidates = 20;
    private const string SfsPrefix = "ses_";
    private const int SfsDigits = 16;

    /// <summary>Finds a session, or says why there is not exactly one.</summary>
    /// <param name="id">What was typed.</param>
    /// <param name="copy">Which of several copies of the session; null means the one that was active last.</param>
    public SessionResolution Resolve(string id, int? copy = null)
    {
        string typed = id.Trim();
        List<IndexedSession> found = Find(typed, copy);
        int colon = typed.IndexOf(':', StringComparison.Ordinal);
        if (found.Count == 0 && colon > 0)
            found = Find(typed[(colon + 1)..], copy, typed[..colon]);
        return found.Count switch
        {
            0 => new SessionResolution.NotFound(IsTooShort(typed[(colon + 1)..])),
            1 => new SessionResolution.Found(found[0]),
            _ => new SessionResolution.Ambiguous(found),
        };
    }

    /// <summary>Finds a session.</summary>
    /// <exception cref="RepriseException">
    /// There is none (<c>not-found</c>), there are several (<c>ambiguous</c>), or too little was typed (<c>usage</c>).
    /// </exception>
    public IndexedSession Get(string id, int? copy = null) =>
        Resolve(id, copy) switch
        {
            SessionResolution.Found found => found.Session,
            SessionResolution.NotFound { IsTooShort: true } => throw new RepriseException(
                "usage",
                $"'{id}' is too short to stand for a session.",
                $"Give at least {MinPrefixLength} characters of its id; 'reprise list' shows them."
            ),
            SessionResolution.NotFound => throw new RepriseException(
                "not-found",
                $"No session's id starts with '{id}'.",
                "'reprise list' shows the ids, 'reprise list --all' those of empty sessions too."
            ),
            SessionResolution.Ambiguous ambiguous => throw new RepriseException(
                "ambiguous",
                $"Several sessions' ids start with '{id}'.",
                "Type more of one of these:\n" + string.Join('\n', ambiguous.Candidates.Select(Describe))
            ),
            _ => throw new InvalidOperationException("There is no other result."),
        };

    private List<IndexedSession> Find(string prefix, int? copy, string agent = "")
    {
        if (prefix.Length == 0)
            return [];
        if (Query("s.native_id = ?1 COLLATE NOCASE", prefix, copy, agent) is { Count: > 0 } exact)
            return exact;
        if (IsTooShort(prefix))
            return [];
        if (
            IsSfs(prefix)
            && Query("replace(s.native_id, '-', '') LIKE ?1 ESCAPE '\\'", Pattern(prefix[SfsPrefix.Length..]), copy, agent)
                is { Count: > 0 } sfs
        )
            return sfs;
        return Query("s.native_id LIKE ?1 ESCAPE '\\'", Pattern(prefix), copy, agent);
    }

    private static bool IsTooShort(string prefix) =>
        prefix.Length - (prefix.StartsWith(SfsPrefix, StringComparison.OrdinalIgnoreCase) ? SfsPrefix.Length : 0)
        < MinPrefixLength;

    private static bool IsSfs(string prefix) =>
        prefix.StartsWith(SfsPrefix, StringComparison.OrdinalIgnoreCase) && prefix.Length <= SfsPrefix.Length + SfsDigits;

    private static string Pattern(string prefix) => SqlConditions.Escape(prefix) + "%";

    private List<IndexedSession> Query(string condition, string value, int? copy, string agent)
    {
        // Of copies that differ only in where they lie, one stands for all.
        string copies = copy is null
            ? """
                NOT EXISTS (
                    SELECT 1 FROM sessions o WHERE o.agent = s.agent AND o.native_id = s.native_id
                    AND (ifnull(o.last_active_at, 0), -o.copy) > (ifnull(s.last_active_at, 0), -s.copy)
                )
                """
            : "s.copy = ?3";
        using SqliteStatement query = index.Database.Prepare(
            $"""
            SELECT {SessionRows.Columns} FROM sessions s
            WHERE {condition} AND s.agent LIKE ?2 ESCAPE '\' AND {copies}
            ORDER BY s.last_active_at DESC, s.id DESC LIMIT {MaxCandidates}
            """
        );
        query.Text(1, value).Text(2, SqlConditions.Escape(agent) + "%");
        if (copy is { } number)
            query.Integer(3, number);
        var found = new List<IndexedSession>();
        while (query.Step())
            found.Add(SessionRows.Read(query));
        return found;
    }

    private static string Describe(IndexedSession session) => $"  {session.Key}  {session.Title ?? "(no title)"}";
}

/// <summary>What became of an id that was typed.</summary>
public abstract record SessionResolution
{
    private SessionResolution() { }

    /// <summary>One session is meant.</summary>
    public sealed record Found(IndexedSession Session) : SessionResolution;

    /// <summary>No session fits.</summary>
    /// <param name="IsTooShort">Whether too little was typed to look for it.</param>
    public sealed record NotFound(bool IsTooShort) : SessionResolution;

    /// <summary>Several sessions fit.</summary>
    /// <param name="Candidates">The ones that were active last.</param>
    public sealed record Ambiguous(IReadOnlyList<IndexedSession> Candidates) : SessionResolution;
}
