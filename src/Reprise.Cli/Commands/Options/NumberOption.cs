using System.CommandLine;
using System.Globalization;

namespace Reprise.Cli.Commands.Options;

/// <summary>An option whose value is a number from 0 on.</summary>
/// <remarks>
/// <see cref="Option{T}"/> of a number has its code compiled anew at every start of the program, because its type argument is no class.
/// </remarks>
internal sealed class NumberOption : Option<string>
{
    public NumberOption(string name, params string[] aliases)
        : base(name, aliases) => HelpName = "N";

    /// <summary>Said with the error when the value is no such number.</summary>
    public string? Hint { get; init; }

    /// <summary>Returns the number; null when none was given.</summary>
    /// <exception cref="Files.RepriseException">The value is none.</exception>
    public int? Read(ParseResult parsed)
    {
        if (parsed.GetValue(this) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw UsageError.Of($"{Name} needs a number from 0 on, not '{SafeWord.Of(text)}'.", Hint);
    }
}
