namespace Reprise.Searching;

/// <summary>Turns a filter into conditions on the table of sessions, which the statement calls <c>s</c>.</summary>
internal static class FilterConditions
{
    public const string IsDeleted = "s.deleted_at IS NOT NULL";

    /// <summary>What <see cref="Indexing.IndexedSession.IsEmpty"/> says.</summary>
    public const string IsEmpty = "(s.messages = 0 AND s.unread = 0)";

    /// <summary>Adds all but what is hidden: which sessions are meant at all.</summary>
    public static void AddMeant(SqlConditions sql, SessionFilter filter)
    {
        if (filter.Agents.Count > 0)
            sql.And(string.Join(" OR ", filter.Agents.Select(agent => Like(sql, "s.agent", SqlConditions.Escape(agent) + "%"))));
        if (filter.Project is { Length: > 0 } project)
            sql.And(IsPath(project) ? Below(sql, project) : Named(sql, project));
        if (filter.Since is { } since)
            sql.And($"s.last_active_at >= {sql.Value(since.ToUnixTimeMilliseconds())}");
        if (filter.Until is { } until)
            sql.And($"s.started_at < {sql.Value(until.ToUnixTimeMilliseconds())}");
        if (filter.Model is { Length: > 0 } model)
            sql.And(Contains(sql, "s.models", model));
        if (filter.Host is { Length: > 0 } host)
            sql.And($"s.host = {sql.Value(host)} COLLATE NOCASE");
        if (filter.Rows is { } rows)
            sql.And($"s.id IN ({string.Join(',', rows)})");
        foreach (string word in filter.Words)
        {
            string inFolder = $"EXISTS (SELECT 1 FROM folders f WHERE f.session = s.id AND ({Contains(sql, "f.path", word)}))";
            sql.And($"{Contains(sql, "s.title", word)} OR {Contains(sql, "s.project", word)} OR {inFolder}");
        }
    }

    /// <summary>Adds what is hidden.</summary>
    public static void AddHidden(SqlConditions sql, SessionFilter filter)
    {
        if (filter.Deleted == DeletedSessions.Hide)
            sql.And($"NOT {IsDeleted}");
        if (filter.Deleted == DeletedSessions.Only)
            sql.And(IsDeleted);
        if (!filter.IncludeEmpty)
            sql.And($"NOT {IsEmpty}");
    }

    private static bool IsPath(string project) => project.AsSpan().ContainsAny('/', '\\') || project is "." or "..";

    private static string Below(SqlConditions sql, string path)
    {
        string folder = path.Length > 1 ? path.TrimEnd('/', '\\') : path;
        if (folder.Length == 0)
            folder = path[..1];
        // Windows spells one folder in many ways; elsewhere letters of another case make another folder.
        string collation =
            folder.Contains('\\', StringComparison.Ordinal) || folder.AsSpan(1).StartsWith(":") ? " COLLATE NOCASE" : "";
        string same = sql.Value(folder);
        string[] starts = [sql.Value(Start(folder, '/')), sql.Value(Start(folder, '\\'))];
        return Within("s.project") + $" OR EXISTS (SELECT 1 FROM folders f WHERE f.session = s.id AND ({Within("f.path")}))";

        string Within(string column) =>
            string.Join(
                " OR ",
                starts
                    .Select(start => $"substr({column}, 1, length({start})) = {start}{collation}")
                    .Prepend($"{column} = {same}{collation}")
            );
    }

    private static string Start(string folder, char separator) => folder.EndsWith(separator) ? folder : folder + separator;

    private static string Named(SqlConditions sql, string name)
    {
        string pattern = SqlConditions.Escape(name);
        string[] conditions =
        [
            Like(sql, "s.project", pattern),
            Like(sql, "s.project", "%/" + pattern),
            Like(sql, "s.project", "%\\\\" + pattern),
            Like(sql, "s.remote", "%/" + pattern),
            Like(sql, "s.remote", "%/" + pattern + ".git"),
        ];
        return string.Join(" OR ", conditions);
    }

    private static string Contains(SqlConditions sql, string column, string text)
    {
        // LIKE knows the case of ASCII letters alone; of the others both spellings are tried.
        string[] spellings = System.Text.Ascii.IsValid(text)
            ? [text]
            : [.. new[] { text, text.ToLowerInvariant(), text.ToUpperInvariant() }.Distinct(StringComparer.Ordinal)];
        return string.Join(" OR ", spellings.Select(spelling => Like(sql, column, $"%{SqlConditions.Escape(spelling)}%")));
    }

    private static string Like(SqlConditions sql, string column, string pattern) =>
        $"{column} LIKE {sql.Value(pattern)} ESCAPE '\\'";
}
