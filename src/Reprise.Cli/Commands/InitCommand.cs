using System.CommandLine;
using Reprise.Agents;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Discovery;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise init</c></summary>
internal static class InitCommand
{
    private const string LostFingerprint = "fingerprint.key";
    private const string LostVault = "vault.key";

    public static CliCommand Create()
    {
        var passphrase = new Switch("--passphrase") { Description = "Protect the new private key by a passphrase" };
        var file = PassphraseOption.Current();
        var lost = new Option<string[]>("--replace-lost")
        {
            HelpName = "KEY",
            Description = $"Make a new key for one that is lost for good: {LostFingerprint} or {LostVault}",
        };
        lost.AcceptOnlyFromAmong(LostFingerprint, LostVault);
        var dryRun = new Switch("--dry-run") { Description = "Only show what would be made" };
        var wait = WaitOption.Create();
        var command = new CliCommand("init", "Finds your agents, and makes the home and its keys")
        {
            passphrase,
            file,
            lost,
            dryRun,
            wait,
        };
        command.Details =
            "What is there is never changed: running it again does nothing, or makes what is missing. 'reprise capture' makes what it needs by itself; init shows it first, and can protect the key.\n\n"
            + "A lost key loses the originals, nothing else: the masked archive stays readable without any key.";
        command.Examples =
        [
            ("reprise init --dry-run", "what would be made"),
            ("reprise init --passphrase", "with a private key that opens only with a passphrase"),
        ];
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var request = new Request(
                    passphrase.IsSet(parsed) || parsed.GetValue(file) is not null,
                    PassphraseSource.Current(context, parsed.GetValue(file), cancellation),
                    LostKeysOf(parsed.GetValue(lost) ?? []),
                    dryRun.IsSet(parsed),
                    WaitOption.Read(parsed, wait)
                );
                return Run(context, request, cancellation);
            }
        );
        return command;
    }

    private static LostKeys LostKeysOf(string[] names) =>
        (names.Contains(LostFingerprint) ? LostKeys.Fingerprint : LostKeys.None)
        | (names.Contains(LostVault) ? LostKeys.Vault : LostKeys.None);

    private static ExitCode Run(CliContext context, Request request, CancellationToken cancellation)
    {
        var problems = new DiscoveryContext(static _ => null);
        IReadOnlyList<DiscoveredRoot> roots = new SessionDiscovery(context.AgentEnvironment, context.Settings.Roots).FindAll(
            AgentCatalog.All,
            problems
        );
        var setup = new HomeSetup(context.Home, context.Settings.KeepsOriginals, request.Lost);
        IReadOnlyList<HomeChange> changes = setup.Plan();
        if (request.WantsPassphrase)
            RequireNewKey(context, changes);
        if (!context.IsJson)
            ShowPlan(context, roots, changes, request.DryRun);
        if (!request.DryRun && changes.Count > 0)
            Apply(context, setup, request, cancellation);
        VaultKeys keys = VaultKeys.Look(context.Home);
        if (context.IsJson)
            context.WriteJson(ToShape(context, roots, changes, keys, request.DryRun), CliJson.Default.InitShape);
        else if (!request.DryRun)
            ShowResult(context, keys);
        KeyLines.Warn(context, keys, damageOnly: true);
        foreach (DiscoveryProblem problem in problems.Problems)
            context.ReportSkipped(problem.Path, problem.Reason);
        bool isDone = problems.Problems.Count == 0 && !KeyProblem.Of(keys).Any(problem => problem.IsDamage);
        return isDone ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static void RequireNewKey(CliContext context, IReadOnlyList<HomeChange> changes)
    {
        VaultKeys keys = VaultKeys.Look(context.Home);
        if (!context.Settings.KeepsOriginals)
            throw new RepriseException(
                "vault",
                "The vault is off: there is no key to protect.",
                "Run 'reprise config set vault on' to keep originals."
            );
        if (!keys.IsProtected && !changes.Any(change => change.MakesPrivateKey))
            throw new RepriseException(
                "vault",
                "The home has its private key already, and no passphrase protects it.",
                "Run 'reprise vault passphrase' to protect it."
            );
    }

    private static void Apply(CliContext context, HomeSetup setup, Request request, CancellationToken cancellation)
    {
        using Passphrase? fresh =
            request.WantsPassphrase && setup.Plan().Any(change => change.MakesPrivateKey) ? request.Source.GetNew() : null;
        using var access = new VaultAccess(context, request.Source);
        access.Open(ask => setup.Apply(ask, fresh, request.Wait, cancellation));
    }

    private static void ShowPlan(
        CliContext context,
        IReadOnlyList<DiscoveredRoot> roots,
        IReadOnlyList<HomeChange> changes,
        bool isDryRun
    )
    {
        AgentsCommand.ToTable(roots).Write(context.Out, context.Screen);
        context.Out.WriteLine();
        if (changes.Count == 0)
        {
            context.Out.WriteLine($"Nothing to make: {SafeText.Line(context.Home.Folder)} and its keys are there.");
            return;
        }
        context.Out.WriteLine($"{(isDryRun ? "Would make" : "Making")} in {SafeText.Line(context.Home.Folder)}:");
        var table = new Table(Column.Text("file"), Column.Flexible("what"));
        foreach (HomeChange change in changes)
            table.Add(change.Path, change.What);
        table.Write(context.Out, context.Screen);
        // Shown before anything is done: a passphrase may be asked for next.
        context.Flush();
    }

    private static void ShowResult(CliContext context, VaultKeys keys)
    {
        context.Out.WriteLine();
        if (context.Settings.KeepsOriginals)
        {
            context.Out.WriteLine($"Vault: {KeyLines.Of(keys)}.");
            context.Out.WriteLine("A lost key loses the originals, nothing else.");
            if (keys.CanUnseal)
                context.Out.WriteLine("'reprise vault export-recovery' prints a copy of it to keep on paper.");
        }
        else
        {
            context.Out.WriteLine("The vault is off: masking is final, no originals are kept.");
        }
        context.Say(context.ErrorScreen.Paint(Style.Dim, "Next: 'reprise capture' takes everything that was found."));
    }

    private static InitShape ToShape(
        CliContext context,
        IReadOnlyList<DiscoveredRoot> roots,
        IReadOnlyList<HomeChange> changes,
        VaultKeys keys,
        bool isDryRun
    ) =>
        new(
            context.Home.Folder,
            isDryRun,
            [.. roots.Select(AgentsCommand.ToShape)],
            [.. changes.Select(HomeChangeShape.Of)],
            KeysShape.Of(keys)
        );

    private sealed record Request(bool WantsPassphrase, PassphraseSource Source, LostKeys Lost, bool DryRun, TimeSpan Wait);
}
