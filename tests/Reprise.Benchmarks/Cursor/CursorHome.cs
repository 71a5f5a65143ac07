using System.Text;
using System.Text.Json;
using Reprise.Benchmarks.Data;
using Reprise.Databases;

namespace Reprise.Benchmarks.Cursor;

/// <summary>A made-up home with a large database of Cursor's editor, of which the benchmark may write.</summary>
internal sealed class CursorHome
{
    public const int Workspaces = 200;
    private const int BytesOfConversation = 1_000_000;
    private const int BytesOfMessage = 8_000;

    private readonly string _database;
    private int _continued;

    private CursorHome(string folder)
    {
        User = UserHome.Of(folder);
        _database = DatabaseIn(folder);
        Bytes = new FileInfo(_database).Length;
        using SqliteDatabase database = SqliteDatabase.OpenReadOnly(_database);
        Conversations = (int)database.QueryNumber("SELECT count(*) FROM cursorDiskKV WHERE key LIKE 'composerData:%'");
        Messages = database.QueryNumber("SELECT count(*) FROM cursorDiskKV WHERE key LIKE 'bubbleId:%'");
    }

    public UserHome User { get; }

    public long Bytes { get; }

    public int Conversations { get; }

    public long Messages { get; }

    /// <summary>Copies what was written as it is.</summary>
    public static CursorHome Copy(string kept, string folder)
    {
        foreach (string file in Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(kept, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? folder);
            File.Copy(file, target);
        }
        return new CursorHome(folder);
    }

    /// <summary>Writes a home.</summary>
    public static void Write(string folder, int megabytes)
    {
        var random = new Random(7);
        string text = Words(random, 4_000_000);
        int conversations = Math.Max(1, megabytes * 1_000_000 / BytesOfConversation);
        string path = DatabaseIn(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
        using SqliteDatabase database = SqliteDatabase.Open(path);
        database.Execute(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);
            CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);
            BEGIN
            """
        );
        using SqliteStatement insert = database.Prepare("INSERT INTO cursorDiskKV VALUES (?1, ?2)");
        for (int i = 0; i < conversations; i++)
        {
            int messages = Math.Max(2, (int)(BytesOfConversation / BytesOfMessage * (0.2 + 1.6 * random.NextDouble())));
            List<(string Id, int Type)> heads = [];
            for (int message = 0; message < messages; message++)
            {
                string id = Guid.NewGuid().ToString();
                int type = message % 8 == 0 ? 1 : 2;
                heads.Add((id, type));
                int length = random.Next(BytesOfMessage / 4, BytesOfMessage * 7 / 4);
                string said = text.Substring(random.Next(text.Length - length), length);
                Put(insert, $"bubbleId:{IdOf(i)}:{id}", Bubble(id, type, said));
            }
            Put(insert, $"composerData:{IdOf(i)}", Composer(i, heads));
        }
        database.Execute("COMMIT");
        for (int i = 0; i < Workspaces; i++)
            WriteWorkspace(folder, i, Enumerable.Range(0, conversations).Where(one => one % Workspaces == i));
    }

    /// <summary>Lets one conversation go on by a prompt and an answer.</summary>
    public void Continue()
    {
        using SqliteDatabase database = SqliteDatabase.Open(_database);
        int conversation = _continued++ * 37 % Conversations;
        List<(string Id, int Type)> heads = [];
        using (SqliteStatement query = database.Prepare("SELECT value FROM cursorDiskKV WHERE key = ?1"))
        {
            query.Text(1, $"composerData:{IdOf(conversation)}").Step();
            using JsonDocument composer = JsonDocument.Parse(query.Text(0) ?? "{}");
            foreach (JsonElement head in composer.RootElement.GetProperty("fullConversationHeadersOnly").EnumerateArray())
                heads.Add((head.GetProperty("bubbleId").GetString() ?? "", head.GetProperty("type").GetInt32()));
        }
        database.Execute("BEGIN");
        using SqliteStatement insert = database.Prepare("INSERT INTO cursorDiskKV VALUES (?1, ?2)");
        foreach (int type in new[] { 1, 2 })
        {
            string id = Guid.NewGuid().ToString();
            heads.Add((id, type));
            Put(insert, $"bubbleId:{IdOf(conversation)}:{id}", Bubble(id, type, "one more, please"));
        }
        Put(insert, $"composerData:{IdOf(conversation)}", Composer(conversation, heads));
        database.Execute("COMMIT");
    }

    private static void WriteWorkspace(string folder, int number, IEnumerable<int> conversations)
    {
        string workspace = Path.Combine(folder, ".config", "Cursor", "User", "workspaceStorage", $"{number:x32}");
        Directory.CreateDirectory(workspace);
        File.WriteAllText(Path.Combine(workspace, "workspace.json"), $"{{\"folder\":\"file:///work/project-{number}\"}}");
        using SqliteDatabase database = SqliteDatabase.Open(Path.Combine(workspace, "state.vscdb"));
        database.Execute("CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)");
        using SqliteStatement insert = database.Prepare("INSERT INTO ItemTable VALUES ('composer.composerData', ?1)");
        string heads = string.Join(',', conversations.Select(one => $"{{\"composerId\":\"{IdOf(one)}\"}}"));
        insert.Text(1, $"{{\"allComposers\":[{heads}]}}").Run();
    }

    private static string Bubble(string id, int type, string text) =>
        $$$"""{"_v":3,"type":{{{type}}},"bubbleId":"{{{id}}}","createdAt":"2026-09-01T08:00:00.000Z","isAgentic":true,"unifiedMode":2,"tokenCount":{"inputTokens":0,"outputTokens":0},"text":"{{{text}}}"}""";

    private static string Composer(int number, List<(string Id, int Type)> heads) =>
        $$$"""{"_v":10,"composerId":"{{{IdOf(number)}}}","name":"Conversation {{{number}}}","createdAt":1788249600000,"lastUpdatedAt":{{{1788249600000 + heads.Count}}},"fullConversationHeadersOnly":[{{{string.Join(',', heads.Select(head => $"{{\"bubbleId\":\"{head.Id}\",\"type\":{head.Type}}}"))}}}]}""";

    private static void Put(SqliteStatement insert, string key, string value) =>
        insert.Text(1, key).Text(2, Encoding.UTF8.GetBytes(value)).Run();

    private static string IdOf(int conversation) => $"c0000000-0000-4000-8000-{conversation:D12}";

    private static string DatabaseIn(string folder) =>
        Path.Combine(folder, ".config", "Cursor", "User", "globalStorage", "state.vscdb");

    private static string Words(Random random, int length)
    {
        string[] words =
        [
            .. Enumerable
                .Range(0, 5000)
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)random.Next('a', 'z' + 1)))),
        ];
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
            text.Append(words[(int)(words.Length * random.NextDouble() * random.NextDouble())])
                .Append(random.Next(12) == 0 ? ". " : " ");
        return text.ToString(0, length);
    }
}
