using Reprise.Databases;
using Reprise.Indexing;

namespace Reprise.Reporting;

/// <summary>Says what kind of work a session was, by the skills that it used and the folder that it worked in.</summary>
/// <param name="index">The index.</param>
/// <param name="rules">The user's rules; they come before the built-in ones.</param>
public sealed class SessionTypes(SessionIndex index, IReadOnlyList<SessionTypeRule> rules)
{
    /// <summary>The type of sessions that no rule fits.</summary>
    public const string General = "general";

    private Dictionary<long, List<string>>? _skills;

    /// <summary>The rules that hold for everybody.</summary>
    public static IReadOnlyList<SessionTypeRule> BuiltIn { get; } =
    [
        new("dbt", ["dbt", "kimball"], ["dbt"]),
        new("debugging", ["systematic-debugging"], []),
        new("research", ["deep-research", "brainstorming", "research"], []),
        new("planning", ["writing-plans", "executing-plans"], []),
    ];

    /// <summary>Returns the type of a session.</summary>
    /// <param name="session">The number of its row.</param>
    /// <param name="project">The folder that it worked in; null when unknown.</param>
    public string Of(long session, string? project)
    {
        _skills ??= LoadSkills();
        IReadOnlyList<string> skills = _skills.GetValueOrDefault(session) ?? [];
        foreach (SessionTypeRule rule in rules)
        {
            if (rule.Fits(project, skills))
                return rule.Type;
        }
        foreach (SessionTypeRule rule in BuiltIn)
        {
            if (rule.Fits(project, skills))
                return rule.Type;
        }
        return General;
    }

    private Dictionary<long, List<string>> LoadSkills()
    {
        using SqliteStatement query = index.Database.Prepare("SELECT session, name FROM skills");
        var skills = new Dictionary<long, List<string>>();
        while (query.Step())
        {
            if (!skills.TryGetValue(query.Integer(0), out List<string>? names))
                skills.Add(query.Integer(0), names = []);
            names.Add(query.Text(1) ?? "");
        }
        return skills;
    }
}

/// <summary>A kind of work, and how its sessions are known.</summary>
/// <param name="Type">What it is called.</param>
/// <param name="Skills">Parts of names of skills, in any case; one of them is enough.</param>
/// <param name="Path">Parts of the working folder, in any case; one of them is enough.</param>
public sealed record SessionTypeRule(string Type, IReadOnlyList<string> Skills, IReadOnlyList<string> Path)
{
    /// <summary>Whether a session is of this type.</summary>
    internal bool Fits(string? project, IReadOnlyList<string> used)
    {
        foreach (string part in Skills)
        {
            foreach (string skill in used)
            {
                if (skill.Contains(part, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        foreach (string part in Path)
        {
            if (project?.Contains(part, StringComparison.OrdinalIgnoreCase) == true)
                return true;
        }
        return false;
    }
}
