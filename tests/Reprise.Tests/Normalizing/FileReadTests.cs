using System.Text;
using Reprise.Normalizing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Normalizing;

public sealed class FileReadTests
{
    [Theory]
    [InlineData("Read", """{"file_path":"/w/.env"}""", "/w/.env")]
    [InlineData("read", """{"filePath":"/w/ä.env"}""", "/w/ä.env")]
    [InlineData("read_file", """{"absolute_path":"C:\\w\\.env"}""", "C:\\w\\.env")]
    [InlineData("mcp__files__read_file", """{"path":"a"}""", "a")]
    [InlineData("Bash", """{"command":"cat .env"}""", ".env")]
    [InlineData("Bash", """{"command":"cat '/w/my file' | grep KEY"}""", "/w/my file")]
    [InlineData("Bash", """{"command":"cd /w && head -n 20 config.yml"}""", "config.yml")]
    [InlineData("exec_command", """{"cmd":"sed -n '1,200p' src/a.cs"}""", "src/a.cs")]
    [InlineData("shell", """{"command":["bash","-lc","cat .env"],"workdir":"/w"}""", ".env")]
    [InlineData("shell", """{"command":["cat",".env"]}""", ".env")]
    [InlineData("shell", """{"command":["powershell.exe","-NoProfile","-Command","Get-Content -Raw '.env'"]}""", ".env")]
    [InlineData("PowerShell", """{"command":"type README.md"}""", "README.md")]
    [InlineData("Bash", """{"command":"cat"}""", "")]
    [InlineData("Bash", """{"command":"cat <<EOF > x"}""", "")]
    [InlineData("Bash", """{"command":"rm -rf build"}""", "")]
    [InlineData("Bash", """{"command":"concat .env"}""", "")]
    [InlineData("Bash", """{"command":7}""", "")]
    [InlineData("Edit", """{"file_path":"/w/.env"}""", "")]
    [InlineData("Read", """{"file_path":""", "")]
    [InlineData("Read", "[]", "")]
    [InlineData("", "{}", "")]
    public void A_call_tells_which_file_it_reads(string tool, string input, string path) =>
        Encoding
            .UTF8.GetString(new FileRead().PathOf(Encoding.UTF8.GetBytes(tool), Encoding.UTF8.GetBytes(input)))
            .ShouldBe(path);
}
