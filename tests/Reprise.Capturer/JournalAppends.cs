using Reprise.Files;
using Reprise.Journaling;
using Reprise.Masking;
using Reprise.Sealing;

namespace Reprise.Capturer;

/// <summary>Appends events to a journal, one after the other, while others do the same.</summary>
internal static class JournalAppends
{
    public static int Run(string name, string folder, int count)
    {
        var home = new RepriseHome(folder);
        HomeKeys keys = HomeKeys.LoadOrCreate(home, seal: false);
        var author = new JournalAuthor(name, "laptop");
        var writer = new JournalWriter(home, new SourceMasker(MaskingRules.BuiltIn, keys), keys, author, TimeProvider.System);
        for (int i = 0; i < count; i++)
            writer.Append([new JournalEntry("a", $"{name}-{i}").Set("x", i)], CancellationToken.None);
        return 0;
    }
}
