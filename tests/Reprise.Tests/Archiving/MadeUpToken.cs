namespace Reprise.Tests.Archiving;

/// <summary>Makes up tokens of the classic GitHub form, checksum included, so that every rule set takes them for real.</summary>
internal static class MadeUpToken
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Returns a token; the same number gives the same token.</summary>
    public static string Of(int number)
    {
        var random = new Random(number);
        string body = string.Concat(Enumerable.Range(0, 30).Select(_ => Base62[random.Next(62)]));
        uint crc = Crc32(body);
        char[] checksum = new char[6];
        for (int i = 5; i >= 0; i--, crc /= 62)
            checksum[i] = Base62[(int)(crc % 62)];
        return $"ghp_{body}{new string(checksum)}";
    }

    private static uint Crc32(string text)
    {
        uint crc = uint.MaxValue;
        foreach (char c in text)
        {
            crc ^= c;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
