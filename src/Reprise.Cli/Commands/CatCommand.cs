using System.CommandLine;
using System.Text;
using Reprise.Archiving;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Files;
using Reprise.Reading;
using Reprise.Redacting;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Searching;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise cat</c></summary>
internal static class CatCommand
{
    public static CliCommand Create()
    {
        var id = new Argument<string>("ID") { Description = "The session" };
        var file = new Option<string>("--file")
        {
            HelpName = "F",
            Description = "Another file of the session than its transcript; the end of its path will do",
        };
        var original = new Option<bool>("--original") { Description = "With the secrets that were masked, through the vault" };
        var passphrase = PassphraseOption.Current();
        var command = new CliCommand("cat", "Prints a file of a session as its agent wrote it, masked and redacted")
        {
            id,
            file,
            original,
            passphrase,
        };
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                string typed = parsed.GetValue(id) ?? "";
                using OpenedHome home = OpenedHome.Open(context);
                ArchiveEntry entry = new SessionArchive(context.Home).Open(new SessionResolver(home.Index).Get(typed).Entry);
                ArchivedFile archived = Find(home, entry.Manifest, parsed.GetValue(file));
                if (!parsed.GetValue(original))
                    return Print(context, typed, new ShownBytes(entry, home.Readers), archived, cancellation);
                using var vault = new VaultAccess(
                    context,
                    PassphraseSource.Current(context, parsed.GetValue(passphrase), cancellation)
                );
                return PrintOriginal(context, entry, archived, vault);
            }
        );
        return command;
    }

    private static ExitCode Print(
        CliContext context,
        string id,
        ShownBytes content,
        ArchivedFile file,
        CancellationToken cancellation
    )
    {
        using Stream output = Output(context);
        foreach (ReadOnlyMemory<byte> bytes in content.Read(file))
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(bytes.Span);
        }
        if (content.LeftOut == 0)
            return ExitCode.Done;
        context.ReportSkipped(id, "a record is too long to be redacted and was left out");
        return ExitCode.Incomplete;
    }

    private static ExitCode PrintOriginal(CliContext context, ArchiveEntry entry, ArchivedFile file, VaultAccess vault)
    {
        if (context.Environment.IsOutputTerminal && !IsAgreed(context))
            return ExitCode.Failed;
        OriginalSource original = SessionRestorer.Read(entry, file.Current, vault.Open);
        using Stream output = Output(context);
        original.CopyTo(output);
        return ExitCode.Done;
    }

    private static ArchivedFile Find(OpenedHome home, ArchiveManifest manifest, string? path)
    {
        if (path is null)
            return manifest.Files.FirstOrDefault(f => f.Role == FileRole.Transcript) ?? manifest.Files[0];
        ArchivedFile[] found = [.. manifest.Files.Where(f => f.Path == path)];
        if (found.Length == 0)
            found = [.. manifest.Files.Where(f => f.Path.EndsWith("/" + path.TrimStart('/'), StringComparison.Ordinal))];
        if (found.Length == 1)
            return found[0];
        IEnumerable<ArchivedFile> candidates = found.Length > 0 ? found : manifest.Files;
        string list = string.Join(
            '\n',
            candidates.Take(20).Select(f => "  " + home.Readers.Show(manifest.Key, f.Path, RedactionField.Folder))
        );
        throw found.Length == 0
            ? new RepriseException(Failure.NotFoundKind, "The session has no such file.", "It has:\n" + list)
            : new RepriseException(
                Failure.AmbiguousKind,
                "Several files of the session end like that.",
                "Type more of one of these:\n" + list
            );
    }

    // What a session holds could act on a terminal; in a pipe every byte stays as it is.
    private static Stream Output(CliContext context) =>
        context.Environment.IsOutputTerminal
            ? new TerminalStream(context.Out)
            : new BufferedStream(new Kept(context.RawOut()), 64 * 1024);

    private static bool IsAgreed(CliContext context)
    {
        if (!context.Environment.IsInputTerminal)
            throw new RepriseException(
                "confirm",
                "Secrets are not shown on a terminal without a question.",
                "Send the output to a file or a pipe."
            );
        context.Environment.Error.Write("This shows the masked secrets in clear. Go on? [y/N] "u8);
        using var input = new StreamReader(context.Environment.OpenInput(), Encoding.UTF8);
        return input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>Shows bytes as text that is safe on a terminal.</summary>
    private sealed class TerminalStream(TextWriter writer) : WriteOnlyStream
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            char[] text = new char[_decoder.GetCharCount(buffer, flush: false)];
            int length = _decoder.GetChars(buffer, text, flush: false);
            writer.Write(SafeText.Block(new string(text, 0, length)));
        }
    }

    /// <summary>Leaves the stream below open.</summary>
    private sealed class Kept(Stream stream) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => stream.Write(buffer);

        public override void Flush() => stream.Flush();
    }
}
