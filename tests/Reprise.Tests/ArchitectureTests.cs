using System.Reflection;
using Reprise.Agents;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Sealing;
using Shouldly;
using Xunit;

namespace Reprise.Tests;

/// <summary>Holds the arrows between the folders of the engine, and what may hold unmasked content.</summary>
public sealed class ArchitectureTests
{
    // The same table as in docs/architecture.md; Masking and Protocol are open to all.
    private static readonly Dictionary<string, string[]> _mayUse = new(StringComparer.Ordinal)
    {
        ["Files"] = [],
        ["Databases"] = [],
        ["Normalizing"] = [],
        ["Zstandard"] = [],
        ["Pricing"] = ["Usage", "Files"],
        ["Reading"] = ["Databases", "Files", "Zstandard"],
        ["Sealing"] = ["Reading", "Files"],
        ["Archiving"] = ["Sealing", "Reading", "Files"],
        ["Journaling"] = ["Sealing", "Reading", "Files"],
        ["Redacting"] = ["Journaling", "Sealing", "Reading", "Files"],
        ["Usage"] = [],
        ["Indexing"] = ["Journaling", "Usage", "Databases", "Normalizing", "Files"],
        ["Formats"] = ["Normalizing"],
        ["Agents"] = ["Sealing", "Reading", "Formats", "Normalizing", "Databases"],
        ["Discovery"] = ["Agents", "Reading"],
        ["Capturing"] =
        [
            "Discovery",
            "Reading",
            "Sealing",
            "Archiving",
            "Agents",
            "Indexing",
            "Redacting",
            "Journaling",
            "Pricing",
            "Usage",
            "Normalizing",
            "Databases",
            "Files",
        ],
        ["Importing"] = ["Capturing", "Discovery", "Agents", "Reading", "Normalizing", "Zstandard", "Files"],
        ["Searching"] = ["Redacting", "Indexing", "Archiving", "Sealing", "Reading", "Normalizing", "Databases", "Files"],
        ["Secrets"] =
        [
            "Searching",
            "Redacting",
            "Indexing",
            "Journaling",
            "Archiving",
            "Sealing",
            "Reading",
            "Databases",
            "Files",
        ],
        ["Reporting"] = ["Usage", "Searching", "Redacting", "Indexing", "Archiving", "Sealing", "Reading", "Databases", "Files"],
        ["Restoring"] = ["Archiving", "Sealing", "Reading", "Agents", "Databases", "Files", "Zstandard"],
    };

    private static readonly string _sources = Path.Combine(Repository.Root, "src");

    [Fact]
    public void Folders_of_the_engine_use_only_what_they_may()
    {
        List<string> wrong = [];
        foreach (string path in Directory.GetFiles(Path.Combine(_sources, "Reprise.Engine"), "*.cs", SearchOption.AllDirectories))
            wrong.AddRange(Violations(path, File.ReadAllText(path)));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_engine_is_in_the_table() =>
        Directory
            .GetDirectories(Path.Combine(_sources, "Reprise.Engine"))
            .Select(folder => Path.GetFileName(folder))
            .ShouldAllBe(name => _mayUse.ContainsKey(name));

    [Theory]
    [InlineData("Files/A.cs", "using Reprise.Indexing;\nnamespace Reprise.Files;")]
    [InlineData("Agents/Codex/A.cs", "using Reprise.Archiving;\nnamespace Reprise.Agents.Codex;")]
    [InlineData("Agents/Codex/A.cs", "using Reprise.Agents.ClaudeCode;\nnamespace Reprise.Agents.Codex;")]
    [InlineData("Archiving/A.cs", "namespace Reprise.Archiving;\nclass A { Reprise.Agents.IAgent? agent; }")]
    [InlineData("Archiving/A.cs", "namespace Reprise.Archiving;\nclass A { Agents.IAgent? agent; }")]
    public void A_forbidden_arrow_is_seen(string place, string text) =>
        Violations(Path.Combine(_sources, "Reprise.Engine", place), text).ShouldNotBeEmpty();

    [Fact]
    public void Only_the_catalog_names_an_agent()
    {
        string[] agents =
        [
            .. Directory.GetDirectories(Path.Combine(_sources, "Reprise.Engine", "Agents")).Select(f => Path.GetFileName(f)!),
        ];
        agents.Length.ShouldBeGreaterThan(1);
        List<string> wrong = [];
        foreach (string path in Directory.GetFiles(_sources, "*.cs", SearchOption.AllDirectories))
        {
            string place = Place(path);
            if (
                place.EndsWith("AgentCatalog.cs", StringComparison.Ordinal) || place.Contains("Agents/", StringComparison.Ordinal)
            )
                continue;
            wrong.AddRange(
                agents
                    .Where(agent => File.ReadAllText(path).Contains($"{agent}Agent", StringComparison.Ordinal))
                    .Select(agent => $"{place} names {agent}")
            );
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_engine_reads_no_environment_and_prints_nothing()
    {
        string[] banned = ["Environment.GetEnvironmentVariable", "Environment.GetFolderPath", "Console."];
        List<string> wrong = [];
        foreach (string project in new[] { "Reprise.Engine", "Reprise.Masking", "Reprise.Protocol" })
        foreach (string path in Directory.GetFiles(Path.Combine(_sources, project), "*.cs", SearchOption.AllDirectories))
            wrong.AddRange(
                banned
                    .Where(name => File.ReadAllText(path).Contains(name, StringComparison.Ordinal))
                    .Select(name => $"{Place(path)}: {name}")
            );
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Masking_and_protocol_depend_on_nothing_of_ours()
    {
        foreach (Assembly assembly in new[] { typeof(MaskingRules).Assembly, typeof(SessionKey).Assembly })
            assembly.GetReferencedAssemblies().ShouldAllBe(name => !name.Name!.StartsWith("Reprise", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_must_looks_past_redactions()
    {
        // Whoever else opens the index by itself, or reads without redactions, could show what somebody has hidden.
        string[] known =
        [
            "OpenedHome",
            "RedactPreviewCommand",
            "RedactionJournal",
            "RedactionRequest",
            "RestoreCommand",
            "SecretsRotatedCommand",
            "StatusCommand",
            "VerifyCommand",
        ];
        IEnumerable<string> users = Directory
            .GetFiles(Path.Combine(_sources, "Reprise.Cli"), "*.cs", SearchOption.AllDirectories)
            .Where(path =>
                File.ReadAllText(path) is { } text
                && (
                    text.Contains("SessionIndex.OpenRead", StringComparison.Ordinal)
                    || text.Contains("RedactionSet.None", StringComparison.Ordinal)
                )
            )
            .Select(path => Path.GetFileNameWithoutExtension(path));
        users.Order(StringComparer.Ordinal).ShouldBe(known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_masker_touches_unmasked_content()
    {
        // SourceContent is what a native file's bytes come out of.
        string[] holders = ["Reading/SourceContent.cs", "Sealing/SourceMasker.cs", "Sealing/MaskedSource.cs"];
        IEnumerable<string> users = Directory
            .GetFiles(Path.Combine(_sources, "Reprise.Engine"), "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("SourceContent", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Path.Combine(_sources, "Reprise.Engine"), path).Replace('\\', '/'));
        users.ShouldAllBe(user => holders.Contains(user));
    }

    [Fact]
    public void Readers_are_given_masked_records_only()
    {
        MethodInfo read = typeof(SessionReader).GetMethod(nameof(SessionReader.Read))!;
        read.GetParameters()[0].ParameterType.GetElementType().ShouldBe(typeof(MaskedRecord));
        typeof(MaskedRecord).GetConstructors(BindingFlags.Public | BindingFlags.Instance).ShouldBeEmpty();
        typeof(MaskedBlock).GetConstructors(BindingFlags.Public | BindingFlags.Instance).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_too_long()
    {
        IEnumerable<string> all = new[] { "src", "tests" }.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        );
        all.Where(path => File.ReadLines(path).Count() > 600).ShouldBeEmpty();
    }

    private static IEnumerable<string> Violations(string path, string text)
    {
        string place = Place(path);
        string[] parts = place.Split('/');
        string folder = parts[0];
        string[] allowed = [folder, .. _mayUse.GetValueOrDefault(folder) ?? []];
        foreach (string other in _mayUse.Keys.Except(allowed, StringComparer.Ordinal))
        {
            if (Uses(text, other))
                yield return $"{place} uses {other}";
        }
        if (folder != "Agents" || parts.Length < 3)
            yield break;
        foreach (Type agent in AgentCatalog.All.Select(agent => agent.GetType()))
        {
            string other = agent.Namespace!.Split('.')[^1];
            if (other != parts[1] && text.Contains($"Agents.{other}", StringComparison.Ordinal))
                yield return $"{place} uses {other}";
        }
    }

    private static bool Uses(string text, string folder)
    {
        foreach (string line in text.Split('\n'))
        {
            string code = line.Trim();
            if (code.StartsWith("//", StringComparison.Ordinal) || code.StartsWith("namespace", StringComparison.Ordinal))
                continue;
            for (
                int at = code.IndexOf($"{folder}.", StringComparison.Ordinal);
                at >= 0;
                at = code.IndexOf($"{folder}.", at + 1, StringComparison.Ordinal)
            )
            {
                string before = code[..at];
                bool isQualified = before.EndsWith("Reprise.", StringComparison.Ordinal);
                bool isBare =
                    before.Length == 0 || (!char.IsLetterOrDigit(before[^1]) && before[^1] is not ('.' or '_' or '"' or '/'));
                bool isType = at + folder.Length + 1 < code.Length && char.IsUpper(code[at + folder.Length + 1]);
                if ((isQualified || isBare) && isType && IsType(folder, code[(at + folder.Length + 1)..]))
                    return true;
            }
            if (code == $"using Reprise.{folder};" || code.StartsWith($"using Reprise.{folder}.", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    // A property may have a folder's name: only what goes on with a type of that folder counts.
    private static bool IsType(string folder, string rest)
    {
        string name = new([.. rest.TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')]);
        return typeof(IAgent)
            .Assembly.GetTypes()
            .Any(type => type.Namespace == $"Reprise.{folder}" && type.Name.Split('`')[0] == name);
    }

    private static string Place(string path)
    {
        string relative = Path.GetRelativePath(Path.Combine(_sources, "Reprise.Engine"), path).Replace('\\', '/');
        return relative;
    }
}
