using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>Not a secret but its stand-in: what was masked before.</summary>
internal static class ExistingRules
{
    public static Rule[] Rows { get; } =
    [
        new()
        {
            Kind = "",
            Literals = [new Literal("[masked:")],
            Verifier = new ExistingVerifier(),
            Example = "",
            Counter = "TOKEN=[masked:github-pat:k7q2m4xw73fa]",
            Source = "the placeholder's own format",
        },
    ];
}
