using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Secrets;

namespace Reprise.Cli.Commands.Secrets;

/// <summary><c>reprise secrets rotated</c></summary>
internal static class SecretsRotatedCommand
{
    public static CliCommand Create()
    {
        Argument<string> fingerprint = SecretsShowCommand.FingerprintArgument();
        var undo = new Switch("--undo") { Description = "It was not rotated after all" };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Why, or how; secrets in it are masked" };
        var actor = new Option<string>("--actor")
        {
            HelpName = "NAME",
            Description = "Who did it (default: the user of the system)",
        };
        var command = new CliCommand("rotated", "Marks a secret as replaced at its service, so that it is worth nothing any more")
        {
            fingerprint,
            undo,
            reason,
            actor,
        };
        command.Details =
            "The mark is kept in the journal. A secret that is marked leaves the list, and comes back when it is seen again.";
        command.Examples = [("reprise secrets rotated k7q2 --reason 'INC-7'", "it was replaced")];
        command.OnRun(
            (context, parsed, cancellation) =>
                Run(
                    context,
                    parsed.GetValue(fingerprint) ?? "",
                    undo.IsSet(parsed),
                    parsed.GetValue(reason),
                    parsed.GetValue(actor),
                    cancellation
                )
        );
        return command;
    }

    private static ExitCode Run(
        CliContext context,
        string typed,
        bool undo,
        string? reason,
        string? actor,
        CancellationToken cancellation
    )
    {
        using SessionIndex index = SessionIndex.OpenRead(context.Home);
        SecretSummary secret = new SecretList(index, JournalRows.Load(context.Home, index)).Get(typed);
        if (undo && secret.Rotation is null)
            throw new RepriseException("usage", "This secret is not marked as rotated.");
        context
            .OpenJournal(actor)
            .Append(
                [undo ? SecretRotation.Unmark(secret.Fingerprint, reason) : SecretRotation.Mark(secret.Fingerprint, reason)],
                cancellation
            );
        secret = new SecretList(index, JournalRows.Load(context.Home, index)).Get(secret.Fingerprint);
        if (context.IsJson)
            context.WriteJson(SecretShape.Of(secret), SecretJson.Default.SecretShape);
        else
            context.Say(
                undo
                    ? $"{secret.Kind} {secret.Fingerprint} counts as open again."
                    : $"{secret.Kind} {secret.Fingerprint} is marked as rotated; --undo takes it back."
            );
        return ExitCode.Done;
    }
}
