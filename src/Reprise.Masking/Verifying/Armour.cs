using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>What key files in text form are made of.</summary>
internal static class Armour
{
    /// <summary>Base64 with padding.</summary>
    public static readonly Alphabet Payload = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
}
