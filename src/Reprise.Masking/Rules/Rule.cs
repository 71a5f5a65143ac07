using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>One kind of secret: where to look for it, how to tell that it is one, and the proof that the row works.</summary>
/// <remarks>Everything about a kind stands in its row; a row is all that is needed to add one.</remarks>
internal sealed record Rule
{
    /// <summary>The name of the kind: what the placeholder says.</summary>
    public required string Kind { get; init; }

    /// <summary>What the anchor pass looks for.</summary>
    public required Literal[] Literals { get; init; }

    /// <summary>What decides about a place where a literal stands.</summary>
    public required Verifier Verifier { get; init; }

    /// <summary>How sure a finding is when no checksum says more.</summary>
    public Grade Grade { get; init; } = Grade.Strong;

    /// <summary>A text that must be masked; <c>{w36}</c> stands for 36 random characters of an alphabet.</summary>
    public required string Example { get; init; }

    /// <summary>A look-alike that must stay.</summary>
    public required string Counter { get; init; }

    /// <summary>Where the shape is from.</summary>
    public required string Source { get; init; }

    /// <summary>Everything about the row that changes what it finds.</summary>
    public string Identity =>
        $"{Kind}|{Grade}|{string.Join(',', Literals.Select(l => l + (l.AnyCase ? "~" : "")))}|{Verifier.Identity}";
}
