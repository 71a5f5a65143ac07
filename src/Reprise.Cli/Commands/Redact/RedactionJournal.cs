using Reprise.Capturing;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Journaling;
using Reprise.Redacting;

namespace Reprise.Cli.Commands.Redact;

/// <summary>The redactions of a home as commands see them, also where some of them cannot be read.</summary>
internal sealed class RedactionJournal
{
    private const int MinPrefixLength = 3;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);
    private readonly CliContext _context;

    public RedactionJournal(CliContext context)
    {
        _context = context;
        if (!context.Home.Exists)
            throw new RepriseException(
                Failure.EmptyKind,
                $"Nothing has been captured into {context.Home.Folder} yet.",
                "Run 'reprise capture'."
            );
        Content = new Journal(context.Home).Read();
        All = RedactionRecord.ReadAll(Content.State, RedactionSet.KeyOf(context.Home));
        foreach (JournalProblem problem in Content.Problems)
            context.Warn($"journal/{problem.File}, line {problem.Line}: {problem.Reason}; it is passed over");
    }

    public JournalContent Content { get; }

    /// <summary>All redactions, removed ones too, in the order in which they are applied.</summary>
    public IReadOnlyList<Redaction> All { get; }

    /// <summary>Finds a redaction by its id or how that starts.</summary>
    /// <exception cref="RepriseException">There is none, or there are several.</exception>
    public Redaction Get(string typed)
    {
        string id = typed.Trim().ToLowerInvariant();
        Redaction[] found =
        [
            .. All.Where(redaction =>
                redaction.Id == id || (id.Length >= MinPrefixLength && redaction.Id.StartsWith(id, StringComparison.Ordinal))
            ),
        ];
        return found.Length switch
        {
            0 => throw new RepriseException(
                Failure.NotFoundKind,
                "There is no redaction with this id.",
                "'reprise redact list --all' shows the ids."
            ),
            1 => found[0],
            _ => throw new RepriseException(
                Failure.AmbiguousKind,
                "Several redactions' ids start like that.",
                "Type more of one of these:\n" + string.Join('\n', found.Select(redaction => $"  {redaction.Id}"))
            ),
        };
    }

    /// <summary>Writes an entry, brings the index up to it, and tells what the redaction hides now.</summary>
    public ExitCode Write(JournalEntry entry, string? actor, string said, CancellationToken cancellation)
    {
        _context.OpenJournal(actor).Append([entry], cancellation);
        int? updated = new RedactionUpdate(_context.Home, CliContext.Workers).RunLocked(Wait, cancellation);
        var after = new RedactionJournal(_context);
        Redaction redaction = after.Get(entry.Id);
        (long parts, long sessions) = Counts(_context).GetValueOrDefault(redaction.Id);
        if (_context.IsJson)
        {
            _context.WriteJson(RedactionShape.Of(redaction, parts, sessions), RedactionJson.Default.RedactionShape);
            return ExitCode.Done;
        }
        string hides = redaction.IsInForce ? $" It hides {Count.Of(parts, "part")} of {Count.Of(sessions, "session")}." : "";
        _context.Say($"{said}{(updated is null ? "" : hides)}");
        if (updated is null)
            _context.Say("A capture is at work: what is shown is right from now on, what searches find after the next capture.");
        return ExitCode.Done;
    }

    /// <summary>Counts what each redaction hides; nothing while there is no index.</summary>
    public static IReadOnlyDictionary<string, (long Parts, long Sessions)> Counts(CliContext context)
    {
        try
        {
            using SessionIndex index = SessionIndex.OpenRead(context.Home);
            return index.CountRedacted();
        }
        catch (RepriseException)
        {
            return new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        }
    }
}
