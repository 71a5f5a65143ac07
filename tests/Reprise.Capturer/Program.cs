using System.Diagnostics;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Capturer;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Masking;

// Arguments: the user's folder, the home, and "once" or "forever" to capture, or "rekey" to change keys for ever. Tells line by
// line what came about. Or: a name, the home, "journal" and how many events to append to it.
if (args[2] == "journal")
    return JournalAppends.Run(args[0], args[1], int.Parse(args[3]));
string user = args[0];
bool isForever = args[2] is "forever" or "rekey";
var settings = new CaptureSettings { Environment = new AgentEnvironment(user, _ => null), Workers = 2 };

// Some captures of those that go on for ever have newer rules, and mask with them what the others have left.
MaskingRules newer = MaskingRules.Create([new UserRule { Literal = "step 1", Kind = "word" }]);
Tell("ready", Environment.ProcessId.ToString());
try
{
    do
    {
        if (args[2] == "rekey")
        {
            new KeyRotation(new RepriseHome(args[1])).Run(
                () => throw new InvalidOperationException("There is no passphrase."),
                TimeSpan.Zero,
                progress: null,
                CancellationToken.None
            );
            continue;
        }
        bool isNewer = isForever && Random.Shared.Next(3) == 0;
        CaptureSettings now = isNewer ? settings with { Rules = newer } : settings;
        var pipeline = new CapturePipeline(new RepriseHome(args[1]), now, TimeProvider.System);
        CaptureReport report = pipeline.Run(
            new CaptureRequest { Remask = isNewer },
            CaptureProgress.None,
            CancellationToken.None
        );
        Tell("captured", report.Captured.ToString());
        Tell("updated", report.Updated.ToString());
        Tell("deleted", report.Deleted.ToString());
        foreach (DiscoveryProblem problem in report.Skipped)
            Tell("skipped", Uri.EscapeDataString(problem.Path), problem.Reason);
    } while (isForever);
    using Process self = Process.GetCurrentProcess();
    Tell("peak", self.PeakWorkingSet64.ToString());
    return 0;
}
catch (RepriseException error)
{
    Tell("error", error.Kind, error.Message);
    return 1;
}

static void Tell(params string[] words)
{
    Console.Out.WriteLine(string.Join('\t', words));
    Console.Out.Flush();
}
