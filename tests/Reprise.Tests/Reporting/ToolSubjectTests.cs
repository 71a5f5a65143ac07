using Reprise.Reporting;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reporting;

public sealed class ToolSubjectTests
{
    [Theory]
    [InlineData("Bash", """{"command":"npm test","description":"Runs tests"}""", "npm test", false)]
    [InlineData("shell", """{"command":["bash","-lc","rg TODO | head"],"workdir":"/w"}""", "rg TODO | head", false)]
    [InlineData("shell", """{"command":["git","status"]}""", "git status", false)]
    [InlineData("Read", """{"file_path":"/w/a.js","limit":20}""", "/w/a.js", false)]
    [InlineData("Grep", """{"pattern":"cart","path":"src"}""", "cart in src", false)]
    [InlineData("Edit", """{"file_path":"/w/a.js","old_string":"a","new_string":"b"}""", "/w/a.js", true)]
    [InlineData("fs", """{"content":"x","path":"a.txt"}""", "a.txt", true)]
    [InlineData("str_replace_editor", """{"command":"view","path":"a.txt"}""", "a.txt", false)]
    [InlineData("str_replace_editor", """{"command":"create","path":"a.txt","file_text":"x"}""", "a.txt", true)]
    [InlineData("WebFetch", """{"url":"https://example.com","prompt":"sum up"}""", "https://example.com", false)]
    [InlineData("edit", "src/cart.py", "src/cart.py", true)]
    [InlineData("code_action", """{"path":"a.md"}""", "a.md", true)]
    [InlineData("Task", """{"description":"Look around","prompt":"Look at it all"}""", "Look around", false)]
    [InlineData("custom", """{"n":1,"word":"first"}""", "first", false)]
    [InlineData("custom", """{"n":1}""", """{"n":1}""", false)]
    [InlineData("custom", "{}", "", false)]
    [InlineData("custom", "plain words", "plain words", false)]
    [InlineData("hidden", "\"[redacted:client]\"", "[redacted:client]", false)]
    [InlineData(
        "apply_patch",
        "*** Begin Patch\n*** Update File: a.cs\n@@\n*** Add File: b.cs\n*** End Patch",
        "a.cs, b.cs",
        true
    )]
    [InlineData("shell", """{"command":["apply_patch","*** Begin Patch\n*** Delete File: c.cs\n*** End Patch"]}""", "c.cs", true)]
    public void It_is_what_a_call_is_about(string name, string input, string text, bool isEdit) =>
        ToolSubject.Of(name, input).ShouldBe(new ToolSubject(text, isEdit));

    [Theory]
    [InlineData("""{"file_path":"/w/a.js","content":"a very long""", "/w/a.js", true)]
    [InlineData("""{"command":"ls","x":{"y":[1,2""", "ls", false)]
    public void An_input_that_is_cut_is_read_as_far_as_it_goes(string input, string text, bool isEdit)
    {
        ToolSubject subject = ToolSubject.Of("Write", input);
        subject.Text.ShouldBe(text);
        if (isEdit)
            subject.IsEdit.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{{{{")]
    [InlineData("[[[\"a\"]]]")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("")]
    public void Nonsense_is_no_error(string input) => ToolSubject.Of("Bash", input).IsEdit.ShouldBeFalse();
}
