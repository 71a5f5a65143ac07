using System.Text;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Vault;

/// <summary>Reads the public key that somebody names on the command line.</summary>
internal static class RecipientInput
{
    private const int MaxCharacters = 64 * 1024;

    /// <summary>Reads it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="source">A file, the PEM text itself, or <c>-</c> for stdin.</param>
    /// <param name="name">What to call the key; null for what the text says.</param>
    /// <exception cref="RepriseException">It is no public key for the vault.</exception>
    public static VaultRecipient Read(CliContext context, string source, string? name)
    {
        string text = source.StartsWith("-----BEGIN", StringComparison.Ordinal) ? source : ReadFile(context, source);
        VaultRecipient recipient = RecipientList.Parse(text);
        if (name is null)
            return recipient;
        return VaultRecipient.IsName(name)
            ? recipient with
            {
                Name = name,
            }
            : throw UsageError.Of($"A name is one line of at most {VaultRecipient.MaxNameLength} visible characters.");
    }

    private static string ReadFile(CliContext context, string source)
    {
        using Stream stream = source == "-" ? context.Environment.OpenInput() : File.OpenRead(context.FullPath(source));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        char[] text = new char[MaxCharacters];
        int length = reader.ReadBlock(text, 0, text.Length);
        return length < MaxCharacters
            ? new string(text, 0, length)
            : throw new RepriseException("vault", "The file is too long to be a public key.");
    }
}
