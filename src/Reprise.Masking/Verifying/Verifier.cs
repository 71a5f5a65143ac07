using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Decides whether a secret stands at a place where a literal was found, and where it starts and ends.</summary>
/// <remarks>It looks at the view only, takes any bytes, and never throws.</remarks>
internal abstract class Verifier
{
    /// <summary>Names what decides, parameters included: part of the version of the rules.</summary>
    public virtual string Identity => GetType().Name;

    /// <summary>Whether what it finds may lie in each other so often that only the innermost are worth a look.</summary>
    public virtual bool IsNested => false;

    /// <summary>Tells from the bytes next to the literal alone whether a closer look is worth it.</summary>
    /// <remarks>It is called for every literal found; a wrong yes costs time, a wrong no a secret.</remarks>
    public virtual bool Glance(ReadOnlySpan<byte> data, int at, int after) => true;

    /// <summary>Adds what is to be masked around a literal.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="at">Where the literal starts.</param>
    /// <param name="after">Where it ends.</param>
    /// <param name="rule">The row that the literal belongs to.</param>
    /// <param name="regions">Takes what is found.</param>
    public abstract void Verify(in View view, int at, int after, Rule rule, RegionList regions);
}
