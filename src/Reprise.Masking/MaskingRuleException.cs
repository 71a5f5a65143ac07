namespace Reprise.Masking;

/// <summary>A rule that a user wrote cannot be used.</summary>
public sealed class MaskingRuleException : Exception
{
    /// <summary>Names the rule and says why.</summary>
    public MaskingRuleException(string message, Exception? inner = null)
        : base(message, inner) { }
}
