using System.IO.Enumeration;

namespace Reprise.Reading;

/// <summary>What a folder holds, with lengths and times, in one pass and without asking for each file again.</summary>
internal static class FolderListing
{
    private static readonly EnumerationOptions _everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    /// <summary>Lists a folder in the order of the names.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="report">Told why the folder could not be listed, in plain words.</param>
    /// <returns>Empty when it could not be listed or isn't there.</returns>
    public static List<FolderItem> Of(string path, Action<string, string> report)
    {
        List<FolderItem> items = [];
        try
        {
            items.AddRange(new FileSystemEnumerable<FolderItem>(path, Item, _everything));
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            report(path, "the folder may not be read");
        }
        catch (IOException)
        {
            report(path, "the folder could not be read");
        }
        items.RemoveAll(item => IsNoText(path, item, report));
        items.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return items;
    }

    // Bytes that are no UTF-8 become U+FFFD, and the name that comes of it leads nowhere.
    private static bool IsNoText(string folder, FolderItem item, Action<string, string> report)
    {
        if (!item.Name.Contains('\uFFFD', StringComparison.Ordinal))
            return false;
        string path = Path.Combine(folder, item.Name);
        if (item.IsLink || File.Exists(path) || Directory.Exists(path))
            return false;
        report(path, "its name is no valid UTF-8");
        return true;
    }

    private static FolderItem Item(ref FileSystemEntry entry)
    {
        bool isLink = (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;
        return new FolderItem(
            entry.FileName.ToString(),
            entry.IsDirectory,
            isLink,
            entry.IsDirectory ? 0 : entry.Length,
            entry.LastWriteTimeUtc.UtcDateTime
        );
    }
}

/// <summary>A file or folder in a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
/// <param name="IsLink">Whether it is a link.</param>
/// <param name="Length">The length of a file in bytes.</param>
/// <param name="LastWriteUtc">The time of the last change, UTC.</param>
internal readonly record struct FolderItem(string Name, bool IsFolder, bool IsLink, long Length, DateTime LastWriteUtc);
