using System.Text;
using System.Text.RegularExpressions;
using Reprise.Masking;

namespace Reprise.Fuzz.Oracle;

/// <summary>Holds the masker to what the oracle finds in one JSON document.</summary>
internal static partial class OracleComparison
{
    private const int MaxStart = 14;
    private static readonly Fingerprinter _fingerprinter = new("a made-up key of 32 bytes, no more"u8);

    /// <summary>Tells where both differ; null when they agree, or when the oracle has no opinion.</summary>
    public static string? Difference(byte[] document)
    {
        // A placeholder in the source changes what the masker may look at.
        if (document.AsSpan().IndexOf("[masked:"u8) >= 0 || OracleMasker.Find(document) is not { } expected)
            return null;
        List<Finding> findings = Mask(document);
        foreach (OracleFinding token in expected)
        {
            if (
                OracleMasker.IsPlain(token.Value)
                && !IsDoubtful(document, token)
                && !findings.Any(finding => Covers(finding, token))
            )
                return $"{token.Kind} at {token.Start} is not masked.";
        }
        foreach (Finding finding in findings)
        {
            if (IsWhole(document, finding) && !expected.Any(token => IsSame(finding, token)))
                return $"{finding.Kind} at {finding.Start} is none.";
        }
        return null;
    }

    /// <summary>Returns what the masker finds.</summary>
    public static List<Finding> Mask(byte[] document)
    {
        var output = new Findings();
        var masker = new StreamMasker(MaskingRules.BuiltIn, _fingerprinter, TextShape.JsonLines);
        masker.Write(document, output);
        masker.Complete(output);
        return output.All;
    }

    // The masker looks for the start of a token as it stands, since no writer of JSON escapes letters; and whether a backslash
    // before it or behind it makes an escape, or what an escape before it stands for, depends on a depth that it does not count.
    private static bool IsDoubtful(byte[] document, in OracleFinding token)
    {
        ReadOnlySpan<byte> behind = document.AsSpan(token.End);
        ReadOnlySpan<byte> escape = behind.TrimStart((byte)'\\');
        return document.AsSpan(token.Start, Math.Min(token.End - token.Start, MaxStart)).Contains((byte)'\\')
            || (escape.Length < behind.Length && escape is [(byte)'u' or (byte)'x', ..])
            || Before().IsMatch(Encoding.Latin1.GetString(document, 0, token.Start));
    }

    [GeneratedRegex(
        @"(?:\\|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|%[0-9A-Fa-f]{2}|\[[0-9;]*[a-zA-Z])\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Before();

    private static bool Covers(in Finding finding, in OracleFinding token) =>
        finding.Start <= token.Start && finding.Start + finding.Length >= token.End;

    private static bool IsSame(in Finding finding, in OracleFinding token) =>
        finding.Start == token.Start && finding.Start + finding.Length == token.End && finding.Kind == token.Kind;

    // Only a finding that is a whole token as it stands can be held against the oracle: it knows neither cut nor broken ones.
    private static bool IsWhole(byte[] document, Finding finding)
    {
        string raw = Encoding.Latin1.GetString(document, (int)finding.Start, finding.Length);
        return OracleFamilies.All.Any(family => family.Kind == finding.Kind && family.Shape.IsMatch(raw));
    }

    private sealed class Findings : MaskedOutput
    {
        public List<Finding> All { get; } = [];

        public override void Clear(ReadOnlySpan<byte> bytes) { }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder) =>
            All.Add(finding);
    }
}
