namespace Reprise.Masking.Rules;

/// <summary>Turns the rules of a user into rows.</summary>
internal static class UserRuleReader
{
    public static void Read(UserRule rule, int number, List<Rule> rows, List<UserPattern> patterns)
    {
        _ = (rule, rows, patterns);
        throw new MaskingRuleException($"Rule {number} cannot be used.");
    }
}
