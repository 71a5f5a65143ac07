using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;
using static Reprise.Tests.Reporting.AnswerLines;

namespace Reprise.Tests.Reporting;

public sealed class LedgerTests : IDisposable
{
    private const string At = "2026-06-01T10:00:00.000Z";
    private static readonly string _one = UsageHome.IdOf(1);
    private static readonly string _two = UsageHome.IdOf(2);
    private static readonly string _three = UsageHome.IdOf(3);

    private readonly UsageHome _home = new();

    [Fact]
    public void Of_records_about_one_response_the_last_complete_one_counts()
    {
        _home.Add(
            _one,
            Prompt(_one, At),
            Answer(_one, "a", At, Tokens(10, 3), isComplete: false),
            Answer(_one, "a", At, Tokens(10, 90)),
            Answer(_one, "a", At, Tokens(10, 80)),
            Answer(_one, "a", At, Tokens(10, 200), isComplete: false)
        );

        _home.Total().Tokens.ShouldBe(new TokenUsage(10, 80, 0, 0, 0, 0));
        _home.Total().Responses.ShouldBe(1);
    }

    [Fact]
    public void While_no_record_is_complete_the_largest_counts()
    {
        _home.Add(
            _one,
            Prompt(_one, At),
            Answer(_one, "a", At, Tokens(10, 7), isComplete: false),
            Answer(_one, "a", At, Tokens(10, 6), isComplete: false)
        );

        _home.Total().Tokens.Output.ShouldBe(7);
    }

    [Theory]
    [InlineData("\"input_tokens\":-5,\"output_tokens\":7", 0, 7)]
    [InlineData("\"input_tokens\":\"many\",\"output_tokens\":7", 0, 7)]
    [InlineData("\"input_tokens\":99999999999999,\"output_tokens\":7", 0, 7)]
    [InlineData("\"input_tokens\":1e300,\"output_tokens\":7", 0, 7)]
    [InlineData("\"input_tokens\":{},\"output_tokens\":7", 0, 7)]
    public void Figures_that_make_no_sense_are_left_out_and_listed_as_doubtful(string usage, long input, long output)
    {
        _home.Add(_one, Prompt(_one, At), Answer(_one, "a", At, usage), Answer(_one, "b", At, Tokens(1, 1)));

        UsageRow total = _home.Total();
        total.Tokens.ShouldBe(new TokenUsage(input + 1, output + 1, 0, 0, 0, 0));
        total.Doubtful.ShouldBe(1);
        total.Responses.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"input_tokens\":\"12\",\"output_tokens\":7", 12)]
    [InlineData("\"input_tokens\":null,\"output_tokens\":7", 0)]
    [InlineData("\"output_tokens\":7", 0)]
    public void Missing_figures_and_numbers_in_quotation_marks_are_no_doubt(string usage, long input)
    {
        _home.Add(_one, Prompt(_one, At), Answer(_one, "a", At, usage));

        _home.Total().Tokens.ShouldBe(new TokenUsage(input, 7, 0, 0, 0, 0));
        _home.Total().Doubtful.ShouldBe(0);
    }

    [Fact]
    public void A_doubtful_record_does_not_replace_a_sound_one()
    {
        _home.Add(
            _one,
            Prompt(_one, At),
            Answer(_one, "a", At, Tokens(10, 5)),
            Answer(_one, "a", At, "\"input_tokens\":-1,\"output_tokens\":0")
        );

        _home.Total().Tokens.ShouldBe(new TokenUsage(10, 5, 0, 0, 0, 0));
        _home.Total().Doubtful.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fork_counts_only_what_is_new_in_whatever_order_both_are_captured(bool forkFirst)
    {
        string[] original = [Prompt(_one, At), Answer(_one, "a", At, Tokens(100, 10)), Answer(_one, "b", At, Tokens(200, 20))];
        string[] fork =
        [
            Prompt(_two, At),
            Answer(_two, "a", At, Tokens(100, 10), fork: _one),
            Answer(_two, "c", At, Tokens(400, 40)),
        ];
        if (forkFirst)
            _home.Add(_two, fork);
        _home.Add(_one, original);
        if (!forkFirst)
            _home.Add(_two, fork);

        Rows().ShouldBe([($"claude-code:{_one}", 330), ($"claude-code:{_two}", 440)]);
        _home.Total().Tokens.Total.ShouldBe(770);
        IsAsReindexed();
    }

    [Fact]
    public void What_was_said_in_a_fork_belongs_to_it_and_not_to_a_fork_of_it()
    {
        _home.Write(_one, Prompt(_one, At), Answer(_one, "a", At, Tokens(1, 0)));
        // Smaller ids would win where nothing else decides.
        _home.Write(
            _three,
            Prompt(_three, At),
            Answer(_three, "a", At, Tokens(1, 0), fork: _one),
            Answer(_three, "b", At, Tokens(10, 0))
        );
        _home.Add(
            _two,
            Prompt(_two, At),
            Answer(_two, "a", At, Tokens(1, 0), fork: _three),
            Answer(_two, "b", At, Tokens(10, 0), fork: _three),
            Answer(_two, "c", At, Tokens(100, 0))
        );

        Rows().ShouldBe([($"claude-code:{_one}", 1), ($"claude-code:{_two}", 100), ($"claude-code:{_three}", 10)]);
    }

    [Fact]
    public void Copies_without_a_word_about_their_origin_count_where_they_started_first()
    {
        _home.Write(_one, Prompt(_one, "2026-06-01T11:00:00.000Z"), Answer(_one, "a", "2026-06-01T11:00:00.000Z", Tokens(5, 0)));
        _home.Add(_two, Prompt(_two, At), Answer(_two, "a", At, Tokens(5, 0)));

        Rows().ShouldBe([($"claude-code:{_two}", 5)]);
    }

    [Fact]
    public void When_the_session_that_had_the_original_loses_it_the_copy_counts()
    {
        _home.Add(_one, Prompt(_one, At), Answer(_one, "a", At, Tokens(5, 0)));
        _home.Add(_two, Prompt(_two, At), Answer(_two, "a", At, Tokens(5, 0), fork: _one));
        Rows().ShouldBe([($"claude-code:{_one}", 5)]);

        // Rewritten, so that the answer stands in an older generation alone.
        _home.Add(_one, Prompt(_one, At, "/work/other"));

        Rows().ShouldBe([($"claude-code:{_two}", 5)]);
        IsAsReindexed();
    }

    [Fact]
    public void A_deleted_session_goes_on_to_count()
    {
        _home.Add(_one, Prompt(_one, At), Answer(_one, "a", At, Tokens(5, 1)));
        File.Delete(_home.Captures.PathOf(_one));
        _home.Captures.Capture();

        _home.Total().Tokens.Total.ShouldBe(6);
    }

    [Fact]
    public void A_session_that_grows_counts_what_is_new()
    {
        string[] lines = [Prompt(_one, At), Answer(_one, "a", At, Tokens(5, 1), isComplete: false)];
        _home.Add(_one, lines);
        _home.Add(_one, [.. lines, Answer(_one, "a", At, Tokens(5, 9)), Answer(_one, "b", At, Tokens(7, 2))]);

        _home.Total().Tokens.ShouldBe(new TokenUsage(12, 11, 0, 0, 0, 0));
        IsAsReindexed();
    }

    private (string, long)[] Rows() =>
        [
            .. _home
                .Read(new UsageQuery { By = UsageBy.Session })
                .Rows.OrderBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => (row.Key, row.Tokens.Total)),
        ];

    private void IsAsReindexed()
    {
        List<string> before = IndexDump.Of(_home.Captures.Home);
        _home.Captures.Reindex();
        IndexDump.Of(_home.Captures.Home).ShouldBe(before);
    }

    public void Dispose() => _home.Dispose();
}
