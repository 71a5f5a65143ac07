using System.Text;

namespace Reprise.Tests.Cli;

/// <summary>Makes up GitHub tokens whose checksum fits, so that no rule can refuse them.</summary>
internal static class GitHubToken
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string Make(int seed)
    {
        var random = new Random(seed);
        string body = new([.. Enumerable.Range(0, 30).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
        uint sum = Crc32(Encoding.ASCII.GetBytes(body));
        char[] check = new char[6];
        for (int i = check.Length - 1; i >= 0; i--, sum /= 62)
            check[i] = Alphabet[(int)(sum % 62)];
        return "ghp_" + body + new string(check);
    }

    private static uint Crc32(byte[] bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }
}
