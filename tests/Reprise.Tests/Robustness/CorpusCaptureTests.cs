using System.Security.Cryptography;
using System.Text;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Protocol;
using Reprise.Tests.Agents;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Captures of every case of real sessions.</summary>
public sealed class CorpusCaptureTests
{
    public static TheoryData<string> Agents => CorpusTests.Agents;

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_real_home_is_captured_without_loss(string agent)
    {
        int cases = 0;
        int files = 0;
        foreach (string folder in Directory.GetDirectories(SharedCorpus.Of(agent)))
        {
            using var home = new CaptureHome();
            IAgent found = AgentCatalog.Find(new AgentId(agent))!;
            string place = found.SharesHomes
                ? Path.Combine(home.User, "projects", Path.GetFileName(folder))
                : found.Homes(new AgentEnvironment(home.User, _ => null))[0];
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (found.SharesHomes)
                Copy(folder, place);
            else
                Directory.CreateSymbolicLink(place, folder);
            string before = Hash(folder);
            CaptureReport report = home.Capture();
            report.Skipped.ShouldBeEmpty(folder);
            report.Captured.ShouldBe(report.Homes.Sum(searched => searched.Sessions), folder);
            ArchiveCheck.Holds(home.Home);
            int compared = ArchiveCheck.EqualsSources(home.Home);
            compared.ShouldBe(
                Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length - Beside(agent, folder),
                folder
            );
            Robust.ReindexGivesTheSame(home);
            home.Capture().BytesRead.ShouldBe(0);
            Hash(folder).ShouldBe(before);
            cases++;
            files += compared;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{agent}: {files} files in {cases} cases");
        cases.ShouldBeGreaterThan(0);
    }

    // What is linked from a folder of projects is left to the place where it is.
    private static void Copy(string folder, string place)
    {
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(place, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // Files that belong to no session, such as the database with the titles.
    private static int Beside(string agent, string folder) => agent == "codex" ? Directory.GetFiles(folder).Length : 0;

    private static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path} {File.GetLastWriteTimeUtc(path):O}"));
            hash.AppendData(File.ReadAllBytes(path));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
