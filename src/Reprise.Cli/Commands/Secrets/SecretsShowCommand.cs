using System.CommandLine;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Secrets;

namespace Reprise.Cli.Commands.Secrets;

/// <summary><c>reprise secrets show</c></summary>
internal static class SecretsShowCommand
{
    public static CliCommand Create()
    {
        Argument<string> fingerprint = FingerprintArgument();
        var all = new Switch("--all") { Description = "All places, not only the first ones of each session" };
        var command = new CliCommand("show", "Shows where one secret stands, with the masked text around it")
        {
            fingerprint,
            all,
        };
        command.NeedsSettings = false;
        command.Details =
            "A message is named by its number in the session, as 'reprise show ID --messages' counts; --json has its native id too.";
        command.Examples = [("reprise secrets show k7q2", "the secret whose fingerprint starts so")];
        command.OnRun((context, parsed, _) => Run(context, parsed.GetValue(fingerprint) ?? "", all.IsSet(parsed)));
        return command;
    }

    /// <summary>The argument that names a secret.</summary>
    public static Argument<string> FingerprintArgument() =>
        new("FINGERPRINT") { Description = "The secret: its fingerprint, how that starts, or its placeholder" };

    private static ExitCode Run(CliContext context, string typed, bool all)
    {
        using OpenedHome home = OpenedHome.Open(context);
        SecretSummary secret = new SecretList(home.Index, home.Journal).Get(typed);
        var details = new SecretDetails(context, home);
        var filter = new SecretFilter();
        if (context.IsJson)
        {
            context.WriteJson(details.Shape(secret, filter), SecretJson.Default.SecretDetailShape);
            return ExitCode.Done;
        }
        using (context.Page())
            details.Write(secret, filter, all);
        return ExitCode.Done;
    }
}
