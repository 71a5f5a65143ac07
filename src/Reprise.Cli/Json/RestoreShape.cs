using Reprise.Protocol;
using Reprise.Restoring;

namespace Reprise.Cli.Json;

/// <summary>What <c>restore</c> prints.</summary>
internal sealed record RestoreShape(bool DryRun, RestoredSessionShape[] Sessions);

/// <summary>A session that was, or would be, restored.</summary>
/// <param name="Generation">The generation; 0 when the session could not be restored at all.</param>
/// <param name="Problem">Why it could not be restored at all; null when it could.</param>
internal sealed record RestoredSessionShape(
    string Agent,
    string NativeId,
    int Generation,
    string? Folder,
    RestoredFileShape[] Files,
    string? Problem
)
{
    public static RestoredSessionShape Of(RestoredSession session) =>
        new(
            session.Session.Agent.Value,
            session.Session.NativeId,
            session.Generation,
            session.Folder,
            [.. session.Files.Select(RestoredFileShape.Of)],
            null
        );

    public static RestoredSessionShape Failed(SessionKey session, string problem) =>
        new(session.Agent.Value, session.NativeId, 0, null, [], problem);
}

/// <summary>A file of a session.</summary>
/// <param name="Outcome"><c>written</c>, <c>identical</c>, <c>conflict</c> or <c>failed</c>.</param>
internal sealed record RestoredFileShape(
    string Path,
    string? Target,
    long Length,
    DateTime ModifiedAt,
    string Outcome,
    string? Problem
)
{
    public static RestoredFileShape Of(RestoredFile file) =>
        new(file.Path, file.Target, file.Length, file.LastWriteUtc, NameOf(file.Outcome), file.Problem);

    private static string NameOf(RestoreOutcome outcome) =>
        outcome switch
        {
            RestoreOutcome.Written => "written",
            RestoreOutcome.Identical => "identical",
            RestoreOutcome.Conflict => "conflict",
            _ => "failed",
        };
}
