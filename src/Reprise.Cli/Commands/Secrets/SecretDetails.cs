using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Indexing;
using Reprise.Searching;
using Reprise.Secrets;

namespace Reprise.Cli.Commands.Secrets;

/// <summary>Shows one secret with the places where it stands.</summary>
/// <param name="context">Where it is shown.</param>
/// <param name="home">The home.</param>
/// <param name="hidden">A text that must not be shown wherever it stands; null when there is none.</param>
internal sealed class SecretDetails(CliContext context, OpenedHome home, string? hidden = null)
{
    private const int MaxShownPlaces = 10;
    private readonly ShortIds _ids = new(home.Index);

    public SecretDetailShape Shape(SecretSummary secret, SecretFilter filter) =>
        new(
            SecretShape.Of(secret),
            [
                .. Read(secret, filter)
                    .SelectMany(session =>
                        session.Places.Select(place =>
                            SecretPlaceShape.Of(ShapeOf(session.Session), place) with
                            {
                                Snippet = Hide(place.Snippet?.Text),
                            }
                        )
                    ),
            ]
        );

    /// <param name="secret">The secret.</param>
    /// <param name="filter">Which places are meant.</param>
    /// <param name="all">Whether all places of a session are shown.</param>
    public void Write(SecretSummary secret, SecretFilter filter, bool all)
    {
        WriteFacts(secret);
        int cut = 0;
        foreach (SecretSession session in Read(secret, filter))
        {
            context.Out.WriteLine();
            WriteSession(session.Session);
            int written = 0;
            foreach (SecretPlace place in session.Places)
            {
                if (written++ < MaxShownPlaces || all)
                    WritePlace(place);
                else
                    break;
            }
            cut += written > MaxShownPlaces && !all ? 1 : 0;
        }
        if (cut > 0)
            context.Say(
                context.ErrorScreen.Paint(
                    Style.Dim,
                    $"The first {MaxShownPlaces} places of each session are shown; --all shows all of them."
                )
            );
    }

    /// <summary>Makes the shape of a session.</summary>
    public HitSessionShape ShapeOf(IndexedSession session)
    {
        HitSessionShape shape = HitSessionShape.Of(home.Readers.Show(session));
        return shape with { Title = Hide(shape.Title) };
    }

    /// <summary>Writes the line that names a session.</summary>
    public string NameOf(IndexedSession session)
    {
        session = home.Readers.Show(session);
        string id = context.Screen.Paint(Style.Cyan, SafeText.Line(_ids.Of(session.Key.NativeId)));
        string title = context.Screen.Paint(Style.Bold, SafeText.Line(Hide(session.Title) ?? "(no title)"));
        string mark = session.DeletedAt is null ? "" : context.Screen.Paint(Style.Dim, "  [deleted]");
        return $"{id}  {title}{mark}";
    }

    private string? Hide(string? text) =>
        hidden is null ? text : text?.Replace(hidden, "[the value]", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<SecretSession> Read(SecretSummary secret, SecretFilter filter) =>
        new SecretPlaces(context.Home, home.Index, home.Readers).Read(secret.Fingerprint, filter);

    private void WriteFacts(SecretSummary secret)
    {
        string severity = SecretWords.JsonOf(secret.Severity);
        context.Out.WriteLine(
            $"{context.Screen.Paint(Style.Bold, SafeText.Line($"{secret.Kind}  {secret.Fingerprint}"))}  {context.Screen.Paint(SecretWords.StyleOf(secret.Severity), severity)}"
        );
        Fact("Placeholder", secret.Placeholder);
        if (secret.OtherKinds.Count > 0)
            Fact("Also seen as", string.Join(", ", secret.OtherKinds));
        Fact(
            "Seen",
            $"{Count.Of(secret.Count, "time")} in {Count.Of(secret.Sessions, "session")} of {string.Join(", ", secret.Agents)}"
        );
        Fact("Where", SecretWords.Counted(secret));
        Fact("Projects", string.Join(", ", secret.Projects));
        Fact("First seen", Time(secret.FirstSeen));
        Fact("Last seen", Time(secret.LastSeen));
        Fact("Rotated", Rotation(secret));
    }

    private string Rotation(SecretSummary secret)
    {
        if (secret.Rotation is not { } rotation)
            return $"not marked; when it is replaced: reprise secrets rotated {secret.Fingerprint}";
        string reason = rotation.Reason is { } why ? $": {why}" : "";
        string seen = secret.IsSeenSinceRotation ? ". It was seen after that: is it really replaced?" : "";
        return $"{RelativeTime.Full(rotation.At, context.Zone)} by {rotation.By}{reason}{seen}";
    }

    private void WriteSession(IndexedSession session)
    {
        session = home.Readers.Show(session);
        context.Out.WriteLine(NameOf(session));
        context.Out.WriteLine(
            context.Screen.Paint(Style.Dim, "  " + SafeText.Line($"{session.Key.Agent}  {session.Project}".TrimEnd()))
        );
    }

    private void WritePlace(SecretPlace place)
    {
        string time = place.Timestamp is { } at ? $"{RelativeTime.Full(at, context.Zone)}  " : "";
        string message = place.MessageNumber is { } number ? $"#{number}  " : "";
        string what = place switch
        {
            { ReadFile: { } file } => $"file read: {file}",
            { Role: SecretRole.ToolInput or SecretRole.ToolOutput, Tool: { } tool } => $"{SecretWords.Of(place.Role)} of {tool}",
            { MessageNumber: null, IsOnlyInOlderState: true } => $"an earlier state of {place.SessionFile}",
            { MessageNumber: null } => $"file of the session: {place.SessionFile}",
            _ => SecretWords.Of(place.Role),
        };
        string times = place.Count > 1 ? $", {Count.Of(place.Count, "time")}" : "";
        string subagent = place.Subagent is null ? "" : " in a subagent";
        context.Out.WriteLine(context.Screen.Paint(Style.Dim, SafeText.Line($"  {time}{message}{what}{times}{subagent}")));
        if (place.Snippet is { } snippet)
            WriteSnippet(snippet);
    }

    private void WriteSnippet(Snippet snippet)
    {
        string text = Hide(snippet.Text) ?? "";
        if (context.Screen.HasColor && text == snippet.Text && snippet.Matches is [var match, ..])
        {
            string before = SafeText.Line(text[..match.Start]);
            string placeholder = context.Screen.Paint(Style.Yellow, SafeText.Line(text.Substring(match.Start, match.Length)));
            context.Out.WriteLine($"    {before}{placeholder}{SafeText.Line(text[match.End..])}");
        }
        else
            context.Out.WriteLine($"    {SafeText.Line(text)}");
    }

    private string? Time(DateTimeOffset? time)
    {
        if (time is not { } at)
            return null;
        string full = RelativeTime.Full(at, context.Zone);
        string relative = RelativeTime.Of(at, context.Now, context.Zone);
        return full.StartsWith(relative, StringComparison.Ordinal) ? full : $"{full} ({relative})";
    }

    private void Fact(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            context.Out.WriteLine($"  {context.Screen.Paint(Style.Dim, name.PadRight(14))}{SafeText.Line(value)}");
    }
}
