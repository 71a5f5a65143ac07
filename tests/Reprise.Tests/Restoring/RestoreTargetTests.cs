using Reprise.Files;
using Reprise.Restoring;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Restoring;

public sealed class RestoreTargetTests
{
    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/x")]
    [InlineData("a//x")]
    [InlineData("a/./x")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Tricks_are_refused_everywhere(string path)
    {
        Should.Throw<RepriseException>(() => RestoreTarget.Resolve("/target", path, windows: false)).Kind.ShouldBe("path");
        Should.Throw<RepriseException>(() => RestoreTarget.Resolve("/target", path, windows: true)).Kind.ShouldBe("path");
    }

    [Theory]
    [InlineData("C:/x")]
    [InlineData("C:x")]
    [InlineData("..\\x")]
    [InlineData("a/file:stream")]
    [InlineData("nul")]
    [InlineData("a/COM1.txt")]
    [InlineData("a/aux .txt")]
    [InlineData("a/b.")]
    [InlineData("a /b")]
    [InlineData("a/b\u0001")]
    public void Names_that_Windows_understands_in_its_own_way_are_refused_there(string path)
    {
        Should.Throw<RepriseException>(() => RestoreTarget.Resolve("/target", path, windows: true)).Kind.ShouldBe("path");
        RestoreTarget.Resolve("/target", path, windows: false).ShouldStartWith("/target");
    }

    [Theory]
    [InlineData("projects/-work-x/1f0c.jsonl")]
    [InlineData("a/..b/c..")]
    [InlineData("...")]
    public void Plain_paths_stay_below_the_folder(string path)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("These are names for Unix.");
        RestoreTarget.Resolve("/target", path, windows: false).ShouldBe("/target/" + path);
    }
}
