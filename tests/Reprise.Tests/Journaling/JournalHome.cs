using System.Diagnostics;
using Reprise.Files;
using Reprise.Journaling;
using Reprise.Masking;
using Reprise.Sealing;
using Reprise.Tests.Cli;

namespace Reprise.Tests.Journaling;

/// <summary>An empty home with a journal that one or more devices write to.</summary>
internal sealed class JournalHome : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-journal-").FullName;

    public RepriseHome Home => new(Path.Combine(_folder, "home"));

    public FakeTime Time { get; } = new(new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));

    public Journal Journal => new(Home);

    public HomeKeys Keys => HomeKeys.LoadOrCreate(Home, seal: false);

    /// <summary>The one file, when one device has written.</summary>
    public string OnlyFile => Directory.GetFiles(Home.Journal).ShouldHaveOne();

    /// <summary>The file that a device has written, among others.</summary>
    public string DeviceFile =>
        Directory.GetFiles(Home.Journal, "*.jsonl").First(path => Path.GetFileNameWithoutExtension(path).Length == 16);

    public JournalWriter Writer(string host = "laptop", string user = "ana") =>
        new(Home, new SourceMasker(MaskingRules.BuiltIn, Keys), Keys, new JournalAuthor(user, host), Time);

    public JournalEvent Append(JournalEntry entry, string host = "laptop") =>
        Writer(host).Append([entry], CancellationToken.None).ShouldHaveOne();

    /// <summary>Starts a process that appends events to the journal.</summary>
    public Process StartWriter(int count, string name)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Reprise.Capturer.dll");
        string dotnet =
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return Process.Start(new ProcessStartInfo(dotnet, [program, name, Home.Folder, "journal", $"{count}"]))
            ?? throw new InvalidOperationException("There is no process.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

internal static class OnlyOne
{
    /// <summary>Returns the one element of a list.</summary>
    public static T ShouldHaveOne<T>(this IReadOnlyList<T> list) =>
        list.Count == 1 ? list[0] : throw new Shouldly.ShouldAssertException($"There are {list.Count}.");
}
