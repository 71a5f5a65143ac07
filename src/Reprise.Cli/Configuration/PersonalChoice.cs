namespace Reprise.Cli.Configuration;

/// <summary>What about people is to be masked.</summary>
[Flags]
internal enum PersonalChoice
{
    Nothing = 0,
    Email = 1,
    Phone = 2,
    Card = 4,
    Ip = 8,

    /// <summary>The names of the user and of the machine.</summary>
    Name = 16,
    All = Email | Phone | Card | Ip | Name,
}

/// <summary>Reads and names what can be chosen.</summary>
internal static class PersonalChoices
{
    private static readonly (string Name, PersonalChoice Choice)[] Names =
    [
        ("email", PersonalChoice.Email),
        ("phone", PersonalChoice.Phone),
        ("card", PersonalChoice.Card),
        ("ip", PersonalChoice.Ip),
        ("name", PersonalChoice.Name),
    ];

    /// <summary>All names, for messages.</summary>
    public static string List => string.Join(", ", Names.Select(entry => entry.Name));

    /// <summary>Finds a choice by its name.</summary>
    public static bool TryParse(string? name, out PersonalChoice choice)
    {
        choice = Names.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Choice;
        return choice != PersonalChoice.Nothing;
    }
}
