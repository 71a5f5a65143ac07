namespace Reprise.Cli.Terminal;

/// <summary>The colours in use, which keep their meaning in light and dark themes.</summary>
internal enum Style
{
    Plain,
    Bold,
    Dim,
    Red,
    Green,
    Yellow,
    Blue,
    Cyan,
}

/// <summary>What is known about the place where text appears: its width, and whether it understands colours.</summary>
internal sealed record Screen(int Width, bool HasColor)
{
    /// <summary>The width of what is no terminal: nothing is cut in a pipe.</summary>
    public const int Unlimited = int.MaxValue;

    private const int UsualWidth = 80;

    public static Screen Of(CliEnvironment environment, bool isTerminal, bool noColor)
    {
        bool isColorOff =
            noColor || environment.Variable("NO_COLOR") is { Length: > 0 } || environment.Variable("TERM") == "dumb";
        return new Screen(WidthOf(environment, isTerminal), isTerminal && !isColorOff);
    }

    /// <summary>Surrounds a text with the codes of a style; the text itself must be safe.</summary>
    public string Paint(Style style, string text) =>
        HasColor && style != Style.Plain ? $"\u001b[{CodeOf(style)}m{text}\u001b[0m" : text;

    private static int WidthOf(CliEnvironment environment, bool isTerminal)
    {
        if (int.TryParse(environment.Variable("COLUMNS"), out int columns) && columns > 0)
            return columns;
        if (!isTerminal)
            return Unlimited;
        int width = environment.TerminalWidth();
        return width > 0 ? width : UsualWidth;
    }

    private static int CodeOf(Style style) =>
        style switch
        {
            Style.Bold => 1,
            Style.Dim => 2,
            Style.Red => 31,
            Style.Green => 32,
            Style.Yellow => 33,
            Style.Blue => 34,
            Style.Cyan => 36,
            _ => 0,
        };
}
