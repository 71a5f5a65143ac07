using Reprise.Cli.Terminal;

namespace Reprise.Cli.Commands.Usage;

/// <summary>Names of models as they are shown: they come from sessions, and may be as long and as odd as anything there.</summary>
internal static class ModelText
{
    private const int Longest = 60;

    public static string Of(string model) => model.Length == 0 ? "(unknown)" : TextWidth.Cut(SafeText.Line(model), Longest);
}
