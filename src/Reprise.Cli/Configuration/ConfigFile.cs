using System.Text;
using System.Text.Json;
using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Files;
using Reprise.Masking;
using Reprise.Reporting;
using Reprise.Usage;

namespace Reprise.Cli.Configuration;

/// <summary>Reads config.json: JSON with comments, unknown keys are named and ignored, anything else must be right.</summary>
internal static class ConfigFile
{
    public const string Kind = "config";

    /// <summary>Loads the settings; the defaults when there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mustExist">Whether the user named it.</param>
    /// <param name="warn">Hears about unknown keys.</param>
    /// <exception cref="RepriseException">The file is missing although named, cannot be read, or is wrong.</exception>
    public static Settings Load(string path, bool mustExist, Action<string> warn)
    {
        if (File.Exists(path))
            return Parse(File.ReadAllBytes(path), path, warn);
        return mustExist ? throw new RepriseException(Kind, $"There is no settings file {path}.") : new Settings();
    }

    /// <summary>Reads the settings from the bytes of a file.</summary>
    /// <exception cref="RepriseException">They are wrong; the message names line and column.</exception>
    public static Settings Parse(ReadOnlySpan<byte> json, string path, Action<string> warn)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json["\uFEFF"u8.Length..];
        ConfigDocument document;
        try
        {
            document =
                JsonSerializer.Deserialize(json, ConfigJson.Default.ConfigDocument)
                ?? throw new RepriseException(Kind, $"{path} holds null instead of an object.");
        }
        catch (JsonException error)
        {
            throw Broken(path, error);
        }
        catch (InvalidOperationException error)
        {
            throw new RepriseException(
                Kind,
                $"{path} has a text that is none: half of a surrogate pair.",
                "Mend the \\u escape.",
                error
            );
        }
        foreach (string key in UnknownKeys(document))
            warn($"{path}: unknown key '{key}' is ignored");
        return WithPrices(ToSettings(document, path), document.Prices, path, warn);
    }

    /// <summary>Makes the rules that the settings ask for.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="personal">What about people is masked.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="RepriseException">One cannot be used.</exception>
    public static MaskingRules MakeRules(Settings settings, PersonalData personal, string path)
    {
        try
        {
            return MaskingRules.Create(new MaskingOptions { Rules = settings.MaskRules, PersonalData = personal });
        }
        catch (MaskingRuleException error)
        {
            throw new RepriseException(
                Kind,
                $"{path}: {error.Message}",
                "Rules are counted from mask.patterns on, then mask.literals. Look-around and back-references are not supported.",
                error
            );
        }
    }

    /// <summary>Returns the user's own prices.</summary>
    /// <exception cref="RepriseException">They are broken.</exception>
    public static IReadOnlyList<PriceRow> PricesOf(Settings settings) =>
        settings.PriceProblem is { } problem
            ? throw new RepriseException(
                Kind,
                problem,
                "A price is an object with model, input and output, in dollars per 1,000,000 tokens."
            )
            : settings.PriceRows;

    // Broken prices stop what tells costs, and nothing else: a capture must not wait for them.
    private static Settings WithPrices(Settings settings, JsonElement? prices, string path, Action<string> warn)
    {
        if (prices is not { } json)
            return settings;
        try
        {
            PriceList list = PriceList.Parse(
                Encoding.UTF8.GetBytes(json.GetRawText()),
                $"{path}: prices",
                key => warn($"{path}: unknown key 'prices[].{SafeWord.Of(key)}' is ignored")
            );
            PriceRow[] rows = [.. list.Rows.Select(row => row.Source.Length > 0 ? row : row with { Source = "the settings" })];
            return settings with { PriceRows = rows };
        }
        catch (PriceException error)
        {
            return settings with { PriceProblem = error.Message };
        }
    }

    private static Settings ToSettings(ConfigDocument document, string path) =>
        new()
        {
            MaskRules =
            [
                .. (document.Mask?.Patterns ?? []).Select(entry => ToRule(entry.Body)),
                .. (document.Mask?.Literals ?? []).Select(literal => ToRule(literal, path)),
            ],
            PersonalData = ToPersonal(document.Mask?.PersonalData ?? [], path),
            KeepsOriginals = document.Vault != VaultMode.Off,
            MinAge = ToMinAge(document.Capture?.MinAge ?? 0, path),
            SessionTypes = [.. (document.SessionTypes ?? []).Select(type => ToType(type, path))],
            Roots = [.. (document.Capture?.Roots ?? []).Select(root => ToRoot(root, path))],
        };

    // An empty part would fit everything.
    private static SessionTypeRule ToType(TypeEntry entry, string path)
    {
        string[] skills = [.. (entry.Skills ?? []).Where(part => !string.IsNullOrWhiteSpace(part))];
        string[] folders = [.. (entry.Path ?? []).Where(part => !string.IsNullOrWhiteSpace(part))];
        return entry.Type.Trim().Length > 0 && skills.Length + folders.Length > 0
            ? new SessionTypeRule(entry.Type.Trim(), skills, folders)
            : throw new RepriseException(
                Kind,
                $"{path}: an entry of sessionTypes has no name, or says neither skills nor path.",
                """Write {"type": "docs", "skills": ["writing"], "path": ["/docs"]}."""
            );
    }

    private static PersonalChoice ToPersonal(IReadOnlyList<string> names, string path)
    {
        PersonalChoice all = PersonalChoice.Nothing;
        foreach (string? name in names)
        {
            if (!PersonalChoices.TryParse(name, out PersonalChoice choice))
                throw new RepriseException(
                    Kind,
                    $"{path}: mask.personalData names '{SafeWord.Of(name ?? "null")}', which does not exist.",
                    $"There are {PersonalChoices.List}."
                );
            all |= choice;
        }
        return all;
    }

    private static TimeSpan ToMinAge(double minutes, string path)
    {
        const double Year = 366 * 24 * 60;
        return minutes is >= 0 and <= Year
            ? TimeSpan.FromMinutes(minutes)
            : throw new RepriseException(Kind, $"{path}: capture.minAge is a number of minutes from 0 on.");
    }

    private static UserRule ToRule(PatternBody body)
    {
        var rule = new UserRule { Pattern = body.Pattern, IgnoreCase = body.IgnoreCase };
        return body.Kind is { } kind ? rule with { Kind = kind } : rule;
    }

    // The text itself is a secret: no message may show it.
    private static UserRule ToRule(string? literal, string path) =>
        string.IsNullOrEmpty(literal)
            ? throw new RepriseException(Kind, $"{path}: mask.literals holds an empty text.")
            : new UserRule { Literal = literal };

    private static ExtraRoot ToRoot(RootEntry root, string path) =>
        AgentCatalog.All.FirstOrDefault(agent => agent.Id.Value == root.Agent) is { } agent
            ? new ExtraRoot(agent.Id, root.Path, root.Host)
            : throw new RepriseException(
                Kind,
                $"{path}: capture.roots names an agent '{SafeWord.Of(root.Agent)}' that does not exist.",
                $"Agents: {string.Join(", ", AgentCatalog.All.Select(agent => agent.Id.Value))}."
            );

    private static IEnumerable<string> UnknownKeys(ConfigDocument document)
    {
        IEnumerable<string> keys = Names("", document.Unknown).Concat(Names("mask.", document.Mask?.Unknown));
        keys = keys.Concat(Names("capture.", document.Capture?.Unknown));
        foreach (PatternEntry entry in document.Mask?.Patterns ?? [])
            keys = keys.Concat(Names("mask.patterns[].", entry.Body.Unknown));
        foreach (TypeEntry type in document.SessionTypes ?? [])
            keys = keys.Concat(Names("sessionTypes[].", type.Unknown));
        foreach (RootEntry root in document.Capture?.Roots ?? [])
            keys = keys.Concat(Names("capture.roots[].", root.Unknown));
        return keys;
    }

    private static IEnumerable<string> Names(string prefix, Dictionary<string, JsonElement>? unknown) =>
        (unknown ?? []).Keys.Select(key => prefix + SafeWord.Of(key));

    private static RepriseException Broken(string path, JsonException error)
    {
        // The parser counts from 0 and in bytes; editors count from 1.
        string place = error.LineNumber is { } line ? $" at line {line + 1}, column {(error.BytePositionInLine ?? 0) + 1}" : "";
        string key = error.Path is { Length: > 2 } jsonPath ? $" ({jsonPath[2..]})" : "";
        return new RepriseException(
            Kind,
            $"{path} is broken{place}{key}.",
            "Correct it with an editor; 'reprise config path' shows where it is. Comments and trailing commas are allowed.",
            error
        );
    }
}
