using Reprise.Masking.Personal;

namespace Reprise.Masking;

/// <summary>What about people is masked beside secrets; nothing unless it is asked for.</summary>
public sealed record PersonalData
{
    /// <summary>Nothing about people.</summary>
    public static PersonalData None { get; } = new();

    /// <summary>Whether e-mail addresses are masked.</summary>
    public bool EmailAddresses { get; init; }

    /// <summary>Whether telephone numbers are masked.</summary>
    public bool PhoneNumbers { get; init; }

    /// <summary>Whether numbers of payment cards are masked.</summary>
    public bool CardNumbers { get; init; }

    /// <summary>Whether public IP addresses are masked.</summary>
    public bool IpAddresses { get; init; }

    /// <summary>Names of the user, as in the path of a home folder; what <see cref="IsName"/> refuses is left alone.</summary>
    public IReadOnlyList<string> UserNames { get; init; } = [];

    /// <summary>Names of the user's machines; what <see cref="IsName"/> refuses is left alone.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Tells whether a name can be looked for: long enough, and not a word that stands for many people or machines.</summary>
    public static bool IsName(string name) => PersonalNames.CanFind(name);
}
