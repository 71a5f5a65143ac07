using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Commands.Vault;

/// <summary><c>reprise vault rekey</c></summary>
internal static class VaultRekeyCommand
{
    public static CliCommand Create()
    {
        var dryRun = new Switch("--dry-run") { Description = "Only show what would be done" };
        var file = PassphraseOption.Current();
        var wait = WaitOption.Create();
        var command = new CliCommand("rekey", "Makes a new key pair that opens everything the old one opens")
        {
            dryRun,
            file,
            wait,
        };
        command.Details =
            "The data key of each box is wrapped anew; what is sealed stays as it is. The old key is kept until nothing needs it, so that it can be interrupted at any moment; running it again does the rest. A passphrase stays the same.\n\n"
            + "It does not undo what was read before, and copies in backups still open with the old key. Recovery keys printed before open nothing any more: print a new one. The key that makes fingerprints stays.";
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                if (dryRun.IsSet(parsed))
                    return Preview(context, cancellation);
                using var access = new VaultAccess(
                    context,
                    PassphraseSource.Current(context, parsed.GetValue(file), cancellation)
                );
                return Run(context, access, WaitOption.Read(parsed, wait), cancellation);
            }
        );
        return command;
    }

    private static ExitCode Preview(CliContext context, CancellationToken cancellation)
    {
        VaultKeys keys = VaultKeys.Look(context.Home);
        if (!keys.CanUnseal)
            throw new RepriseException(
                "vault",
                $"Keys cannot be changed without the present private key: {KeyLines.Of(keys)}.",
                "'reprise vault status' says more."
            );
        KeyId[] here = [.. new[] { keys.PrivateId, keys.OldPrivateId }.OfType<KeyId>()];
        VaultCensus census = VaultCensus.Take(context.Home, here, cancellation);
        long boxes = census.Boxes - census.Unopenable;
        if (context.IsJson)
        {
            var rewrapped = new RewrapShape(0, census.Parts, boxes, 0, census.Unopenable, []);
            context.WriteJson(
                new RekeyShape(DryRun: true, keys.PrivateId?.ToString(), Key: null, Complete: false, rewrapped),
                CliJson.Default.RekeyShape
            );
            return ExitCode.Done;
        }
        context.Out.WriteLine(
            keys.IsRekeying
                ? "Would complete the change of keys that was begun."
                : $"Would make a new key pair in place of {keys.PrivateId}."
        );
        context.Out.WriteLine(
            $"Would wrap {Count.Of(boxes, "box", "boxes")} in {Count.Of(census.Parts, "file")} anew for {Count.Of(keys.Recipients.Count, "recipient")}."
        );
        return ExitCode.Done;
    }

    private static ExitCode Run(CliContext context, VaultAccess access, TimeSpan wait, CancellationToken cancellation)
    {
        RekeyReport report;
        using (var bar = new SessionsBar(context, "Rewrapping"))
            report = access.Open(ask => new KeyRotation(context.Home).Run(ask, wait, bar, cancellation));
        if (context.IsJson)
            context.WriteJson(
                new RekeyShape(
                    DryRun: false,
                    report.Old.ToString(),
                    report.Present.ToString(),
                    report.IsComplete,
                    RewrapShape.Of(report.Rewrapped)
                ),
                CliJson.Default.RekeyShape
            );
        else
        {
            context.Out.WriteLine(
                $"{(report.IsCompletion ? "Completed the change of keys that was begun" : "Made a new key pair")}: {report.Present} in place of {report.Old}."
            );
            RewrapText.Write(context, report.Rewrapped);
            if (report.IsComplete)
                context.Say(
                    "Copies in backups still open with the old key. Print a new recovery key: 'reprise vault export-recovery'."
                );
        }
        if (!report.IsComplete)
            context.Warn(
                "the old key stays as vault/vault.old.key, because something that was left out needs it; run it again when that is cured"
            );
        return RewrapText.Warn(context, report.Rewrapped);
    }
}
