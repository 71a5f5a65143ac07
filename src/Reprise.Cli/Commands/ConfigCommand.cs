using System.CommandLine;
using System.Text;
using System.Text.Json;
using Reprise.Cli.Configuration;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Masking;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise config get|set|list|path</c></summary>
internal static class ConfigCommand
{
    private const string Hidden = "(not shown)";

    public static CliCommand Create()
    {
        var command = new CliCommand("config", "Reads and changes the settings")
        {
            CreateList(),
            CreateGet(),
            CreateSet(),
            CreatePath(),
        };
        command.NeedsSettings = false;
        command.Details = "Settings:\n" + string.Join('\n', ConfigKeys.All.Select(key => $"  {key.Name, -18} {key.Meaning}"));
        return command;
    }

    private static CliCommand CreateList()
    {
        var command = new CliCommand("list", "Lists all settings with their values") { NeedsSettings = false };
        command.OnRun(
            (context, _, _) =>
            {
                byte[] file = ReadValid(context);
                if (context.IsJson)
                {
                    context.WriteJson(json =>
                    {
                        json.WriteStartObject();
                        foreach (ConfigKey key in ConfigKeys.All)
                            WriteValue(json, key, ConfigKeys.Read(key, file));
                        json.WriteEndObject();
                    });
                    return ExitCode.Done;
                }
                var table = new Table(Column.Text("setting"), Column.Flexible("value"));
                foreach (ConfigKey key in ConfigKeys.All)
                    table.Add(key.Name, Show(key, ConfigKeys.Read(key, file)));
                table.Write(context.Out, context.Screen);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static CliCommand CreateGet()
    {
        Argument<string> name = KeyArgument();
        var command = new CliCommand("get", "Shows one setting") { name };
        command.NeedsSettings = false;
        command.OnRun(
            (context, parsed, _) =>
            {
                ConfigKey key = ConfigKeys.Find(parsed.GetRequiredValue(name));
                JsonElement value = ConfigKeys.Read(key, ReadValid(context));
                if (context.IsJson)
                    context.WriteJson(json =>
                    {
                        json.WriteStartObject();
                        WriteValue(json, key, value);
                        json.WriteEndObject();
                    });
                else
                    context.Out.WriteLine(SafeText.Block(Show(key, value)));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static CliCommand CreateSet()
    {
        Argument<string> name = KeyArgument();
        var value = new Argument<string>("value") { Description = "JSON, or a plain text" };
        var command = new CliCommand("set", "Changes one setting; comments in the file stay") { name, value };
        command.NeedsSettings = false;
        command.Examples =
        [
            ("reprise config set vault off", "keep no originals"),
            ("reprise config set mask.patterns '[\"corp-[0-9]{6}\"]'", "mask numbers of your own"),
        ];
        command.OnRun(
            (context, parsed, _) => Set(context, ConfigKeys.Find(parsed.GetRequiredValue(name)), parsed.GetRequiredValue(value))
        );
        return command;
    }

    private static CliCommand CreatePath()
    {
        var command = new CliCommand("path", "Shows where the settings file is") { NeedsSettings = false };
        command.OnRun(
            (context, _, _) =>
            {
                if (context.IsJson)
                    context.WriteJson(json =>
                    {
                        json.WriteStartObject();
                        json.WriteString("path", context.ConfigPath);
                        json.WriteBoolean("exists", File.Exists(context.ConfigPath));
                        json.WriteEndObject();
                    });
                else
                    context.Out.WriteLine(context.ConfigPath);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Argument<string> KeyArgument()
    {
        var name = new Argument<string>("key") { Description = "The setting" };
        name.CompletionSources.Add([.. ConfigKeys.All.Select(key => key.Name)]);
        return name;
    }

    private static ExitCode Set(CliContext context, ConfigKey key, string value)
    {
        string path = context.ConfigPath;
        string before = Encoding.UTF8.GetString(ReadValid(context));
        string after = ConfigEditor.Set(before, key.Path, ToJson(value));
        byte[] bytes = Encoding.UTF8.GetBytes(after);
        try
        {
            // Everything that loading would refuse is refused before the file is touched.
            Settings settings = ConfigFile.Parse(bytes, path, static _ => { });
            ConfigFile.MakeRules(settings, PersonalData.None, path);
            // What was broken before does not keep anybody from setting something else.
            if (key.Name == "prices")
                ConfigFile.PricesOf(settings);
        }
        catch (RepriseException error) when (error.Kind == ConfigFile.Kind)
        {
            throw UsageError.Of(
                $"'{key.Name}' cannot be set to '{Shown(key, value)}': {Reason(error, path)}",
                $"It takes {key.Form}."
            );
        }
        string target =
            File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } link ? link.FullName : path;
        PrivateFolder.Create(Path.GetDirectoryName(target) ?? context.Home.Folder);
        AtomicFile.Write(target, bytes);
        context.Say($"{key.Name} is now {Show(key, ConfigKeys.Read(key, bytes))}");
        return ExitCode.Done;
    }

    // What is to be masked wherever it stands is not shown in a message either.
    private static string Shown(ConfigKey key, string value) => key.IsSecret ? "…" : SafeWord.Of(value);

    // A message about the file names it; the value at hand never was in it.
    private static string Reason(RepriseException error, string path)
    {
        string reason = error.Message.Replace($"{path}: ", "", StringComparison.Ordinal);
        return reason.Contains(path, StringComparison.Ordinal) ? "it is not understood." : reason;
    }

    /// <summary>Takes what was typed for JSON, else for a text.</summary>
    private static string ToJson(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return value.Trim();
        }
        catch (JsonException)
        {
            return $"\"{JsonEncodedText.Encode(value)}\"";
        }
    }

    /// <summary>Returns the bytes of the file; none when there is no file.</summary>
    /// <exception cref="RepriseException">The file is broken.</exception>
    private static byte[] ReadValid(CliContext context)
    {
        _ = context.Settings;
        return File.Exists(context.ConfigPath) ? File.ReadAllBytes(context.ConfigPath) : [];
    }

    private static string Show(ConfigKey key, JsonElement value)
    {
        if (key.IsSecret)
            return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
                ? $"{Count.Of(value.GetArrayLength(), "text")} {Hidden}"
                : "[]";
        return value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
    }

    private static void WriteValue(Utf8JsonWriter json, ConfigKey key, JsonElement value)
    {
        json.WritePropertyName(key.Name);
        if (key.IsSecret && value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            for (int i = 0; i < value.GetArrayLength(); i++)
                json.WriteStringValue(Hidden);
            json.WriteEndArray();
        }
        else
            value.WriteTo(json);
    }
}
