using Reprise.Files;
using Reprise.Reporting;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reporting;

public sealed class EntrySpoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-spool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pieces_come_back_in_any_order_from_memory_and_from_a_file()
    {
        using var spool = new EntrySpool(new RepriseHome(_folder), maxMemory: 100);
        byte[][] pieces = [.. Enumerable.Range(1, 40).Select(n => Enumerable.Repeat((byte)n, n).ToArray())];
        long[] places = [.. pieces.Select(piece => spool.Add(piece))];
        spool.IsInFile.ShouldBeTrue();
        foreach (int i in Enumerable.Range(0, pieces.Length).Reverse())
        {
            byte[] read = new byte[pieces[i].Length];
            spool.Read(places[i], read);
            read.ShouldBe(pieces[i]);
        }
    }

    [Fact]
    public void Few_bytes_touch_no_disk()
    {
        using var spool = new EntrySpool(new RepriseHome(Path.Combine(_folder, "not-there")));
        long place = spool.Add("abc"u8);
        byte[] read = new byte[3];
        spool.Read(place, read);
        read.ShouldBe("abc"u8.ToArray());
        spool.IsInFile.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_finds_the_file_and_nothing_stays()
    {
        using (var spool = new EntrySpool(new RepriseHome(_folder), maxMemory: 1))
        {
            spool.Add("abc"u8);
            spool.IsInFile.ShouldBeTrue();
            if (!OperatingSystem.IsWindows())
                Directory.GetFiles(_folder).ShouldBeEmpty();
        }
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }
}
