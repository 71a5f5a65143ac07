using Reprise.Journaling;
using Reprise.Masking;
using Reprise.Redacting;
using Reprise.Sealing;
using Reprise.Tests.Capturing;

namespace Reprise.Tests.Redacting;

/// <summary>Makes redactions in a home that sessions are captured into.</summary>
internal sealed class CapturedRedactions(CaptureHome home)
{
    public RedactionBuilder Builder => new(Masker, "ana", home.Now);

    private HomeKeys Keys => HomeKeys.LoadOrCreate(home.Home, seal: false);

    private SourceMasker Masker => new(MaskingRules.BuiltIn, Keys);

    /// <summary>The redactions in force.</summary>
    public RedactionSet InForce => RedactionSet.Load(new Journal(home.Home).Read().State, home.Home);

    public void Append(JournalEntry entry) =>
        new JournalWriter(home.Home, Masker, Keys, new JournalAuthor("ana", "laptop"), TimeProvider.System).Append(
            [entry],
            CancellationToken.None
        );
}
