using Reprise.Cli.Terminal;
using Reprise.Sealing;

namespace Reprise.Cli.Vault;

/// <summary>Says in a few words what the keys of a home are.</summary>
internal static class KeyLines
{
    /// <summary>Which private key is here, and how it is protected.</summary>
    public static string Of(VaultKeys keys)
    {
        if (keys.Private == KeyFileState.Sound && !keys.IsForeign)
        {
            string id = keys.PrivateId?.ToString() ?? "(its id does not show)";
            string others = keys.Recipients.Count > 1 ? $", {Count.Of(keys.Recipients.Count - 1, "more recipient")}" : "";
            return $"key {id}, {(keys.IsProtected ? "protected by a passphrase" : "not protected by a passphrase")}{others}";
        }
        return
            KeyProblem.Of(keys).FirstOrDefault(problem => problem.File.EndsWith("vault.key", StringComparison.Ordinal)) is { } p
            ? $"{(p.IsDamage ? $"vault.key {p.Problem}" : "the private key is not here; restore with originals is not possible")}"
            : "no keys yet";
    }

    /// <summary>Warns of everything that is the matter.</summary>
    /// <param name="context">The run.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="damageOnly">Whether a private key that is kept elsewhere is passed over.</param>
    public static void Warn(CliContext context, VaultKeys keys, bool damageOnly)
    {
        foreach (KeyProblem problem in KeyProblem.Of(keys).Where(problem => problem.IsDamage || !damageOnly))
        {
            string text = $"{problem.File} {problem.Problem}. {problem.Meaning} {problem.Cure}";
            if (problem.IsDamage)
                context.Warn(text);
            else
                context.Say(SafeText.Line($"note: {text}"));
        }
    }
}
