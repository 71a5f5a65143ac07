using Reprise.Cli.Commands.Secrets;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise secrets list|show|find|rotated</c></summary>
internal static class SecretsCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("secrets", "Tells which secrets leaked into sessions, and where; never their values")
        {
            SecretsListCommand.Create(),
            SecretsShowCommand.Create(),
            SecretsFindCommand.Create(),
            SecretsRotatedCommand.Create(),
        };
        command.Details =
            "A secret is known by its fingerprint, which is the same in every session, file and spelling. Reprise masks secrets "
            + "in what it keeps; the agent's own files and the model's provider have had them in clear. Replace them at the service that "
            + "issued them, then mark them as rotated.";
        return command;
    }
}
