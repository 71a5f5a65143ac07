using System.CommandLine;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Sealing;

namespace Reprise.Cli.Commands.Vault;

/// <summary>What the commands share that change who opens the originals.</summary>
/// <param name="meaning">What <c>--rewrap</c> does; null when the command always does it.</param>
internal sealed class RewrapOptions(string? meaning)
{
    private readonly Switch? _rewrap = meaning is null ? null : new Switch("--rewrap") { Description = meaning };
    private readonly PassphraseOption _file = PassphraseOption.Current();
    private readonly Option<int?> _wait = WaitOption.Create();

    public void AddTo(CliCommand command)
    {
        if (_rewrap is not null)
            command.Add(_rewrap);
        command.Add(_file);
        command.Add(_wait);
    }

    public bool IsSet(ParseResult parsed) => _rewrap?.IsSet(parsed) ?? true;

    public TimeSpan Wait(ParseResult parsed) => WaitOption.Read(parsed, _wait);

    /// <summary>Wraps all boxes anew when that was asked for, and shows the recipients.</summary>
    public ExitCode Finish(CliContext context, ParseResult parsed, CancellationToken cancellation)
    {
        RewrapReport? report = null;
        if (IsSet(parsed))
        {
            using var access = new VaultAccess(context, PassphraseSource.Current(context, parsed.GetValue(_file), cancellation));
            using var bar = new SessionsBar(context, "Rewrapping");
            report = access.Open(ask => new KeyRotation(context.Home).Rewrap(ask, Wait(parsed), bar, cancellation));
        }
        VaultRecipientsCommand.Show(context, VaultKeys.Look(context.Home), report);
        return report is null ? ExitCode.Done : RewrapText.Warn(context, report);
    }
}
