using Reprise.Archiving;
using Reprise.Databases;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Secrets;

/// <summary>Tells where a secret stands, place by place, with the masked text around it.</summary>
public sealed class SecretPlaces(RepriseHome home, SessionIndex index, RecordReaders readers)
{
    private readonly SessionArchive _archive = new(home);

    /// <summary>Lists the places of a secret, the sessions that were active last first.</summary>
    /// <param name="fingerprint">The secret.</param>
    /// <param name="filter">Which places are meant.</param>
    public IEnumerable<SecretSession> Read(string fingerprint, SecretFilter filter)
    {
        foreach (List<SecretPlaceRow> rows in BySession(SecretPlaceRow.Read(index, filter, fingerprint)))
        {
            if (index.Load(rows[0].Session) is { } session)
                yield return new SecretSession(session, Read(session, rows));
        }
    }

    private static IEnumerable<List<SecretPlaceRow>> BySession(IEnumerable<SecretPlaceRow> places)
    {
        List<SecretPlaceRow> session = [];
        foreach (SecretPlaceRow place in places)
        {
            if (session.Count > 0 && session[0].Session != place.Session)
            {
                yield return session;
                session = [];
            }
            session.Add(place);
        }
        if (session.Count > 0)
            yield return session;
    }

    private IEnumerable<SecretPlace> Read(IndexedSession session, List<SecretPlaceRow> rows)
    {
        var numbers = new MessageNumbers(index, session.Id);
        Dictionary<int, string> paths = Paths(session.Id);
        ArchivedTexts? texts = null;
        foreach (SecretPlaceRow row in rows)
        {
            IndexedMessage? message = row.Message is { } id ? Load(id) : null;
            yield return new SecretPlace
            {
                MessageId = message?.NativeId,
                MessageNumber = message is null ? null : numbers.Of(message.Id),
                Subagent = message?.Subagent,
                Role = row.Role,
                Timestamp = row is { Message: not null, At: { } at } ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
                Tool = row.Tool,
                ReadFile = row.ReadFile,
                SessionFile = paths.TryGetValue(row.File, out string? path)
                    ? readers.Show(session.Key, path, RedactionField.Folder)
                    : null,
                IsOnlyInOlderState = row.Older > 0,
                Count = row.Count,
                Snippet = message is null ? null : Snippet(texts ??= Open(session), message, row),
            };
        }
    }

    private ArchivedTexts? Open(IndexedSession session)
    {
        try
        {
            return new ArchivedTexts(_archive.Open(session.Entry), readers);
        }
        catch (RepriseException)
        {
            // 'verify' names the damage; where the secret stands is known all the same.
            return null;
        }
    }

    private static Snippet? Snippet(ArchivedTexts? texts, IndexedMessage message, SecretPlaceRow row)
    {
        string placeholder = $"[masked:{row.Kind}:{row.Fingerprint}]";
        try
        {
            foreach (MessageText text in texts?.Read(message) ?? [])
            {
                // The same placeholder may stand in both: the role says which is meant.
                bool isTool = row.Role is SecretRole.ToolInput or SecretRole.ToolOutput or SecretRole.FileRead;
                foreach (string part in isTool ? new[] { text.Tools, text.Text } : [text.Text, text.Tools])
                {
                    int at = part.IndexOf(placeholder, StringComparison.Ordinal);
                    if (at >= 0)
                        return SnippetBuilder.Line(new MatchedText(part, [new TextSpan(at, placeholder.Length)]));
                }
            }
        }
        catch (RepriseException)
        {
            // As above.
        }
        return null;
    }

    private IndexedMessage? Load(long id)
    {
        using SqliteStatement query = index.Database.Prepare($"SELECT {IndexedMessage.Columns} FROM messages m WHERE m.id = ?1");
        query.Integer(1, id);
        return query.Step() ? IndexedMessage.Read(query) : null;
    }

    private Dictionary<int, string> Paths(long session)
    {
        using SqliteStatement query = index.Database.Prepare("SELECT ordinal, path FROM files WHERE session = ?1");
        query.Integer(1, session);
        var paths = new Dictionary<int, string>();
        while (query.Step())
            paths[(int)query.Integer(0)] = query.Text(1)!;
        return paths;
    }
}

/// <summary>A session that a secret stands in.</summary>
/// <param name="Session">The session.</param>
/// <param name="Places">Where in it, in the order of the records; read while they are taken.</param>
public sealed record SecretSession(IndexedSession Session, IEnumerable<SecretPlace> Places);

/// <summary>A place where a secret stands.</summary>
public sealed record SecretPlace
{
    /// <summary>The native id of the message; null when it has none, or when no message shows the secret.</summary>
    public required string? MessageId { get; init; }

    /// <summary>The number of the message in its session; null when no message shows the secret.</summary>
    public required int? MessageNumber { get; init; }

    /// <summary>The subagent that speaks or is spoken to; null in the main thread.</summary>
    public required string? Subagent { get; init; }

    /// <summary>How it came there.</summary>
    public required SecretRole Role { get; init; }

    /// <summary>When the message was written, UTC; null when unknown.</summary>
    public required DateTimeOffset? Timestamp { get; init; }

    /// <summary>The tool that was given it or printed it; null when none was.</summary>
    public required string? Tool { get; init; }

    /// <summary>The file that the tool read, as it was spelled; null when it read none, or nothing tells which.</summary>
    public required string? ReadFile { get; init; }

    /// <summary>The path of the session's file that it stands in, below the agent's home; null when unknown.</summary>
    public required string? SessionFile { get; init; }

    /// <summary>Whether the agent has rewritten that file since, and it stands in the earlier state alone.</summary>
    public required bool IsOnlyInOlderState { get; init; }

    /// <summary>How often it stands there.</summary>
    public required long Count { get; init; }

    /// <summary>The masked text around the placeholder; null when there is none to show.</summary>
    public required Snippet? Snippet { get; init; }
}
