using Reprise.Formats;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>Looks at the first bytes of a chat to see which session it is: its name has only the first characters of the id.</summary>
internal static class GeminiHead
{
    /// <summary>Finds the session of a chat.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isQwens">Whether it is Qwen Code's when it does not say.</param>
    /// <param name="context">What earlier captures know.</param>
    /// <returns>The file's own stem when it names none; null when it is not Gemini's.</returns>
    public static string? IdOf(SourceFile file, bool isQwens, DiscoveryContext context)
    {
        string stem = Path.GetFileNameWithoutExtension(file.Path);
        SessionKey own = new(GeminiAgent.AgentName, stem);
        // A file that was empty when it was seen first is known by its name until it says another.
        if (context.KnownOwner(file.Path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        if (isQwens)
            return null;
        _ = GeminiChatHead.TryRead(FileHead.Read(file, context.Report), out GeminiChatHead found);
        return found.IsQwen ? null
            : found.SessionId is { Length: > 0 } id ? id
            : stem;
    }
}
