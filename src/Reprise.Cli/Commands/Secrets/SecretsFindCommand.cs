using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Searching;
using Reprise.Secrets;

namespace Reprise.Cli.Commands.Secrets;

/// <summary><c>reprise secrets find</c></summary>
internal static class SecretsFindCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("find", "Tells where a value that you have leaked to; reads it from standard input");
        command.Details =
            "The value is never given on the command line, where other programs and the shell's history would see it, and is neither "
            + "shown nor kept. It is looked for in two ways: as a secret that was masked, by its fingerprint, and as a text that no rule "
            + "has recognised, in all messages.";
        command.Examples =
        [
            ("reprise secrets find", "asks for the value without showing it"),
            ("pass show shop/token | reprise secrets find", "takes it from a password store"),
        ];
        command.OnRun(
            (context, _, cancellation) =>
                Run(context, HiddenInput.Read(context, "The value (it is not shown): ", cancellation), cancellation)
        );
        return command;
    }

    private static ExitCode Run(CliContext context, string value, CancellationToken cancellation)
    {
        using OpenedHome home = OpenedHome.Open(context);
        IReadOnlySet<string> fingerprints = new SecretFinder(context.OpenMasker().Masker).FingerprintsOf(value);
        SecretSummary[] masked =
        [
            .. new SecretList(home.Index, home.Journal)
                .Find(new SecretFilter { IncludeRotated = true })
                .Secrets.Where(secret => fingerprints.Contains(secret.Fingerprint)),
        ];
        var search = new SessionSearch(context.Home, home.Index, home.Readers);
        var query = new SearchQuery
        {
            Text = value,
            Mode = SearchMode.Literal,
            Case = LetterCase.Exact,
            Max = SearchQuery.MaxHits,
            Sessions = new Searching.SessionFilter { Deleted = Searching.DeletedSessions.Include, IncludeEmpty = true },
        };
        SearchHit[] clear = [.. search.Run(query, cancellation)];
        if (context.IsJson)
            WriteJson(context, new SecretDetails(context, home, value), masked, clear);
        else
            Write(context, new SecretDetails(context, home, value), masked, clear);
        foreach (SearchProblem problem in search.Problems)
            context.ReportSkipped(problem.Session.ToString(), problem.Reason);
        return search.Problems.Count > 0 ? ExitCode.Incomplete
            : masked.Length + clear.Length == 0 ? ExitCode.NothingFound
            : ExitCode.Done;
    }

    private static void WriteJson(CliContext context, SecretDetails details, SecretSummary[] masked, SearchHit[] clear)
    {
        context.WriteJson(
            new FoundSecretShape(
                [.. masked.Select(secret => details.Shape(secret, new SecretFilter()))],
                [
                    .. clear.Select(hit => new ClearPlaceShape(
                        details.ShapeOf(hit.Session),
                        hit.MessageId,
                        hit.Role.ToString().ToLowerInvariant(),
                        hit.Timestamp?.UtcDateTime
                    )),
                ]
            ),
            SecretJson.Default.FoundSecretShape
        );
    }

    private static void Write(CliContext context, SecretDetails details, SecretSummary[] masked, SearchHit[] clear)
    {
        if (masked.Length + clear.Length == 0)
        {
            context.Out.WriteLine("Found nowhere: no session holds this value, neither masked nor in clear.");
            return;
        }
        foreach (SecretSummary secret in masked)
        {
            context.Out.WriteLine("This value leaked. It is masked in what Reprise keeps:");
            context.Out.WriteLine();
            details.Write(secret, new SecretFilter(), all: false);
        }
        if (clear.Length == 0)
            return;
        if (masked.Length > 0)
            context.Out.WriteLine();
        context.Out.WriteLine(
            context.Screen.Paint(
                Style.Red,
                $"It stands in clear in {Count.Of(clear.Length, "message")}: no rule recognised it there."
            )
        );
        // What is around it holds the value: only the place is told.
        foreach (SearchHit hit in clear)
        {
            string time = hit.Timestamp is { } at ? RelativeTime.Full(at, context.Zone) : "";
            context.Out.WriteLine($"  {time}  {hit.Role.ToString().ToLowerInvariant(), -9}  {details.NameOf(hit.Session)}");
        }
        context.Say("To mask it from now on, add it to mask.literals in the settings.");
    }
}
