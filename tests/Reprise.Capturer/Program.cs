using System.Diagnostics;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Files;

// Arguments: the user's folder, the home, and "once" or "forever" to capture, or "rekey" to change keys for ever. Tells line by
// line what came about.
string user = args[0];
bool isForever = args[2] is "forever" or "rekey";
var settings = new CaptureSettings { Environment = new AgentEnvironment(user, _ => null), Workers = 2 };
var pipeline = new CapturePipeline(new RepriseHome(args[1]), settings, TimeProvider.System);
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
        CaptureReport report = pipeline.Run(new CaptureRequest(), CaptureProgress.None, CancellationToken.None);
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
