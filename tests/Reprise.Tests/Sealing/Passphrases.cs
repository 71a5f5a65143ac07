using System.Text;
using Reprise.Sealing;

namespace Reprise.Tests.Sealing;

/// <summary>Made-up passphrases.</summary>
internal static class Passphrases
{
    public const string Right = "correct horse bättery staple";

    public static Passphrase Of(string text) => new(Encoding.UTF8.GetBytes(text));
}
