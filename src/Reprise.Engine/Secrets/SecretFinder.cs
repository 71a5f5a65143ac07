using System.Text;
using Reprise.Files;
using Reprise.Masking;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Secrets;

/// <summary>Finds out under which fingerprints a value would lie in the archive, without writing it anywhere.</summary>
/// <param name="masker">The masker of the home.</param>
public sealed class SecretFinder(SourceMasker masker)
{
    /// <summary>The fewest characters of a value that is looked for.</summary>
    public const int MinLength = 4;

    // A value that nothing but its surroundings gives away is found in these.
    private static readonly (string Before, string After)[] _surroundings =
    [
        ("", ""),
        ("PASSWORD=", "\n"),
        ("\"api_key\": \"", "\""),
        ("Authorization: Bearer ", "\n"),
        ("https://user:", "@example.com/"),
    ];

    /// <summary>Returns all fingerprints that the value may have.</summary>
    /// <param name="value">The value; nothing keeps it.</param>
    /// <exception cref="RepriseException">It is too short to be looked for.</exception>
    public IReadOnlySet<string> FingerprintsOf(string value)
    {
        if (value.Length < MinLength)
            throw new RepriseException("usage", $"A secret that is looked for has at least {MinLength} characters.");
        var fingerprints = new HashSet<string>(StringComparer.Ordinal)
        {
            masker.Fingerprinter.Fingerprint(Encoding.UTF8.GetBytes(value)),
        };
        foreach ((string before, string after) in _surroundings)
        {
            string masked = masker.Mask(new SourceText(before + value + after)).Value;
            byte[] utf8 = Encoding.UTF8.GetBytes(masked);
            for (int from = 0; MaskedPlaceholder.Next(utf8, from) is { } found; from = found.Start + found.Length)
                fingerprints.Add(found.Fingerprint);
        }
        return fingerprints;
    }
}
