using System.Text;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Agents;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Sealing;

public sealed class RecoveryKeyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private RepriseHome Home => new(Path.Combine(_folder.Path, "home"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Many_keys_come_back_from_their_lines()
    {
        for (int i = 0; i < 50; i++)
        {
            using PrivateKey key = NewKey(i);
            string lines = Lines(key);
            lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(RecoveryKey.Lines);
            lines.Split('\n').ShouldAllBe(line => line.Length <= 28);
            using PrivateKey back = RecoveryKey.Parse(lines);
            back.Id.ShouldBe(key.Id);
            back.Pair.ExportParameters(true).D.ShouldBe(key.Pair.ExportParameters(true).D);
        }
    }

    [Fact]
    public void Case_spaces_look_alikes_numbers_and_other_lines_do_not_matter()
    {
        using PrivateKey key = NewKey(0);
        string[] lines = Lines(key).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] bare = [.. lines.Select(line => line[3..])];
        string[] spellings =
        [
            string.Join('\n', lines).ToLowerInvariant(),
            "A heading\n\n  " + string.Join("\r\n  ", lines) + "\r\nNote: keep it.\n",
            string.Join('\n', bare),
            string.Join('\n', bare.Select(line => line.Replace(' ', '-'))),
            string.Join('\n', bare.Select(line => line.Replace('0', 'o').Replace('1', 'l'))),
            string.Join('\n', lines.Reverse()),
        ];
        foreach (string spelling in spellings)
        {
            using PrivateKey back = RecoveryKey.Parse(spelling);
            back.Id.ShouldBe(key.Id);
        }
    }

    [Fact]
    public void Every_wrong_digit_is_found_in_its_line()
    {
        using PrivateKey key = NewKey(0);
        string[] lines = Lines(key).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int line = 0; line < lines.Length; line++)
        for (int at = 3; at < lines[line].Length; at++)
        {
            if (lines[line][at] == ' ')
                continue;
            string[] wrong = [.. lines];
            wrong[line] = lines[line][..at] + (lines[line][at] == 'A' ? 'B' : 'A') + lines[line][(at + 1)..];
            RepriseException error = Should.Throw<RepriseException>(() => RecoveryKey.Parse(string.Join('\n', wrong)));
            error.Kind.ShouldBe("recovery");
            error.Message.ShouldBe($"Line {line + 1} of the recovery key is mistyped.");
        }
    }

    [Fact]
    public void Missing_and_mixed_lines_are_refused()
    {
        using PrivateKey one = NewKey(1);
        using PrivateKey two = NewKey(2);
        string[] lines = Lines(one).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] rest = [.. lines.Where((_, index) => index != i)];
            Should
                .Throw<RepriseException>(() => RecoveryKey.Parse(string.Join('\n', rest)))
                .Message.ShouldBe($"Line {i + 1} of the recovery key is missing.");
            string[] mixed = [.. lines];
            mixed[i] = Lines(two).Split('\n')[i];
            Should
                .Throw<RepriseException>(() => RecoveryKey.Parse(string.Join('\n', mixed)))
                .Message.ShouldContain("do not belong to one");
        }
        foreach (string text in (string[])["", "1:", "nothing", "9: AAAA AAAA AAAA AAAA AAAA", "1: AAAA", "-1: AAAA"])
            Should.Throw<RepriseException>(() => RecoveryKey.Parse(text)).Kind.ShouldBe("recovery");
    }

    [Fact]
    public void It_puts_a_lost_key_back_with_or_without_the_public_one()
    {
        HomeKeys.LoadOrCreate(Home, seal: true);
        string lines;
        using (PrivateKey key = PrivateKey.Open(Home, null))
            lines = Lines(key);
        string path = Path.Combine(Home.Vault, "vault.key");
        string publicPath = Path.Combine(Home.Vault, "vault.pub");
        byte[] publicBefore = File.ReadAllBytes(publicPath);
        using PrivateKey recovered = RecoveryKey.Parse(lines);
        recovered.PutBack(Home, null).ShouldBeFalse("it is there");

        File.Delete(path);
        recovered.PutBack(Home, null).ShouldBeTrue();
        VaultKeys.Look(Home).CanUnseal.ShouldBeTrue();
        File.ReadAllBytes(publicPath).ShouldBe(publicBefore);

        File.Delete(path);
        File.Delete(publicPath);
        recovered.PutBack(Home, null).ShouldBeTrue();
        VaultKeys.Look(Home).Recipients.ShouldHaveSingleItem().Id.ShouldBe(recovered.Id);

        File.WriteAllText(path, "damaged");
        using Passphrase passphrase = Passphrases.Of(Passphrases.Right);
        recovered.PutBack(Home, passphrase).ShouldBeTrue();
        VaultKeys.Look(Home).IsProtected.ShouldBeTrue();
    }

    [Fact]
    public void The_key_of_another_vault_is_not_put_in()
    {
        HomeKeys.LoadOrCreate(Home, seal: true);
        using PrivateKey other = NewKey(9);
        Should.Throw<RepriseException>(() => other.PutBack(Home, null)).Message.ShouldContain("another private key");
        File.Delete(Path.Combine(Home.Vault, "vault.key"));
        Should.Throw<RepriseException>(() => other.PutBack(Home, null)).Message.ShouldContain("belongs to another vault");
        File.Exists(Path.Combine(Home.Vault, "vault.key")).ShouldBeFalse();
    }

    private PrivateKey NewKey(int number)
    {
        var home = new RepriseHome(Path.Combine(_folder.Path, $"key-{number}"));
        HomeKeys.LoadOrCreate(home, seal: true);
        return PrivateKey.Open(home, null);
    }

    private static string Lines(PrivateKey key) => Encoding.ASCII.GetString(RecoveryKey.Format(key));
}
