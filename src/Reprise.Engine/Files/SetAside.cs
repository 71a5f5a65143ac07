namespace Reprise.Files;

/// <summary>Moves what is damaged or replaced out of the way: nothing is ever deleted for that.</summary>
internal static class SetAside
{
    private const string Ending = ".aside";

    /// <summary>Gives a file another name in its folder; does nothing when it is not there.</summary>
    public static void Beside(string path)
    {
        if (File.Exists(path))
            Move(path, path + Ending);
    }

    /// <summary>Gives a file or a folder another path in the same file system; a number is added when it is taken.</summary>
    /// <returns>The path it has now.</returns>
    public static string Move(string path, string target)
    {
        string free = target;
        for (int i = 2; Path.Exists(free); i++)
            free = $"{target}-{i}";
        if (Directory.Exists(path))
            Directory.Move(path, free);
        else
            File.Move(path, free);
        PrivateFolder.Flush(Path.GetDirectoryName(path) ?? path);
        PrivateFolder.Flush(Path.GetDirectoryName(free) ?? free);
        return free;
    }
}
