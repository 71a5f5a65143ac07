using Reprise.Sealing;

namespace Reprise.Cli.Json;

/// <summary>The keys of a home, as <c>status</c>, <c>init</c> and <c>vault status</c> print them.</summary>
/// <param name="CanSeal">Whether new originals can be sealed.</param>
/// <param name="CanUnseal">Whether originals can be unsealed here, a passphrase given.</param>
/// <param name="PrivateKey">The id of the private key; null when it is not here or its id does not show.</param>
/// <param name="Protected">Whether a passphrase protects it.</param>
/// <param name="Rekeying">Whether a change of keys is not complete.</param>
/// <param name="Recipients">Who can open what is sealed from now on.</param>
/// <param name="Problems">What is the matter with the keys.</param>
internal sealed record KeysShape(
    bool CanSeal,
    bool CanUnseal,
    string? PrivateKey,
    bool Protected,
    bool Rekeying,
    RecipientShape[] Recipients,
    KeyProblemShape[] Problems
)
{
    public static KeysShape Of(VaultKeys keys) =>
        new(
            keys.CanSeal,
            keys.CanUnseal,
            keys.PrivateId?.ToString(),
            keys.IsProtected,
            keys.IsRekeying,
            RecipientShape.Of(keys),
            [.. KeyProblem.Of(keys).Select(KeyProblemShape.Of)]
        );
}

/// <summary>Somebody whose private key opens what is sealed.</summary>
/// <param name="Name">What people call the key; null when it has no name.</param>
/// <param name="Id">The key.</param>
/// <param name="Here">Whether the private key is here.</param>
internal sealed record RecipientShape(string? Name, string Id, bool Here)
{
    public static RecipientShape[] Of(VaultKeys keys) =>
        [
            .. keys.Recipients.Select(recipient => new RecipientShape(
                recipient.Name,
                recipient.Id.ToString(),
                recipient.Id == keys.PrivateId
            )),
        ];
}

/// <summary>Something about a key that its owner should know.</summary>
/// <param name="Damage">Whether it is a fault; a private key that is kept elsewhere is none.</param>
internal sealed record KeyProblemShape(string File, string Problem, string Meaning, string Cure, bool Damage)
{
    public static KeyProblemShape Of(KeyProblem problem) =>
        new(problem.File, problem.Problem, problem.Meaning, problem.Cure, problem.IsDamage);
}
