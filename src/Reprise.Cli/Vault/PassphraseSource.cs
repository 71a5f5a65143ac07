using System.Security.Cryptography;
using System.Text;
using Reprise.Cli.Commands.Options;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Vault;

/// <summary>Where a passphrase comes from: a file, else the environment, else the terminal.</summary>
/// <param name="context">The run.</param>
/// <param name="file">The file that was named, <c>-</c> for stdin; null for none.</param>
/// <param name="variable">The environment variable to look at.</param>
/// <param name="option">The name of the option, for hints.</param>
/// <param name="cancellation">Ends a wait for the terminal.</param>
internal sealed class PassphraseSource(
    CliContext context,
    string? file,
    string variable,
    string option,
    CancellationToken cancellation
)
{
    private const int MaxBytes = 4096;
    private const int ShortCharacters = 12;

    /// <summary>The source of the passphrase that protects the private key.</summary>
    public static PassphraseSource Current(CliContext context, string? file, CancellationToken cancellation) =>
        new(context, file, PassphraseOption.Variable, "--passphrase-file", cancellation);

    /// <summary>The source of the passphrase that is to protect it.</summary>
    public static PassphraseSource Fresh(CliContext context, string? file, CancellationToken cancellation) =>
        new(context, file, PassphraseOption.NewVariable, "--new-passphrase-file", cancellation);

    /// <summary>Whether a person is asked, who may try again.</summary>
    public bool IsAsked =>
        file is null && Value is null && context.Environment is { IsInputTerminal: true, IsErrorTerminal: true };

    private string? Value => context.Environment.Variable(variable) is { Length: > 0 } value ? value : null;

    /// <summary>Gets a passphrase that is in use.</summary>
    /// <exception cref="RepriseException">Kind <c>passphrase</c> when there is none to be had.</exception>
    public Passphrase Get() => Given() ?? Ask("Passphrase of the vault: ");

    /// <summary>Gets a passphrase that is to be used from now on; a person types it twice.</summary>
    /// <exception cref="RepriseException">Kind <c>passphrase</c> when there is none to be had, or it is empty.</exception>
    public Passphrase GetNew()
    {
        if (Given() is { } given)
            return Checked(given);
        Passphrase first = Checked(Ask("New passphrase: "));
        using Passphrase second = Ask("The same once more: ");
        if (first.IsSameAs(second))
            return first;
        first.Dispose();
        throw new RepriseException("passphrase", "The two are not the same.", "Nothing was changed; run it again.");
    }

    private Passphrase? Given()
    {
        if (file is not null)
        {
            using Stream stream = file == "-" ? context.Environment.OpenInput() : File.OpenRead(context.FullPath(file));
            return ReadLine(stream);
        }
        return Value is { } value ? Make(Encoding.UTF8.GetBytes(value)) : null;
    }

    private Passphrase Ask(string question)
    {
        if (!IsAsked)
            throw new RepriseException(
                "passphrase",
                "A passphrase is needed for the private key of the vault.",
                $"Run it on a terminal, or give the passphrase with {option} FILE or in {variable}."
            );
        context.Flush();
        return Make(context.Environment.ReadHidden(question, cancellation) ?? throw new OperationCanceledException());
    }

    private Passphrase Checked(Passphrase passphrase)
    {
        if (passphrase.Length == 0)
        {
            passphrase.Dispose();
            throw new RepriseException("passphrase", "An empty passphrase protects nothing.", "Nothing was changed.");
        }
        if (passphrase.Length < ShortCharacters)
            context.Warn(
                $"a passphrase of fewer than {ShortCharacters} characters can be found by trying; six words picked at random cannot"
            );
        return passphrase;
    }

    private static Passphrase ReadLine(Stream stream)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(MaxBytes, pinned: true);
        try
        {
            int length = stream.ReadAtLeast(buffer, MaxBytes, throwOnEndOfStream: false);
            ReadOnlySpan<byte> content = buffer.AsSpan(0, length);
            int end = content.IndexOf((byte)'\n');
            if (end < 0 && length == MaxBytes)
                throw new RepriseException("passphrase", $"A passphrase has fewer than {MaxBytes} bytes.");
            return new Passphrase((end < 0 ? content : content[..end]).TrimEnd((byte)'\r'));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static Passphrase Make(byte[] bytes)
    {
        try
        {
            return new Passphrase(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
