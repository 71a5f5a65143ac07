using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Reprise.Reading;

/// <summary>Makes names of ids that databases hold, for places in the archive.</summary>
internal static class RowNames
{
    private const int MaxLength = 80;

    private static readonly SearchValues<char> _plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    /// <summary>Returns the id itself where it is a plain word, as ids are; else one that stands for it.</summary>
    public static string Of(string id) =>
        id.Length is > 0 and <= MaxLength && !id.AsSpan().ContainsAnyExcept(_plain)
            ? id
            : "x-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 12));
}
