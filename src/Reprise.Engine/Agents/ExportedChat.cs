using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents;

/// <summary>Describes a conversation that is an element of an export.</summary>
internal static class ExportedChat
{
    private const int MaxIdLength = 64;

    /// <summary>Whether an id can be a part of a path as it stands.</summary>
    public static bool IsPlain(string id)
    {
        if (id.Length is 0 or > MaxIdLength)
            return false;
        foreach (char c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }
        return true;
    }

    /// <summary>Makes its footprint: of a file that it fills alone, or of its place in an export.</summary>
    /// <param name="agent">What it was exported from.</param>
    /// <param name="path">The export.</param>
    /// <param name="root">Its folder.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="changed">When it was changed last; null when it does not say.</param>
    public static SessionFootprint Of(AgentId agent, string path, string root, string id, DateTimeOffset? changed)
    {
        var file = new FileInfo(path);
        return new SessionFootprint
        {
            Key = new SessionKey(agent, id),
            Root = root,
            Files =
            [
                new SourceFile
                {
                    Path = path,
                    RelativePath = $"{agent.Value}/{id}.json",
                    Role = FileRole.Transcript,
                    Shape = TextShape.Json,
                    Length = file.Exists ? file.Length : 0,
                    LastWriteUtc = changed?.UtcDateTime ?? (file.Exists ? file.LastWriteTimeUtc : default),
                },
            ],
        };
    }
}
