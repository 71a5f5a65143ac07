using System.Security.Cryptography;
using System.Text;
using Reprise.Masking.Personal;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking;

/// <summary>What is masked: the built-in rules and those a user added.</summary>
public sealed class MaskingRules
{
    // Raised when something changes that the rows do not say: a verifier, the reading of escapes.
    private const int EngineVersion = 4;

    private readonly ScanPath _path;
    private AnchorScanner? _scanner;
    private string? _version;

    private MaskingRules(Rule[] rows, TextPattern[] patterns, ScanPath path)
    {
        Rows = rows;
        Patterns = patterns;
        _path = path;
    }

    /// <summary>The rules that are always on.</summary>
    public static MaskingRules BuiltIn { get; } = new(RuleCatalog.BuiltIn, [], ScanPaths.Best);

    /// <summary>Changes whenever a rule does: what was masked under another version may be masked again.</summary>
    public string Version => _version ??= MakeVersion();

    /// <summary>The names of all kinds that can be found, in alphabetical order.</summary>
    public IReadOnlyList<string> Kinds =>
        [
            .. Rows.Select(row => row.Kind)
                .Concat(Patterns.Select(pattern => pattern.Kind))
                .Where(kind => kind.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The rows, each with its literals.</summary>
    internal Rule[] Rows { get; }

    /// <summary>The verifiers of the rows.</summary>
    internal Verifier[] Verifiers => Array.ConvertAll(Rows, row => row.Verifier);

    /// <summary>The patterns without a literal to look for.</summary>
    internal TextPattern[] Patterns { get; }

    /// <summary>What finds the literals of the rows; made when something is masked.</summary>
    internal AnchorScanner Scanner => _scanner ??= new AnchorScanner(Array.ConvertAll(Rows, row => row.Literals), _path);

    /// <summary>Returns the built-in rules and those of a user.</summary>
    /// <exception cref="MaskingRuleException">A rule cannot be used; the message names it.</exception>
    public static MaskingRules Create(IReadOnlyList<UserRule> rules) => Create(new MaskingOptions { Rules = rules });

    /// <summary>Returns the built-in rules and what is wanted beside them.</summary>
    /// <exception cref="MaskingRuleException">A rule cannot be used; the message names it.</exception>
    public static MaskingRules Create(MaskingOptions options)
    {
        List<Rule> rows = [.. RuleCatalog.BuiltIn];
        List<TextPattern> patterns = [];
        for (int i = 0; i < options.Rules.Count; i++)
            UserRuleReader.Read(options.Rules[i], i + 1, rows, patterns);
        PersonalRules.Add(options.PersonalData, rows, patterns);
        bool isBuiltIn = rows.Count == RuleCatalog.BuiltIn.Length && patterns.Count == 0;
        return isBuiltIn ? BuiltIn : new MaskingRules([.. rows], [.. patterns], ScanPaths.Best);
    }

    /// <summary>Returns rules that consist of the given rows alone.</summary>
    internal static MaskingRules Of(Rule[] rows) => Of(rows, ScanPaths.Best);

    /// <summary>Returns rules of the given rows, whose literals are looked for on a given path.</summary>
    internal static MaskingRules Of(Rule[] rows, ScanPath path) => new(rows, [], path);

    private string MakeVersion()
    {
        var text = new StringBuilder();
        foreach (Rule row in Rows)
            text.Append(row.Identity).Append('\n');
        foreach (TextPattern pattern in Patterns)
            text.Append(pattern.Identity).Append('\n');
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return $"{EngineVersion}-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}";
    }
}
