using Reprise.Cli.Commands.Options;
using Reprise.Cli.Configuration;
using Reprise.Reading;
using Reprise.Sealing;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Report;

/// <summary>What a report is asked to be.</summary>
internal sealed record ReportRequest
{
    public required ReportKind Kind { get; init; }

    public required ReportFormat Format { get; init; }

    /// <summary>The file, absolute; null for stdout.</summary>
    public required string? Path { get; init; }

    public required bool Overwrite { get; init; }

    public required Options.SessionFilter Filter { get; init; }

    /// <summary>The sessions that were named; empty for all.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    public required bool OnlyRedacted { get; init; }

    public required bool IncludeReasoning { get; init; }

    /// <summary>The longest answer, in characters; 0 for all of it.</summary>
    public required int AnswerLength { get; init; }

    /// <summary>The title; null for the usual one.</summary>
    public required string? Title { get; init; }

    public required bool TellsTime { get; init; }

    /// <summary>Finds the sessions that are meant; those that their agent has deleted too.</summary>
    /// <exception cref="Files.RepriseException">An ID that was named stands for none, or for several.</exception>
    public Searching.SessionFilter Sessions(OpenedHome home)
    {
        var resolver = new SessionResolver(home.Index);
        Searching.SessionFilter all = EngineFilter.Of(Filter, Searching.DeletedSessions.Include);
        // Nobody has given a tag to a session yet.
        return Filter.Tags.Count > 0 ? all with { Rows = [] }
            : Ids.Count > 0 ? all with { Rows = [.. Ids.Select(id => resolver.Get(id).Id)] }
            : all;
    }

    /// <summary>Makes what stands above the report.</summary>
    /// <param name="context">Who makes it, and when.</param>
    /// <param name="show">Hides what is not to be shown, also where somebody typed it.</param>
    public ReportHead ToHead(CliContext context, Func<string, string> show) =>
        new()
        {
            Title = show(Title ?? UsualTitle()),
            MadeAt = TellsTime ? context.Now : null,
            MadeBy = show(
                $"{context.Environment.FindUserName()} on {context.Environment.FindHostName()} with Reprise {ProductVersion.Text}"
            ),
            Zone = context.Zone,
            Since = Filter.Since,
            Until = Filter.Until,
            Filters = [.. Filters().Select(show)],
            HasActions = Kind == ReportKind.Actions,
        };

    /// <summary>Returns what makes a text fit to be shown that is in no session: it may name what is hidden or masked there.</summary>
    public Func<string, string> Shown(CliContext context, RecordReaders readers)
    {
        bool isTyped = Title is not null || Filters().Any();
        SourceMasker? masker =
            isTyped || context.Settings.PersonalData != PersonalChoice.Nothing ? context.OpenMasker().Masker : null;
        return text => readers.Show(masker is null ? text : masker.Mask(new SourceText(text)).Value);
    }

    private string UsualTitle() =>
        Kind switch
        {
            ReportKind.Actions => "Prompts and actions",
            ReportKind.Usage => "Usage",
            _ => "Prompts",
        };

    private IEnumerable<string> Filters()
    {
        foreach (string id in Ids)
            yield return $"session {id}";
        foreach (Protocol.AgentId agent in Filter.Agents)
            yield return $"agent {agent}";
        if (Filter.Project is { } project)
            yield return $"project {project}";
        foreach (string tag in Filter.Tags)
            yield return $"tag {tag}";
        if (Filter.Model is { } model)
            yield return $"model {model}";
        if (Filter.Host is { } host)
            yield return $"host {host}";
        if (Filter.Deleted == Options.DeletedSessions.Only)
            yield return "deleted sessions only";
        if (OnlyRedacted)
            yield return "redacted entries only";
        if (Filter.Limit is { } limit)
            yield return $"the newest {limit}";
    }
}

/// <summary>What a report tells.</summary>
internal enum ReportKind
{
    Prompts,
    Actions,
    Usage,
}
