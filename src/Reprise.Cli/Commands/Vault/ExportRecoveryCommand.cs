using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Commands.Vault;

/// <summary><c>reprise vault export-recovery</c></summary>
internal static class ExportRecoveryCommand
{
    public static CliCommand Create()
    {
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "FILE",
            Description = "Write it to a new file, or to stdout with - (default: the terminal, and nothing else)",
        };
        var file = PassphraseOption.Current();
        var command = new CliCommand("export-recovery", "Prints the private key as four lines to keep on paper") { output, file };
        command.Details =
            "The lines are the private key itself: whoever has them and a copy of the vault can read every secret in it, and no passphrase protects them. "
            + "Each line ends in a checksum, so that a typing error is found. 'reprise vault import-recovery' takes them back.";
        command.Examples =
        [
            ("reprise vault export-recovery", "shows it on the terminal"),
            ("reprise vault export-recovery -o - | lp", "straight to a printer"),
        ];
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                using var access = new VaultAccess(
                    context,
                    PassphraseSource.Current(context, parsed.GetValue(file), cancellation)
                );
                return Run(context, access, parsed.GetValue(output));
            }
        );
        return command;
    }

    private static ExitCode Run(CliContext context, VaultAccess access, string? target)
    {
        if (target is null && (!context.Environment.IsOutputTerminal || context.IsJson))
            throw new RepriseException(
                "confirm",
                "A recovery key is not written into a pipe without being asked to.",
                "Give -o FILE for a file, or -o - for stdout."
            );
        if (target == "-" && context.IsJson)
            throw UsageError.Of("The recovery key is a text: -o - goes without --json.");
        using PrivateKey key = access.Open(ask => PrivateKey.Open(context.Home, ask));
        byte[] text = Describe(key);
        try
        {
            if (target is null or "-")
            {
                context.RawOut().Write(text);
                return ExitCode.Done;
            }
            string path = context.FullPath(target);
            if (Path.Exists(path))
                throw new RepriseException("exists", $"{path} is there already.", "Name a new file.");
            AtomicFile.Write(path, text);
            if (context.IsJson)
                context.WriteJson(new ExportedShape(key.Id.ToString(), path), CliJson.Default.ExportedShape);
            else
                context.Say($"The recovery key of {key.Id} is in {path}. Print it, and delete the file.");
            return ExitCode.Done;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static byte[] Describe(PrivateKey key)
    {
        byte[] lines = RecoveryKey.Format(key);
        string head = $"Reprise recovery key {key.Id}\n\n";
        const string Foot =
            "\nKeep this where only you find it: with a copy of the vault it opens every secret.\n"
            + "To put it back, type 'reprise vault import-recovery' and then the four lines.\n";
        byte[] text = [.. Encoding.ASCII.GetBytes(head), .. lines, .. Encoding.ASCII.GetBytes(Foot)];
        CryptographicOperations.ZeroMemory(lines);
        return text;
    }
}
