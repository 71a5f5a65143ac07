using System.Globalization;
using Reprise.Databases;
using Reprise.Reading;

namespace Reprise.Agents.Codex;

/// <summary>Reads the titles of sessions from Codex's state database, which is never written to.</summary>
internal static class CodexThreads
{
    private const string Prefix = "state_";
    private const string Ending = ".sqlite";

    /// <summary>Reads the titles of all sessions.</summary>
    /// <remarks>The number in the database's name goes up with its schema; the highest one is in use. Source: FORMAT.md.</remarks>
    public static IReadOnlyDictionary<string, CodexThreadTitle> Read(string home, DiscoveryContext context)
    {
        var titles = new Dictionary<string, CodexThreadTitle>(StringComparer.Ordinal);
        string? path = Newest(home, context) ?? Newest(Path.Combine(home, "sqlite"), context);
        if (path is null)
            return titles;
        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenForeign(path);
            HashSet<string> columns = Columns(database);
            if (!columns.Contains("id"))
                return titles;
            string name = columns.Contains("name") ? "name" : "NULL";
            string title = columns.Contains("title") ? "title" : "NULL";
            using SqliteStatement query = database.Prepare($"SELECT id, {name}, {title} FROM threads");
            while (query.Step())
            {
                if (query.Text(0) is { Length: > 0 } id)
                    titles[id] = new CodexThreadTitle(Given(query.Text(1)), Given(query.Text(2)));
            }
        }
        catch (SqliteException error)
        {
            string why = error.IsBusy ? "is locked" : "could not be read";
            context.Report(path, $"the database with the titles {why}; sessions are captured without them");
        }
        return titles;
    }

    private static string? Newest(string folder, DiscoveryContext context)
    {
        string? newest = null;
        int highest = -1;
        foreach (FolderItem item in FolderListing.Of(folder, context.Report))
        {
            bool isState =
                !item.IsFolder
                && item.Length > 0
                && item.Name.StartsWith(Prefix, StringComparison.Ordinal)
                && item.Name.EndsWith(Ending, StringComparison.Ordinal);
            if (!isState)
                continue;
            ReadOnlySpan<char> number = item.Name.AsSpan(Prefix.Length, item.Name.Length - Prefix.Length - Ending.Length);
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int generation) && generation > highest)
                (highest, newest) = (generation, Path.Combine(folder, item.Name));
        }
        return newest;
    }

    private static HashSet<string> Columns(SqliteDatabase database)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        using SqliteStatement query = database.Prepare("SELECT name FROM pragma_table_info('threads')");
        while (query.Step())
            columns.Add(query.Text(0) ?? "");
        return columns;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
