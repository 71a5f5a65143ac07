using System.CommandLine;

namespace Reprise.Cli.Commands.Options;

/// <summary>An option without a value.</summary>
/// <remarks>
/// <see cref="Option{T}"/> of bool would take a following <c>true</c> for its value, which may be the word that is searched
/// for; and its code is compiled anew at every start of the program, because its type argument is no class.
/// </remarks>
internal sealed class Switch : Option<string>
{
    public Switch(string name, params string[] aliases)
        : base(name, aliases) => Arity = ArgumentArity.Zero;

    public bool IsSet(ParseResult parsed) => parsed.GetResult(this) is { Implicit: false };
}
