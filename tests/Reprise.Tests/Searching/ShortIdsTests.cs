using Reprise.Indexing;
using Reprise.Searching;
using Reprise.Tests.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

public sealed class ShortIdsTests
{
    [Fact]
    public void A_short_id_finds_its_session_and_no_other()
    {
        using var home = new IndexedHome();
        string[] ids =
        [
            "01998a7b-1111-7000",
            "01998a7b-1112-7000",
            "01998A7C-1112-7000",
            "ffff",
            "ffffffff-ffff",
            "12345678-9abc",
        ];
        foreach (string id in ids)
            home.Add("codex", id, []);
        using SessionIndex index = home.OpenRead();
        var shortIds = new ShortIds(index);
        shortIds.Of("01998a7b-1111-7000").ShouldBe("01998a7b-1111");
        shortIds.Of("12345678-9abc").ShouldBe("12345678");
        foreach (string id in ids)
            new SessionResolver(index).Get(shortIds.Of(id)).Key.NativeId.ShouldBe(id);
    }
}
