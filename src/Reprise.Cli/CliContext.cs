using System.Text;
using Reprise.Agents;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Configuration;
using Reprise.Cli.Json;
using Reprise.Cli.Masking;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Journaling;
using Reprise.Masking;
using Reprise.Sealing;
using Reprise.Usage;

namespace Reprise.Cli;

/// <summary>What a command may use: settings, home, time and terminal. The engine only gets values from it.</summary>
internal sealed class CliContext : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly StreamWriter _output;
    private readonly HashSet<string> _namesWarnedOf = [];
    private Settings? _settings;

    public CliContext(CliEnvironment environment, GlobalValues globals)
    {
        Environment = environment;
        Globals = globals;
        _output = new StreamWriter(environment.Output, Utf8, 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        Screen = Screen.Of(environment, environment.IsOutputTerminal, globals.NoColor);
        ErrorScreen = Screen.Of(environment, environment.IsErrorTerminal, globals.NoColor);
        Out = _output;
    }

    /// <summary>The number of sessions worked on at a time where a command works on many.</summary>
    public static int Workers => Math.Clamp(System.Environment.ProcessorCount, 1, 4);

    public CliEnvironment Environment { get; }

    public GlobalValues Globals { get; }

    /// <summary>Data goes here. Buffered; flushed at the end and before talk.</summary>
    public TextWriter Out { get; private set; }

    /// <summary>How data is shown.</summary>
    public Screen Screen { get; }

    /// <summary>How talk is shown.</summary>
    public Screen ErrorScreen { get; }

    public bool IsJson => Globals.Json;

    public DateTimeOffset Now => Environment.Time.GetUtcNow();

    public TimeZoneInfo Zone => Environment.Time.LocalTimeZone;

    public RepriseHome Home =>
        new(
            Path.GetFullPath(
                Globals.Home ?? NonEmpty("REPRISE_HOME") ?? Path.Combine(Environment.UserHome, ".reprise"),
                Environment.CurrentFolder
            )
        );

    /// <summary>The settings file, whether it exists or not.</summary>
    public string ConfigPath => Globals.Config is { } path ? FullPath(path) : Home.Config;

    /// <summary>The settings, read on first use.</summary>
    /// <exception cref="RepriseException">The file is broken.</exception>
    public Settings Settings => _settings ??= LoadSettings();

    /// <summary>The prices that the user wrote into the settings.</summary>
    /// <exception cref="RepriseException">They are broken.</exception>
    public IReadOnlyList<PriceRow> OwnPrices => ConfigFile.PricesOf(Settings);

    /// <summary>The built-in rules and those of the settings.</summary>
    /// <exception cref="RepriseException">A rule of the settings cannot be used.</exception>
    public MaskingRules MakeMaskingRules() => MakeMaskingRules(Settings.PersonalData);

    /// <summary>The built-in rules, those of the settings, and what about people is masked.</summary>
    /// <exception cref="RepriseException">A rule of the settings cannot be used.</exception>
    public MaskingRules MakeMaskingRules(PersonalChoice personal) =>
        ConfigFile.MakeRules(Settings, OwnNames.Choose(personal, Environment, WarnOfName), ConfigPath);

    /// <summary>Opens the journal for writing.</summary>
    /// <param name="actor">Who writes; null for the user of the system.</param>
    /// <exception cref="RepriseException">There is no home, or its key is missing.</exception>
    public JournalWriter OpenJournal(string? actor)
    {
        (HomeKeys keys, SourceMasker masker) = OpenMasker();
        string user = string.IsNullOrWhiteSpace(actor) ? Environment.FindUserName() : actor.Trim();
        return new JournalWriter(Home, masker, keys, new JournalAuthor(user, Environment.FindHostName()), Environment.Time);
    }

    /// <summary>Loads the key of the home, which makes fingerprints, and what masks with it.</summary>
    /// <exception cref="RepriseException">There is no home, or its key is missing.</exception>
    public (HomeKeys Keys, SourceMasker Masker) OpenMasker()
    {
        if (!Home.Exists)
            throw new RepriseException(
                Failure.EmptyKind,
                $"Nothing has been captured into {Home.Folder} yet.",
                "Run 'reprise capture'."
            );
        HomeKeys keys = HomeKeys.LoadOrCreate(Home, seal: false);
        return (keys, new SourceMasker(MakeMaskingRules(), keys));
    }

    public AgentEnvironment AgentEnvironment => new(Environment.UserHome, Environment.Variable);

    /// <summary>Returns an absolute path for what was typed.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Environment.CurrentFolder);

    /// <summary>Raw bytes of data; text written before comes first.</summary>
    public Stream RawOut()
    {
        Out.Flush();
        return Environment.Output;
    }

    /// <summary>Writes the one JSON document of this run.</summary>
    public void WriteJson<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonOutput.Write(Out, value, type, indented: Environment.IsOutputTerminal);

    /// <summary>Writes the one JSON document of this run, without a shape.</summary>
    public void WriteJson(Action<System.Text.Json.Utf8JsonWriter> write) =>
        JsonOutput.Write(Out, write, Environment.IsOutputTerminal);

    /// <summary>Says something on stderr; silent with <c>--quiet</c>.</summary>
    public void Say(string text = "")
    {
        if (!Globals.Quiet)
            Talk(text);
    }

    /// <summary>Says something on stderr that only <c>--verbose</c> shows.</summary>
    public void Detail(string text)
    {
        if (Globals.Verbose)
            Talk(text);
    }

    /// <summary>Warns on stderr; silent with <c>--quiet</c>.</summary>
    public void Warn(string text) => Say($"{ErrorScreen.Paint(Style.Yellow, "warning:")} {SafeText.Line(text)}");

    /// <summary>Names a file that was left out, and goes on.</summary>
    public void ReportSkipped(string path, string reason) => Warn($"{path}: {reason}");

    /// <summary>Shows an error.</summary>
    public void Report(Failure failure)
    {
        if (IsJson)
        {
            WriteJson(new ErrorShape(new ErrorBody(failure.Kind, failure.Message, failure.Hint)), CliJson.Default.ErrorShape);
            Flush();
            return;
        }
        Talk($"{ErrorScreen.Paint(Style.Red, "error:")} {SafeText.Block(failure.Message)}");
        if (failure.Hint is { } hint)
            Talk($"{ErrorScreen.Paint(Style.Cyan, "hint:")} {SafeText.Block(hint)}");
    }

    /// <summary>Sends <see cref="Out"/> through the pager until the result is disposed; does nothing without a terminal.</summary>
    public IDisposable? Page()
    {
        if (!Environment.IsOutputTerminal || IsJson || Pager.Start(Environment) is not { } pager)
            return null;
        Flush();
        Out = pager.Input;
        return new Closing(() =>
        {
            Out = _output;
            pager.Dispose();
        });
    }

    public void Flush() => Out.Flush();

    public void Dispose() => _output.Dispose();

    private void Talk(string text)
    {
        Flush();
        Environment.Error.Write(Utf8.GetBytes(text + "\n"));
    }

    // Once: rules are made more than once in a run.
    private void WarnOfName(string whose)
    {
        if (_namesWarnedOf.Add(whose))
            Warn($"the name of {whose} is not masked: it has fewer than 4 letters or is a common word");
    }

    private string? NonEmpty(string variable) =>
        Environment.Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private Settings LoadSettings()
    {
        bool isNamed = Globals.Config is not null;
        Settings settings = ConfigFile.Load(ConfigPath, mustExist: isNamed, Warn);
        return settings;
    }

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
