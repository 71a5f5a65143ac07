using System.CommandLine;
using System.Security.Cryptography;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Configuration;
using Reprise.Cli.Masking;
using Reprise.Masking;
using Reprise.Sealing;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise mask [FILE]</c></summary>
internal static class MaskCommand
{
    public static CliCommand Create()
    {
        var file = new Argument<string?>("file")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The file; without it, or with -, standard input",
        };
        var inPlace = new Switch("--in-place") { Description = "Replace the file; its permissions stay" };
        var backup = new Option<string>("--backup")
        {
            HelpName = "SUFFIX",
            Description = "With --in-place: keep the original beside it under its name and this ending",
        };
        var findings = new Switch("--findings")
        {
            Description = "Print where secrets are instead of the text, one JSON object a line",
        };
        var personal = new Switch("--personal")
        {
            Description =
                "Also mask e-mail addresses, telephone and card numbers, public IP addresses, your name and your machine's",
        };
        var stats = new Switch("--stats") { Description = "Say on stderr how many secrets of which kinds were masked" };
        var shape = new Option<string>("--shape")
        {
            HelpName = "SHAPE",
            Description = "How to understand the text: text, jsonl or json (default: guessed)",
        };
        shape.AcceptOnlyFromAmong("text", "jsonl", "json");
        var command = new CliCommand("mask", "Masks secrets in a file or a pipe; nothing is kept")
        {
            file,
            inPlace,
            backup,
            findings,
            personal,
            stats,
            shape,
        };
        command.StopsAtOnce = true;
        command.Details =
            "The built-in rules and those of mask.patterns, mask.literals and mask.personalData in the settings are used. In a home with a key, the same "
            + "secret gets the same placeholder as in its archive; else placeholders can be compared within one run only.";
        command.Examples =
        [
            ("reprise mask server.log > shareable.log", "masks a file"),
            ("kubectl logs web | reprise mask", "masks a pipe"),
            ("reprise mask --personal < chat.jsonl", "masks what is about people, too"),
            ("reprise mask --findings notes.md", "shows where secrets are, not what they are"),
        ];
        command.OnRun(
            (context, parsed, _) =>
            {
                string? path = parsed.GetValue(file) is { } typed and not "-" ? context.FullPath(typed) : null;
                bool isInPlace = inPlace.IsSet(parsed);
                if (isInPlace && path is null)
                    throw UsageError.Of("--in-place needs a file.");
                if (isInPlace && findings.IsSet(parsed))
                    throw UsageError.Of("--in-place and --findings exclude each other.");
                if (parsed.GetValue(backup) is { } suffix && (!isInPlace || suffix.Length == 0 || suffix.Contains('/')))
                    throw UsageError.Of("--backup needs --in-place and an ending such as '.orig'.");
                // Only a file that is being replaced leaves something to be cleared away.
                CancellationToken cancellation = isInPlace ? context.Environment.Cancellation() : CancellationToken.None;
                var run = new MaskRun(
                    context,
                    MakeFilter(context, personal.IsSet(parsed)),
                    ReadShape(parsed.GetValue(shape)),
                    stats.IsSet(parsed),
                    cancellation
                );
                if (isInPlace)
                    run.Replace(path ?? "", parsed.GetValue(backup));
                else if (findings.IsSet(parsed))
                    run.ListFindings(path);
                else
                    run.Filter(path);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static TextShape? ReadShape(string? name) =>
        name switch
        {
            "text" => TextShape.Text,
            "jsonl" => TextShape.JsonLines,
            "json" => TextShape.Json,
            _ => null,
        };

    private static MaskFilter MakeFilter(CliContext context, bool isPersonal)
    {
        bool hasKey = File.Exists(Path.Combine(context.Home.Vault, "fingerprint.key"));
        byte[] key = hasKey
            ? HomeKeys.LoadOrCreate(context.Home, seal: false).FingerprintKey
            : RandomNumberGenerator.GetBytes(32);
        MaskingRules rules = isPersonal ? context.MakeMaskingRules(PersonalChoice.All) : context.MakeMaskingRules();
        return new MaskFilter(rules, new Fingerprinter(key));
    }
}
