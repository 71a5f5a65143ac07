using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>The one list of all built-in rules.</summary>
internal static class RuleCatalog
{
    /// <summary>All rows.</summary>
    public static Rule[] BuiltIn { get; } =
    [
        .. ExistingRules.Rows,
        .. AiRules.Rows,
        .. CloudRules.Rows,
        .. InfrastructureRules.Rows,
        .. ForgeRules.Rows,
        .. ChatRules.Rows,
        .. PaymentRules.Rows,
        .. RegistryRules.Rows,
        .. ServiceRules.Rows,
        .. KeyRules.Rows,
        .. EncodedRules.Rows,
        .. CommandRules.Rows,
        .. ContextRules.Rows,
    ];

    /// <summary>Returns a row for a prefix and what follows it.</summary>
    /// <param name="kind">The name of the kind.</param>
    /// <param name="prefixes">The prefixes, separated by blanks.</param>
    /// <param name="body">What follows; see <see cref="Body"/>.</param>
    /// <param name="example">A text that must be masked.</param>
    /// <param name="counter">A look-alike that must stay.</param>
    /// <param name="source">Where the shape is from.</param>
    /// <param name="traits">S: strict left edge, L: unmistakable prefix, R: the body must look random, B: only the body is masked, W: the whole URL is masked, H: anything may stand before, T: only the last part is secret, N: a cut body says nothing.</param>
    /// <param name="check">A checksum or structure.</param>
    /// <param name="before">The run before the literal, when it stands inside the token.</param>
    /// <param name="grade">How sure it is without a checksum.</param>
    public static Rule Token(
        string kind,
        string prefixes,
        string body,
        string example,
        string counter,
        string source,
        string traits = "",
        TokenCheck? check = null,
        string? before = null,
        Grade grade = Grade.Strong
    )
    {
        Body shape = Body.Parse(body);
        List<Literal> literals = [];
        foreach (string prefix in prefixes.Split(' '))
        {
            foreach (string spelling in Spellings(prefix))
                literals.Add(MakeLiteral(spelling, shape));
        }
        return new()
        {
            Kind = kind,
            Literals = [.. literals],
            Verifier = new TokenVerifier(shape)
            {
                Before = before is null ? null : Body.Parse(before),
                Strict = traits.Contains('S', StringComparison.Ordinal),
                Loose = traits.Contains('L', StringComparison.Ordinal),
                Random = traits.Contains('R', StringComparison.Ordinal),
                AnyEdge = traits.Contains('H', StringComparison.Ordinal),
                WholeUrl = traits.Contains('W', StringComparison.Ordinal),
                BodyOnly = traits.Contains('B', StringComparison.Ordinal),
                Tail = traits.Contains('T', StringComparison.Ordinal),
                Whole = traits.Contains('N', StringComparison.Ordinal),
                Check = check,
            },
            Example = example,
            Counter = counter,
            Source = source,
            Grade = grade,
        };
    }

    // Signs that some writers of JSON escape, and that URLs do.
    private static string[] Spellings(string prefix)
    {
        if (prefix.StartsWith('+'))
            return [prefix, "u002b" + prefix[1..], "u002B" + prefix[1..], "%2B" + prefix[1..]];
        if (prefix.Contains("//", StringComparison.Ordinal))
            return
            [
                prefix,
                prefix.Replace("/", "\\/", StringComparison.Ordinal),
                prefix.Replace("/", "\\\\/", StringComparison.Ordinal),
                prefix.Replace("/", "\\\\\\/", StringComparison.Ordinal),
                prefix.Replace("/", "%2F", StringComparison.Ordinal),
            ];
        if (prefix.AsSpan().ContainsAny(':', '$'))
            return [prefix, prefix.Replace(":", "%3A", StringComparison.Ordinal).Replace("$", "%24", StringComparison.Ordinal)];
        return [prefix];
    }

    // A prefix of three characters stands for every window it can begin: its body says which.
    private static Literal MakeLiteral(string prefix, Body body) =>
        prefix.Length > 3 ? new Literal(prefix) : new Literal(prefix, anyCase: false, body.First + "\\");
}
