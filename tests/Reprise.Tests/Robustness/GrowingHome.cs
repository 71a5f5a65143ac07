using Reprise.Tests.Archiving;
using Reprise.Tests.Capturing;
using Reprise.Tests.Masking;

namespace Reprise.Tests.Robustness;

/// <summary>Sessions that go on: they grow, some are rewritten, new ones begin, files appear beside them.</summary>
internal sealed class GrowingHome(CaptureHome home, int seed, int sessions)
{
    private readonly Random _random = new(seed);
    private readonly int[] _turns = new int[sessions];
    private int _step;

    /// <summary>Lets some sessions go on.</summary>
    public void Grow()
    {
        _step++;
        for (int i = 0; i < 3; i++)
        {
            int session = _random.Next(sessions);
            if (session % 3 == 2)
                GrowCodex(session);
            else
                GrowClaude(session);
        }
        if (_random.Next(3) == 0)
            AddResult(_random.Next(sessions));
    }

    /// <summary>Ends all of them, so that nothing waits any more.</summary>
    public void Settle()
    {
        foreach (string path in Directory.GetFiles(home.User, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
    }

    private static string IdOf(int session) => $"c0000000-0000-4000-8000-{session:D12}";

    private void GrowClaude(int session)
    {
        string id = IdOf(session);
        string path = home.PathOf(id);
        Directory.CreateDirectory(home.ClaudeProject);
        string more = string.Concat(
            Enumerable.Range(0, _random.Next(1, 6)).Select(_ => CaptureHome.ClaudeTurn(id, _turns[session]++, Prompt()))
        );
        if (_random.Next(12) == 0)
            File.WriteAllText(path, more);
        else if (_random.Next(4) == 0)
            File.AppendAllText(path, more[..^_random.Next(1, 200)]);
        else
            File.AppendAllText(path, more);
    }

    private void GrowCodex(int session)
    {
        string path = HealthySessions.CodexPath(home, IdOf(session));
        if (!File.Exists(path))
            File.WriteAllText(path, HealthySessions.CodexLines(IdOf(session), 0));
        File.AppendAllText(
            path,
            HealthySessions.CodexTurn(_turns[session]++).Replace("request", Prompt(), StringComparison.Ordinal)
        );
    }

    private void AddResult(int session)
    {
        string folder = Path.Combine(home.ClaudeProject, IdOf(session), "tool-results");
        Directory.CreateDirectory(folder);
        File.AppendAllText(Path.Combine(folder, $"r{_step % 5}.txt"), $"{Prompt()}\n");
    }

    private string Prompt()
    {
        string secret = _random.Next(2) == 0 ? $"with {MadeUpToken.Of(_random.Next(1000))} " : "";
        // A password that stands alone first and is given away later, or the other way round.
        string password = ExampleText.Expand("{w20}", new Random(_random.Next(30)));
        secret += _random.Next(12) switch
        {
            0 => $"DB_PASSWORD={password} ",
            < 4 => $"it said {password} ",
            _ => "",
        };
        return $"step {_step} {secret}{new string((char)('a' + _random.Next(26)), _random.Next(600))}";
    }
}
