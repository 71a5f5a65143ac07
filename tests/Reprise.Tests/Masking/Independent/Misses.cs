using System.Text;
using Reprise.Masking;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Shows what went wrong with a made-up case, for a person to read.</summary>
internal static class Misses
{
    private const int Around = 70;

    public static string Of(IndependentCase item, MaskedResult masked)
    {
        var text = new StringBuilder();
        foreach (SecretSpan secret in item.Secrets.Where(secret => !MaskingScore.IsSafe(item.Bytes, secret, masked.Findings)))
            text.Append($"MISS {secret.Kind} | {item.Phrase} | {item.View} | {item.Carrier} | ")
                .Append($"{Shown(item, secret.Start, secret.End)}{Found(masked, secret.Start, secret.End)}\n");
        foreach (Finding finding in masked.Findings.Where(finding => !IsExpected(item, finding)))
            text.Append($"EXTRA {finding.Kind} | {item.Phrase} | {item.View} | {item.Carrier} | ")
                .Append($"{Shown(item, (int)finding.Start, (int)finding.Start + finding.Length)}\n");
        return text.ToString();
    }

    private static bool IsExpected(IndependentCase item, Finding finding) =>
        item.Secrets.Any(secret => finding.Start < secret.End && finding.Start + finding.Length > secret.Start)
        || item.Allowed.Any(span => finding.Start < span.End && finding.Start + finding.Length > span.Start);

    private static string Found(MaskedResult masked, int start, int end) =>
        string.Concat(
            masked
                .Findings.Where(finding => finding.Start < end && finding.Start + finding.Length > start)
                .Select(finding =>
                    $" ({finding.Kind} {finding.Start - start}..{finding.Start + finding.Length - start} of {end - start})"
                )
        );

    private static string Shown(IndependentCase item, int start, int end)
    {
        int from = Math.Max(0, start - Around);
        int to = Math.Min(item.Bytes.Length, end + Around);
        return $"{Text(item, from, start)}⟦{Text(item, start, end)}⟧{Text(item, end, to)}";
    }

    private static string Text(IndependentCase item, int from, int to) =>
        Encoding.UTF8.GetString(item.Bytes.AsSpan(from, to - from)).ReplaceLineEndings("␤");
}
