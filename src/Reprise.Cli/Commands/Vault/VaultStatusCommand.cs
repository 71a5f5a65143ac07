using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Commands.Vault;

/// <summary><c>reprise vault status</c></summary>
internal static class VaultStatusCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("status", "Shows the keys, and what is sealed for which of them");
        command.OnRun((context, _, cancellation) => Run(context, cancellation));
        return command;
    }

    private static ExitCode Run(CliContext context, CancellationToken cancellation)
    {
        RepriseHome home = context.Home;
        if (!Directory.Exists(home.Vault))
            throw new RepriseException(
                Failure.EmptyKind,
                $"{home.Folder} has no vault yet.",
                "Run 'reprise init' or 'reprise capture'."
            );
        VaultKeys keys = VaultKeys.Look(home);
        KeyId[] here = [.. new[] { keys.PrivateId, keys.OldPrivateId }.OfType<KeyId>()];
        VaultCensus census = VaultCensus.Take(home, here, cancellation);
        SealedForShape[] sealedFor = SealedFor(keys, here, census);
        if (context.IsJson)
            context.WriteJson(ToShape(home, keys, census, sealedFor), CliJson.Default.VaultShape);
        else
            Write(context, keys, census, sealedFor);
        KeyLines.Warn(context, keys, damageOnly: false);
        foreach (string path in census.Damaged)
            context.ReportSkipped(path, "is damaged; 'reprise verify' says more");
        bool isFine = census.Damaged.Count == 0 && !KeyProblem.Of(keys).Any(problem => problem.IsDamage);
        return isFine ? ExitCode.Done : ExitCode.Incomplete;
    }

    // The recipients in their order, then keys that only older boxes know.
    private static SealedForShape[] SealedFor(VaultKeys keys, KeyId[] here, VaultCensus census)
    {
        IEnumerable<KeyId> former = census
            .BoxesByKey.Keys.Except(keys.Recipients.Select(recipient => recipient.Id))
            .OrderBy(id => id.Value);
        return
        [
            .. keys.Recipients.Select(recipient => ToShape(recipient.Id, recipient.Name, isRecipient: true)),
            .. former.Select(id => ToShape(id, name: null, isRecipient: false)),
        ];

        SealedForShape ToShape(KeyId id, string? name, bool isRecipient) =>
            new(id.ToString(), name, isRecipient, here.Contains(id), census.BoxesByKey.GetValueOrDefault(id));
    }

    private static void Write(CliContext context, VaultKeys keys, VaultCensus census, SealedForShape[] sealedFor)
    {
        TextWriter writer = context.Out;
        Screen screen = context.Screen;
        writer.WriteLine($"{screen.Paint(Style.Bold, "Vault")}   {KeyLines.Of(keys)}");
        writer.WriteLine(
            $"{screen.Paint(Style.Bold, "Sealed")}  {Count.Of(census.Boxes, "box", "boxes")} in {Count.Of(census.Parts, "file")}, {ByteSize.Of(census.Bytes)}"
        );
        if (sealedFor.Length == 0)
            return;
        writer.WriteLine();
        var table = new Table(
            Column.Text("key"),
            Column.Flexible("recipient"),
            Column.Number("boxes"),
            Column.Text("private key")
        );
        foreach (SealedForShape key in sealedFor)
        {
            string name = key.Recipient ? key.Name ?? "(no name)" : "(no recipient any more)";
            table.Add(key.Id, name, Count.Of(key.Boxes), key.Here ? new Cell("here", Style.Green) : new Cell("", Style.Dim));
        }
        table.Write(writer, screen);
        if (census.Unopenable > 0 && sealedFor.Any(key => key.Here))
            context.Say(
                $"{Count.Of(census.Unopenable, "box", "boxes")} cannot be opened with the key that is here: sealed for other keys only."
            );
    }

    private static VaultShape ToShape(RepriseHome home, VaultKeys keys, VaultCensus census, SealedForShape[] sealedFor) =>
        new(
            home.Vault,
            KeysShape.Of(keys),
            census.Parts,
            census.Boxes,
            census.Bytes,
            sealedFor,
            census.Unopenable,
            [.. census.Damaged]
        );
}
