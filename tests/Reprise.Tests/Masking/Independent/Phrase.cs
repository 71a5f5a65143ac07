namespace Reprise.Tests.Masking.Independent;

/// <summary>What a phrase can hold as its value.</summary>
internal enum Holds
{
    /// <summary>A value without blanks, quotes and signs.</summary>
    Plain,

    /// <summary>Anything but quotes.</summary>
    Quoted,

    /// <summary>The value percent-encoded.</summary>
    Percent,
}

/// <summary>What is said around a secret: <c>‹S›</c> is the secret, <c>‹NAME› ‹name› ‹camel› ‹Pascal› ‹kebab›</c> its name.</summary>
internal sealed record Phrase(string Name, string Template, Holds Holds = Holds.Plain)
{
    private static readonly string[] _hosts =
    [
        "db-7",
        "cache.intern",
        "api.acme.test",
        "srv12.corp.test",
        "10.4.0.17",
        "eu.billing.test",
    ];
    private static readonly string[] _users = ["erika", "svc_import", "deploy", "app", "root", "postgres", "kim"];
    private static readonly string[] _files =
    [
        "src/server/config.ts",
        "deploy/values.yml",
        "app/settings.py",
        "infra/main.tf",
        "Makefile",
    ];
    private static readonly string[] _words = ["billing", "orders", "harbour", "ledger", "atlas", "pigeon", "quarry"];

    /// <summary>Writes the phrase around a marked secret.</summary>
    /// <param name="variable">The name of the value in capitals or as it is usual for it.</param>
    public string Write(Dice dice, string variable, string kind, string value)
    {
        string spelled = Holds == Holds.Percent ? Uri.EscapeDataString(value) : value;
        return Render(dice, Template, variable, Mark.Secret(kind, spelled));
    }

    public static string Render(Dice dice, string template, string variable, string marked) =>
        dice.Write(
            template,
            slot =>
                slot switch
                {
                    "S" => marked,
                    "NAME" => Snake(variable).ToUpperInvariant(),
                    "name" => Snake(variable).ToLowerInvariant(),
                    "kebab" => Snake(variable).ToLowerInvariant().Replace('_', '-'),
                    "Pascal" => Pascal(variable),
                    "camel" => char.ToLowerInvariant(Pascal(variable)[0]) + Pascal(variable)[1..],
                    "host" => dice.Pick(_hosts),
                    "user" => dice.Pick(_users),
                    "file" => dice.Pick(_files),
                    "word" => dice.Pick(_words),
                    "n" => dice.Next(2, 400).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    _ => null,
                }
        );

    private static string Snake(string name)
    {
        if (name.Contains('_', StringComparison.Ordinal) || name.All(char.IsUpper))
            return name;
        return string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? $"_{c}" : $"{c}"));
    }

    private static string Pascal(string name) =>
        string.Concat(
            Snake(name)
                .Split('_')
                .Where(part => part.Length > 0)
                .Select(part => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant())
        );
}
