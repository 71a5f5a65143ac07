using System.CommandLine;
using Reprise.Archiving;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Sealing;

namespace Reprise.Cli.Commands.Vault;

/// <summary><c>reprise vault recipients list|add|remove|rewrap</c></summary>
internal static class VaultRecipientsCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("recipients", "Says whose private keys open the originals")
        {
            CreateList(),
            CreateAdd(),
            CreateRemove(),
            CreateRewrap(),
        };
        command.Details =
            "Recipients are public keys on the curve P-256, as PEM. 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256' makes a private one, 'openssl pkey -pubout' gives its public half.";
        return command;
    }

    private static CliCommand CreateList()
    {
        var command = new CliCommand("list", "Lists the recipients");
        command.OnRun(
            (context, _, _) =>
            {
                VaultKeys keys = VaultKeys.Look(context.Home);
                Show(context, keys, rewrapped: null);
                KeyLines.Warn(context, keys, damageOnly: true);
                return keys.Recipients.Count > 0 ? ExitCode.Done : ExitCode.NothingFound;
            }
        );
        return command;
    }

    private static CliCommand CreateAdd()
    {
        var key = new Argument<string>("key") { Description = "A file with a public key, the PEM text itself, or - for stdin" };
        var name = new Option<string>("--name") { HelpName = "N", Description = "What to call the key" };
        var options = new RewrapOptions("Let it open what is sealed already, too; needs the private key");
        var command = new CliCommand("add", "Seals for one more key from now on") { key, name };
        options.AddTo(command);
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                VaultRecipient added = RecipientInput.Read(context, parsed.GetRequiredValue(key), parsed.GetValue(name));
                var list = new RecipientList(context.Home);
                bool isNew = list.Add(added, options.Wait(parsed), cancellation);
                if (!context.IsJson)
                    context.Out.WriteLine(
                        isNew
                            ? $"Sealing for {Describe(added)} from now on."
                            : $"{Describe(added)} is a recipient already; nothing was added."
                    );
                if (isNew && !options.IsSet(parsed))
                    context.Say(
                        "What is sealed already stays as it is; 'reprise vault recipients rewrap' opens it to all recipients."
                    );
                return options.Finish(context, parsed, cancellation);
            }
        );
        return command;
    }

    private static CliCommand CreateRemove()
    {
        var which = new Argument<string>("NAME_OR_ID") { Description = "The name of the key, or the first characters of its id" };
        var options = new RewrapOptions("Take what is sealed already away from it, too; needs the private key");
        var command = new CliCommand("remove", "Seals for one key less from now on") { which };
        options.AddTo(command);
        command.Details =
            "Removing does not undo what was already read: whoever had the key may have kept the secrets, and opens copies of the vault that he has.";
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var list = new RecipientList(context.Home);
                VaultRecipient removed = list.Remove(parsed.GetRequiredValue(which), options.Wait(parsed), cancellation);
                if (!context.IsJson)
                    context.Out.WriteLine($"{Describe(removed)} opens nothing that is sealed from now on.");
                context.Say(
                    options.IsSet(parsed)
                        ? "Removing does not undo what was already read, nor does it reach copies of the vault."
                        : "It still opens what is sealed already, until 'reprise vault recipients rewrap'. What was read is read."
                );
                return options.Finish(context, parsed, cancellation);
            }
        );
        return command;
    }

    private static CliCommand CreateRewrap()
    {
        var options = new RewrapOptions(null);
        var command = new CliCommand("rewrap", "Opens all that is sealed to exactly the present recipients");
        options.AddTo(command);
        command.OnRun((context, parsed, cancellation) => options.Finish(context, parsed, cancellation));
        return command;
    }

    /// <summary>Shows the recipients, and what was done to the boxes.</summary>
    public static void Show(CliContext context, VaultKeys keys, RewrapReport? rewrapped)
    {
        RecipientShape[] recipients = RecipientShape.Of(keys);
        if (context.IsJson)
        {
            RewrapShape? shape = rewrapped is null ? null : RewrapShape.Of(rewrapped);
            context.WriteJson(new RecipientsShape(recipients, shape), CliJson.Default.RecipientsShape);
            return;
        }
        if (rewrapped is not null)
            RewrapText.Write(context, rewrapped);
        var table = new Table(Column.Text("key"), Column.Flexible("recipient"), Column.Text("private key"));
        foreach (RecipientShape recipient in recipients)
            table.Add(recipient.Id, recipient.Name ?? "(no name)", recipient.Here ? new Cell("here", Style.Green) : new Cell(""));
        table.Write(context.Out, context.Screen);
    }

    private static string Describe(VaultRecipient recipient) =>
        recipient.Name is { } name ? $"{SafeText.Line(name)} ({recipient.Id})" : recipient.Id.ToString();
}
