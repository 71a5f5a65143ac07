using Reprise.Cli.Commands.Vault;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise vault …</c></summary>
internal static class VaultCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("vault", "Looks after the keys of the originals: status, passphrase, recipients, recovery")
        {
            VaultStatusCommand.Create(),
            VaultPassphraseCommand.Create(),
            VaultRekeyCommand.Create(),
            VaultRecipientsCommand.Create(),
            ExportRecoveryCommand.Create(),
            ImportRecoveryCommand.Create(),
        };
        command.Details =
            "Secrets are sealed for public keys (vault/vault.pub) and unsealed with a private one (vault/vault.key), which may be kept elsewhere: capturing does not need it. "
            + "A lost key loses the originals, nothing else.";
        return command;
    }
}
