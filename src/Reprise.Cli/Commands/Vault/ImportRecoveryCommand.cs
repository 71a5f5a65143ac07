using System.CommandLine;
using System.Text;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Commands.Vault;

/// <summary><c>reprise vault import-recovery</c></summary>
internal static class ImportRecoveryCommand
{
    private const int MaxCharacters = 64 * 1024;

    public static CliCommand Create()
    {
        var source = new Argument<string>("file")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A file with the four lines, - for stdin (default: ask for them)",
        };
        var passphrase = new Switch("--passphrase") { Description = "Protect the private key by a passphrase" };
        var file = PassphraseOption.Fresh();
        var wait = WaitOption.Create();
        var command = new CliCommand("import-recovery", "Puts the private key back from its recovery key")
        {
            source,
            passphrase,
            file,
            wait,
        };
        command.Details =
            "Works on a new machine, too: put archive and vault there, then import. A key that is there and sound is never overwritten.";
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                bool isProtected = passphrase.IsSet(parsed) || parsed.GetValue(file) is not null;
                PassphraseSource? next = isProtected
                    ? PassphraseSource.Fresh(context, parsed.GetValue(file), cancellation)
                    : null;
                return Run(context, parsed.GetValue(source), next, WaitOption.Read(parsed, wait), cancellation);
            }
        );
        return command;
    }

    private static ExitCode Run(
        CliContext context,
        string? source,
        PassphraseSource? next,
        TimeSpan wait,
        CancellationToken cancellation
    )
    {
        using PrivateKey key = RecoveryKey.Parse(Read(context, source));
        using Passphrase? passphrase = next?.GetNew();
        bool isPut;
        using (HomeLock.Take(context.Home.Folder, wait, cancellation))
            isPut = key.PutBack(context.Home, passphrase);
        VaultKeys keys = VaultKeys.Look(context.Home);
        if (context.IsJson)
            context.WriteJson(new RecoveredShape(key.Id.ToString(), isPut, keys.IsProtected), CliJson.Default.RecoveredShape);
        else
            context.Out.WriteLine(
                isPut
                    ? $"Key {key.Id} is back: originals can be unsealed here."
                    : $"Key {key.Id} is here already; nothing was changed."
            );
        return ExitCode.Done;
    }

    private static string Read(CliContext context, string? source)
    {
        if (source is not null and not "-")
            return ReadAll(File.OpenRead(context.FullPath(source)));
        if (source is "-" || !context.Environment.IsInputTerminal)
            return ReadAll(context.Environment.OpenInput());
        var text = new StringBuilder();
        using var input = new StreamReader(context.Environment.OpenInput(), Encoding.UTF8);
        for (int line = 1; line <= RecoveryKey.Lines; line++)
        {
            context.Environment.Error.Write(Encoding.UTF8.GetBytes($"Line {line}: "));
            string typed = input.ReadLine() ?? throw new OperationCanceledException();
            // A line that is copied with its number keeps it.
            text.AppendLine(typed.Contains(':', StringComparison.Ordinal) ? typed : $"{line}: {typed}");
        }
        return text.ToString();
    }

    private static string ReadAll(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        char[] text = new char[MaxCharacters];
        int length = reader.ReadBlock(text, 0, text.Length);
        return length < MaxCharacters
            ? new string(text, 0, length)
            : throw new RepriseException("recovery", "The file is too long to be a recovery key.");
    }
}
