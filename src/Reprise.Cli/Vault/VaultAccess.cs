using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Vault;

/// <summary>Opens the private key when it is needed, and asks for its passphrase at most once when that is right.</summary>
/// <param name="context">The run.</param>
/// <param name="source">Where the passphrase comes from.</param>
internal sealed class VaultAccess(CliContext context, PassphraseSource source) : IDisposable
{
    private const int Attempts = 3;
    private Passphrase? _given;
    private VaultOpener? _opener;
    private RepriseException? _failure;

    /// <summary>Opens the vault; the second time it gives, or throws, what it did the first time.</summary>
    /// <exception cref="RepriseException">The private key is not here, damaged, or its passphrase is not to be had.</exception>
    public VaultOpener Open()
    {
        if (_failure is not null)
            throw _failure;
        try
        {
            return _opener ??= Open(ask => new VaultOpener(context.Home, ask));
        }
        catch (RepriseException error)
        {
            // Nobody is asked again for each of a thousand sessions.
            _failure = error;
            throw;
        }
    }

    /// <summary>Does something that needs the passphrase; a person who mistypes it may try again.</summary>
    /// <param name="work">Is given what asks for the passphrase, and does nothing before that is right.</param>
    public T Open<T>(Func<Func<Passphrase>, T> work)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return work(() => _given ??= source.Get());
            }
            catch (RepriseException error) when (error.Kind == "passphrase" && source.IsAsked && attempt < Attempts)
            {
                Forget();
                context.Warn("the passphrase is wrong; try again");
            }
        }
    }

    public void Dispose()
    {
        _opener?.Dispose();
        Forget();
    }

    private void Forget()
    {
        _given?.Dispose();
        _given = null;
    }
}
