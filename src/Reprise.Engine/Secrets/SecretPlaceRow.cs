using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Searching;

namespace Reprise.Secrets;

/// <summary>A place where a secret stands, as the index knows it.</summary>
/// <param name="Message">The row of the message; null for a file or a record that shows no message.</param>
/// <param name="At">When, in milliseconds since 1970; that of the session where the place has no time.</param>
/// <param name="File">The file's place in the manifest.</param>
/// <param name="Older">How often in states of the file that were replaced, when it stands in no current one.</param>
/// <param name="Tool">The tool that was given or printed it; null when none was.</param>
/// <param name="ReadFile">The file that the tool read; null when it read none.</param>
internal sealed record SecretPlaceRow(
    long Session,
    string Agent,
    string? Project,
    long? Message,
    SecretRole Role,
    string Kind,
    string Fingerprint,
    long Count,
    long? At,
    int File,
    long Older,
    string? Tool,
    string? ReadFile
)
{
    // A placeholder in a text is a finding only where the archive says that the secret was masked in this session: people
    // quote placeholders. What no message shows is counted by its file.
    private const string Query = """
        WITH places AS (
            SELECT p.session, p.message, p.place, p.call_id, p.kind, p.fingerprint, p.count, m.at, m.file, 0 AS older
            FROM finding_places p JOIN messages m ON m.id = p.message
            WHERE EXISTS (
                SELECT 1 FROM findings f WHERE f.session = p.session AND f.fingerprint = p.fingerprint AND f.kind = p.kind
            )
            UNION ALL
            SELECT f.session, NULL, 4, NULL, f.kind, f.fingerprint, iif(f.count > 0, f.count, f.older), NULL, f.file,
                iif(f.count > 0, 0, f.older)
            FROM findings f
            WHERE NOT EXISTS (
                SELECT 1 FROM finding_places p JOIN messages m ON m.id = p.message
                WHERE p.session = f.session AND p.fingerprint = f.fingerprint AND p.kind = f.kind AND m.file = f.file
            )
        )
        SELECT p.session, s.agent, s.project, p.message, p.place, p.kind, p.fingerprint, p.count,
            ifnull(p.at, s.last_active_at), p.file, p.older, c.name, c.file
        FROM places p JOIN sessions s ON s.id = p.session
        LEFT JOIN tool_calls c ON c.rowid = (
            SELECT min(t.rowid) FROM tool_calls t WHERE t.session = p.session AND t.call_id = p.call_id
        )
        """;

    /// <summary>Reads the places that fit, session by session.</summary>
    /// <param name="index">The index.</param>
    /// <param name="filter">Which secrets are meant.</param>
    /// <param name="fingerprint">One secret; null for all.</param>
    public static IEnumerable<SecretPlaceRow> Read(SessionIndex index, SecretFilter filter, string? fingerprint = null)
    {
        var sql = new SqlConditions();
        FilterConditions.AddMeant(sql, filter.Sessions);
        FilterConditions.AddHidden(sql, filter.Sessions);
        if (fingerprint is not null)
            sql.And($"p.fingerprint = {sql.Value(fingerprint)}");
        if (filter.Kind is { } kind)
            sql.And($"p.kind LIKE {sql.Value(SqlConditions.Escape(kind) + "%")} ESCAPE '\\'");
        if (filter.Sessions.Since is { } since)
            sql.And($"ifnull(p.at, s.last_active_at) >= {sql.Value(since.ToUnixTimeMilliseconds())}");
        if (filter.Sessions.Until is { } until)
            sql.And($"ifnull(p.at, s.last_active_at) < {sql.Value(until.ToUnixTimeMilliseconds())}");
        using SqliteStatement query = index.Database.Prepare(
            $"{Query} WHERE {sql} ORDER BY s.last_active_at DESC, s.id DESC, p.file, p.message"
        );
        sql.Bind(query);
        while (query.Step())
        {
            SecretPlaceRow row = Read(query);
            if (filter.Roles.Count == 0 || filter.Roles.Contains(row.Role))
                yield return row;
        }
    }

    private static SecretPlaceRow Read(SqliteStatement row)
    {
        string? file = row.Text(12);
        SecretRole role = (FindingPlace)row.Integer(4) switch
        {
            FindingPlace.Prompt => SecretRole.Prompt,
            FindingPlace.Answer => SecretRole.Answer,
            FindingPlace.ToolInput => SecretRole.ToolInput,
            FindingPlace.ToolOutput => file is null ? SecretRole.ToolOutput : SecretRole.FileRead,
            _ => SecretRole.Other,
        };
        return new SecretPlaceRow(
            row.Integer(0),
            row.Text(1)!,
            row.Text(2),
            row.IntegerOrNull(3),
            role,
            row.Text(5)!,
            row.Text(6)!,
            row.Integer(7),
            row.IntegerOrNull(8),
            (int)row.Integer(9),
            row.Integer(10),
            row.Text(11),
            file
        );
    }
}
