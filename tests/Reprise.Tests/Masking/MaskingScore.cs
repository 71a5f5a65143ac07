using System.Text;
using Reprise.Masking;

namespace Reprise.Tests.Masking;

/// <summary>Counts what a masker finds, leaves and takes too much of.</summary>
internal sealed class MaskingScore
{
    private readonly Dictionary<string, int> _misses = [];
    private readonly Dictionary<string, int> _extra = [];
    private readonly SortedDictionary<string, (int Safe, int All)> _groups = new(StringComparer.Ordinal);

    public int Secrets { get; private set; }

    public int Safe { get; private set; }

    public int Regions { get; private set; }

    public int FalseRegions { get; private set; }

    public double Recall => (double)Safe / Secrets;

    public double Precision => Regions == 0 ? 1 : 1 - (double)FalseRegions / Regions;

    /// <summary>Adds a line and what was found in it.</summary>
    /// <remarks>Half a secret is a leak: a secret is safe when all of it is covered, but for a public prefix of 12 bytes or padding.</remarks>
    public void Add(
        ReadOnlySpan<byte> line,
        string context,
        IReadOnlyList<SecretSpan> secrets,
        IReadOnlyList<(int Start, int End)> allowed,
        IReadOnlyList<Finding> findings
    )
    {
        foreach (SecretSpan secret in secrets)
        {
            Secrets++;
            if (IsSafe(line, secret, findings))
                Safe++;
            else
                Count(_misses, secret.Kind);
        }
        foreach (Finding finding in findings)
        {
            Regions++;
            bool expected =
                secrets.Any(secret => finding.Start < secret.End && finding.Start + finding.Length > secret.Start)
                || allowed.Any(span => finding.Start < span.End && finding.Start + finding.Length > span.Start);
            if (expected)
                continue;
            FalseRegions++;
            Count(_extra, $"{finding.Kind} in {context}");
        }
    }

    /// <summary>Counts a secret in a group of its own: its kind, its surroundings.</summary>
    public void AddTo(string group, ReadOnlySpan<byte> line, SecretSpan secret, IReadOnlyList<Finding> findings)
    {
        (int safe, int all) = _groups.GetValueOrDefault(group);
        _groups[group] = (IsSafe(line, secret, findings) ? safe + 1 : safe, all + 1);
    }

    /// <summary>Returns a line for each group in which something was missed.</summary>
    public string Groups() =>
        string.Join(
            '\n',
            _groups
                .Where(group => group.Value.Safe < group.Value.All)
                .Select(group => $"{group.Key}: {group.Value.Safe}/{group.Value.All}")
        );

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            System.Globalization.CultureInfo.InvariantCulture,
            $"secrets={Secrets} recall={Recall:F4} regions={Regions} precision={Precision:F4}\n"
        );
        foreach ((string key, int n) in _misses.OrderByDescending(pair => pair.Value))
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"missed {n} {key.ReplaceLineEndings("\\n")}\n");
        foreach ((string key, int n) in _extra.OrderByDescending(pair => pair.Value))
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"extra {n} {key.ReplaceLineEndings("\\n")}\n");
        return text.ToString();
    }

    /// <summary>Whether all of a secret is covered.</summary>
    public static bool IsSafe(ReadOnlySpan<byte> line, SecretSpan secret, IReadOnlyList<Finding> findings)
    {
        int at = secret.Start;
        foreach (Finding finding in findings)
        {
            int end = (int)finding.Start + finding.Length;
            if (end <= at || finding.Start >= secret.End)
                continue;
            int gap = (int)finding.Start - at;
            if (gap > 0 && !(at == secret.Start && secret.End - secret.Start >= 24 && gap <= 12))
                return false;
            at = end;
        }
        return at > secret.Start && (at >= secret.End || IsPadding(line[at..secret.End]));
    }

    private static bool IsPadding(ReadOnlySpan<byte> rest) =>
        Encoding
            .UTF8.GetString(rest)
            .Replace("\\", "", StringComparison.Ordinal)
            .Replace("u003d", "=", StringComparison.OrdinalIgnoreCase)
            .Replace("%3d", "=", StringComparison.OrdinalIgnoreCase)
            .Trim('=')
            .Length == 0;

    private static void Count(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
