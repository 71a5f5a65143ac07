namespace Reprise.Tests.Masking.Independent;

/// <summary>Makes up passwords as people and generators do.</summary>
internal static class Passwords
{
    private static readonly string[] _words =
    [
        "Sommer",
        "Drachen",
        "hunter",
        "sunshine",
        "Zürich",
        "monkey",
        "pässwört",
        "kerkyra",
        "Blaubeere",
        "rocket",
        "тайна",
        "münchen",
        "Chateau",
        "tiger",
        "Falke",
        "señor",
        "oktober",
        "Kaffee",
        "liverpool",
        "metall",
    ];

    /// <summary>What a generator makes: no blanks, no quotes, no letters outside ASCII.</summary>
    public static string Strong(Dice dice) =>
        dice.Next(4) switch
        {
            0 => dice.Fill("{b62:16-24}"),
            1 => dice.Fill("{b62:4-6}{!|*|^|_|-|.|+|~|=}{b62:4-6}{!|^|.|+|-|_|%}{b62:3-6}"),
            2 => dice.Fill("{abc:5}-{abc:6}-{abc:5}-{d:2}"),
            _ => dice.Fill("{Abc:3}{d:2}{b62:6}{!|+|.|*}"),
        };

    /// <summary>Signs that cut a password short in a careless reader: only for quoted places and whole lines.</summary>
    public static string Signs(Dice dice) =>
        dice.Fill("{b62:3-5}{&|#|@|;|,|(|)|%|?|:|/|<|>}{b62:4-6}{&|#|@|;|!|)|%|?|*}{b62:2-5}");

    /// <summary>What people type: a word with figures, often with letters outside ASCII.</summary>
    public static string Typed(Dice dice) =>
        dice.Pick(_words) + dice.Fill("{d:2-4}") + dice.Pick("", "!", "x", "#", "!q", "$", "X!");

    /// <summary>Several words with blanks between them.</summary>
    public static string Passphrase(Dice dice) =>
        dice.Fill("{correct|plastic|velvet|copper} {horse|river|lantern|goblin} {battery|saddle|window} {d:2}");

    /// <summary>Any that can stand in a place without quotes.</summary>
    public static string Any(Dice dice) =>
        dice.Chance(0.7)
            ? Strong(dice)
            : Typed(dice).Replace("$", "!", StringComparison.Ordinal).Replace("#", "+", StringComparison.Ordinal);
}
