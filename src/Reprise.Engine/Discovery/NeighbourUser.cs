using Reprise.Agents;

namespace Reprise.Discovery;

/// <summary>A user of another system on the same machine, whose agents are this person's as well.</summary>
/// <param name="Environment">What the homes of that user's agents depend on.</param>
/// <param name="Host">What the system is called where sessions of several machines are listed.</param>
/// <remarks>
/// From the Windows Subsystem for Linux the users of Windows are seen below <c>/mnt</c>. The other way round nothing is looked
/// for: to look into a Linux that does not run would start it.
/// </remarks>
public sealed record NeighbourUser(AgentEnvironment Environment, string Host)
{
    /// <summary>The folder below which WSL mounts the disks of Windows, unless its configuration says otherwise.</summary>
    private const string Mounts = "/mnt";

    // Windows keeps these among the users; nobody works as them.
    private static readonly string[] _nobody = ["All Users", "Default", "Default User", "Public", "desktop.ini"];

    /// <summary>Finds the users of Windows, when this is a Linux that runs in it.</summary>
    public static IReadOnlyList<NeighbourUser> Find(AgentEnvironment environment) =>
        environment.Variable("WSL_DISTRO_NAME") is { Length: > 0 } ? OfWindows(Mounts) : [];

    /// <summary>Finds the users of the Windows whose disks are mounted below a folder.</summary>
    internal static IReadOnlyList<NeighbourUser> OfWindows(string mounts)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateDirectories(mounts)
                    .Where(disk => Path.GetFileName(disk).Length == 1)
                    .Order(StringComparer.Ordinal)
                    .SelectMany(UsersOf)
                    .Select(user => new NeighbourUser(EnvironmentOf(user), "windows")),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> UsersOf(string disk)
    {
        string users = Path.Combine(disk, "Users");
        if (!Directory.Exists(users))
            return [];
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory
            .EnumerateDirectories(users, "*", options)
            .Where(user => !_nobody.Contains(Path.GetFileName(user), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
    }

    // Variables of this Linux say nothing of that user.
    private static AgentEnvironment EnvironmentOf(string user) =>
        new(
            user,
            name =>
                name switch
                {
                    "APPDATA" => Path.Combine(user, "AppData", "Roaming"),
                    "LOCALAPPDATA" => Path.Combine(user, "AppData", "Local"),
                    "USERPROFILE" => user,
                    _ => null,
                }
        );
}
