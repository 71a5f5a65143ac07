namespace Reprise.Fuzz;

/// <summary>A piece of code that takes bytes from outside, with what must hold for whatever they are.</summary>
internal abstract class FuzzTarget
{
    /// <summary>The name to type.</summary>
    public abstract string Name { get; }

    /// <summary>Small inputs that are understood, to be changed.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces that mean something to the code.</summary>
    public virtual IReadOnlyList<byte[]> Tokens => FuzzTokens.Json;

    /// <summary>Runs the code on an input.</summary>
    /// <param name="input">Any bytes.</param>
    /// <param name="choice">A number of the input's own, for what a target decides by chance; the same for the same input.</param>
    /// <returns>A number that tells one behaviour from another: an input with a new one is changed further.</returns>
    /// <exception cref="Exception">Any: the code is broken.</exception>
    public abstract ulong Run(byte[] input, Random choice);

    /// <summary>States what must hold.</summary>
    protected static void Require(bool holds, string what)
    {
        if (!holds)
            throw new FuzzFailure(what);
    }
}

/// <summary>Tells that something does not hold that must.</summary>
internal sealed class FuzzFailure(string what) : Exception(what);
