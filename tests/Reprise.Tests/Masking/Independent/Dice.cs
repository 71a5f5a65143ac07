using System.Globalization;
using System.Text;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Throws seeded dice: the same seed gives the same texts.</summary>
internal sealed class Dice(int seed)
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private static readonly Dictionary<string, string> _alphabets = new(StringComparer.Ordinal)
    {
        ["d"] = Digits,
        ["hex"] = "0123456789abcdef",
        ["HEX"] = "0123456789ABCDEF",
        ["ln"] = Lower + Digits,
        ["UN"] = Lower.ToUpperInvariant() + Digits,
        ["abc"] = Lower,
        ["ABC"] = Lower.ToUpperInvariant(),
        ["Abc"] = Lower + Lower.ToUpperInvariant(),
        ["b32"] = Lower.ToUpperInvariant() + "234567",
        ["l32"] = Lower + "234567",
        ["b58"] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
        ["b62"] = Digits + Lower.ToUpperInvariant() + Lower,
        ["b64"] = Digits + Lower.ToUpperInvariant() + Lower + "+/",
        ["u64"] = Digits + Lower.ToUpperInvariant() + Lower + "-_",
        ["bech"] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
        ["azure"] = Digits + Lower.ToUpperInvariant() + Lower + "_~.-",
    };

    private readonly Random _random = new(seed);

    public int Next(int end) => _random.Next(end);

    public int Next(int start, int end) => _random.Next(start, end);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>Returns characters of a named alphabet that begin and end with a letter or a digit.</summary>
    public string Of(string alphabet, int length)
    {
        string letters = _alphabets[alphabet];
        Span<char> text = stackalloc char[length];
        for (int i = 0; i < length; i++)
        {
            do text[i] = letters[_random.Next(letters.Length)];
            while ((i == 0 || i == length - 1) && !char.IsAsciiLetterOrDigit(text[i]));
        }
        return new string(text);
    }

    public byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    public string Uuid()
    {
        string hex = Of("hex", 30);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[12..15]}-{Pick("8", "9", "a", "b")}{hex[15..18]}-{hex[18..30]}";
    }

    /// <summary>Fills a pattern: <c>{hex:32}</c>, <c>{b62:20-24}</c>, <c>{uuid}</c>, <c>{a|b|c}</c>; all else is literal.</summary>
    public string Fill(string pattern) => Fill(pattern, '{', '}', _ => null);

    /// <summary>Fills a text in which the parts to fill stand in single guillemets, some of them by a caller.</summary>
    public string Write(string template, Func<string, string?> slot) => Fill(template, '‹', '›', slot);

    private string Fill(string pattern, char open, char close, Func<string, string?> slot)
    {
        var text = new StringBuilder();
        int at = 0;
        while (pattern.IndexOf(open, at) is >= 0 and int start)
        {
            int end = pattern.IndexOf(close, start);
            string part = pattern[(start + 1)..end];
            text.Append(pattern, at, start - at).Append(slot(part) ?? Part(part));
            at = end + 1;
        }
        return text.Append(pattern, at, pattern.Length - at).ToString();
    }

    private string Part(string part)
    {
        if (part == "uuid")
            return Uuid();
        int colon = part.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !_alphabets.ContainsKey(part[..colon]))
            return Pick(part.Split('|'));
        string[] range = part[(colon + 1)..].Split('-');
        int low = int.Parse(range[0], CultureInfo.InvariantCulture);
        int high = range.Length == 1 ? low : int.Parse(range[1], CultureInfo.InvariantCulture);
        return Of(part[..colon], _random.Next(low, high + 1));
    }
}
