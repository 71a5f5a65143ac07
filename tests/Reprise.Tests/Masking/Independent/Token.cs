namespace Reprise.Tests.Masking.Independent;

/// <summary>A kind of secret and how one of its kind is made.</summary>
/// <param name="Kind">Its name in the score.</param>
/// <param name="Pattern">A pattern of <see cref="Dice.Fill"/>; empty where <paramref name="Make"/> makes it.</param>
/// <param name="Names">Names of variables it is kept in; a kind without a shape of its own is written behind one of them only.</param>
/// <param name="Bare">Whether the shape alone gives it away.</param>
/// <param name="Make">Makes one that a pattern cannot.</param>
internal sealed record Token(string Kind, string Pattern, string Names = "", bool Bare = true, Func<Dice, string>? Make = null)
{
    public string New(Dice dice) => Make is null ? dice.Fill(Pattern) : Make(dice);

    /// <summary>Returns a variable it may be kept in.</summary>
    public string Name(Dice dice) =>
        Names.Length > 0 ? dice.Pick(Names.Split(' ')) : dice.Pick("TOKEN", "API_KEY", "CREDENTIAL", "VALUE", "KEY", "RESULT");
}
