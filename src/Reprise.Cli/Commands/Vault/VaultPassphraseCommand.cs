using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Commands.Vault;

/// <summary><c>reprise vault passphrase</c></summary>
internal static class VaultPassphraseCommand
{
    public static CliCommand Create()
    {
        var remove = new Switch("--remove") { Description = "Keep the private key without a passphrase" };
        var current = PassphraseOption.Current();
        var fresh = PassphraseOption.Fresh();
        var wait = WaitOption.Create();
        var command = new CliCommand("passphrase", "Sets, changes or takes away the passphrase of the private key")
        {
            remove,
            current,
            fresh,
            wait,
        };
        command.Details =
            "Only vault/vault.key is written anew; what is sealed stays as it is. Copies of the key file that lie elsewhere keep the old passphrase.";
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                if (remove.IsSet(parsed) && parsed.GetValue(fresh) is not null)
                    throw UsageError.Of("--remove takes no new passphrase.");
                if (parsed.GetValue(current) == "-" && parsed.GetValue(fresh) == "-")
                    throw UsageError.Of("Only one of the two passphrases can come from stdin.");
                var access = new VaultAccess(context, PassphraseSource.Current(context, parsed.GetValue(current), cancellation));
                using (access)
                {
                    PassphraseSource? next = remove.IsSet(parsed)
                        ? null
                        : PassphraseSource.Fresh(context, parsed.GetValue(fresh), cancellation);
                    return Run(context, access, next, WaitOption.Read(parsed, wait), cancellation);
                }
            }
        );
        return command;
    }

    private static ExitCode Run(
        CliContext context,
        VaultAccess access,
        PassphraseSource? next,
        TimeSpan wait,
        CancellationToken cancellation
    )
    {
        using PrivateKey key = access.Open(ask => PrivateKey.Open(context.Home, ask));
        using Passphrase? passphrase = next?.GetNew();
        using (HomeLock.Take(context.Home.Folder, wait, cancellation))
            key.Protect(context.Home, passphrase);
        if (context.IsJson)
            context.WriteJson(new ProtectedShape(key.Id.ToString(), passphrase is not null), CliJson.Default.ProtectedShape);
        else
            context.Out.WriteLine(
                passphrase is null
                    ? $"Key {key.Id} opens without a passphrase now."
                    : $"Key {key.Id} opens with the new passphrase only."
            );
        return ExitCode.Done;
    }
}
