using System.CommandLine;

namespace Reprise.Cli.Commands.Options;

/// <summary>The option that names a file with a passphrase; on the command line itself everybody would see it.</summary>
internal sealed class PassphraseOption : Option<string>
{
    /// <summary>The environment variable that holds the passphrase of the private key.</summary>
    public const string Variable = "REPRISE_PASSPHRASE";

    /// <summary>The environment variable that holds a new passphrase.</summary>
    public const string NewVariable = "REPRISE_NEW_PASSPHRASE";

    private PassphraseOption(string name)
        : base(name) => HelpName = "FILE";

    /// <summary>Makes the option for the passphrase that protects the private key.</summary>
    public static PassphraseOption Current() =>
        new("--passphrase-file")
        {
            Description = $"Read the passphrase from a file's first line, - for stdin (also {Variable}; default: ask)",
        };

    /// <summary>Makes the option for the passphrase that is to protect it.</summary>
    public static PassphraseOption Fresh() =>
        new("--new-passphrase-file")
        {
            Description = $"Read the new passphrase from a file's first line, - for stdin (also {NewVariable}; default: ask)",
        };
}
