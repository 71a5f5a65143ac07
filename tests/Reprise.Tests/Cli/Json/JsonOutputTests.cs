using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Cli.Json;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Json;

public sealed class JsonOutputTests
{
    [Fact]
    public void Letters_stay_readable_and_everything_that_acts_is_escaped()
    {
        string json = Write("it's <ok> grüße 日本 \u001b[2J\u007f\u009b\u202e\u2066\u2028\n");
        json.ShouldContain("it's <ok> grüße 日本 ");
        json.TrimEnd('\n').ShouldAllBe(c => !char.IsControl(c) && c != '\u202e' && c != '\u2066' && c != '\u2028');
    }

    [Fact]
    public void What_is_escaped_reads_back_as_it_was()
    {
        Check.QuickThrowOnFailure(
            Prop.ForAll<string?>(text =>
            {
                string message = string.Concat((text ?? "").EnumerateRunes()) + "\u202e";
                return JsonDocument.Parse(Write(message)).RootElement.GetProperty("error").GetProperty("message").GetString()
                    == message;
            })
        );
    }

    private static string Write(string message)
    {
        var writer = new StringWriter { NewLine = "\n" };
        JsonOutput.Write(writer, new ErrorShape(new ErrorBody("x", message, null)), CliJson.Default.ErrorShape, indented: false);
        return writer.ToString();
    }
}
