using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reprise.Reading;

namespace Reprise.Importing.Git;

/// <summary>The content of a file at one time, in a repository.</summary>
/// <param name="objects">What reads it.</param>
/// <param name="name">Its name: a hash of its length and its bytes.</param>
/// <param name="length">Its length in bytes.</param>
internal sealed class GitBlob(GitObjects objects, string name, long length) : HeldContent
{
    private const int LongNameLength = 64;

    public override long Length => length;

    internal override byte[] Read() => objects.Read(name, length);

    // The name tells: what a file grew from need not be taken out of the repository at all.
    internal override bool IsPrefixOf(ReadOnlySpan<byte> newer)
    {
        if (newer.Length < length)
            return false;
        using IncrementalHash hash = IncrementalHash.CreateHash(
            name.Length == LongNameLength ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1
        );
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        hash.AppendData(newer[..(int)length]);
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == name;
    }
}
