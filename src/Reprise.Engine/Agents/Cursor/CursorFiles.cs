using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Agents.Cursor;

/// <summary>Makes sources of files.</summary>
internal static class CursorFiles
{
    public static SourceFile Of(FolderItem item, string path, string relativeFolder, FileRole role, TextShape shape) =>
        new()
        {
            Path = path,
            RelativePath = $"{relativeFolder}/{item.Name}",
            Role = role,
            Shape = shape,
            Length = item.Length,
            LastWriteUtc = item.LastWriteUtc,
        };
}
