using System.Text.Json;
using Reprise.Usage;

namespace Reprise.Cli.Commands.Usage;

/// <summary>What Claude Code tells a status line, as far as it is shown.</summary>
internal sealed record StatuslineInput
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(300);

    public string? SessionId { get; init; }

    /// <summary>The name of the model for people.</summary>
    public string? Model { get; init; }

    /// <summary>What the session has cost until now.</summary>
    public Money? SessionCost { get; init; }

    /// <summary>The tokens in the context.</summary>
    public long? ContextTokens { get; init; }

    /// <summary>The tokens that the context can hold.</summary>
    public long? ContextSize { get; init; }

    /// <summary>Reads it from standard input; null when that is a terminal, empty or something else.</summary>
    public static StatuslineInput? Read(CliContext context)
    {
        if (context.Environment.IsInputTerminal)
            return null;
        if (ReadBytes(context) is not { } bytes)
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads all input, but waits for it no longer than a prompt may take; null when it did not end in time.</summary>
    private static byte[]? ReadBytes(CliContext context)
    {
        byte[]? read = null;
        var reader = new Thread(() =>
        {
            try
            {
                byte[] bytes = new byte[MaxBytes];
                using Stream input = context.Environment.OpenInput();
                int length = input.ReadAtLeast(bytes, MaxBytes, throwOnEndOfStream: false);
                Volatile.Write(ref read, bytes[..length]);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // No input is as good as none that can be read.
            }
        })
        {
            IsBackground = true,
        };
        reader.Start();
        return reader.Join(_patience) ? Volatile.Read(ref read) : null;
    }

    private static StatuslineInput Of(JsonElement root)
    {
        JsonElement window = Member(root, "context_window");
        JsonElement usage = Member(window, "current_usage");
        long inUse =
            Number(usage, "input_tokens")
            + Number(usage, "cache_creation_input_tokens")
            + Number(usage, "cache_read_input_tokens");
        return new StatuslineInput
        {
            SessionId = Text(root, "session_id"),
            Model = Text(Member(root, "model"), "display_name") ?? Text(Member(root, "model"), "id"),
            SessionCost = Dollars(Member(root, "cost"), "total_cost_usd"),
            ContextTokens = inUse > 0 ? inUse : null,
            ContextSize = Number(window, "context_window_size") is > 0 and { } size ? size : null,
        };
    }

    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : default;

    private static string? Text(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    private static long Number(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out long number) && number > 0
            ? number
            : 0;

    private static Money? Dollars(JsonElement value, string name) =>
        Member(value, name) is { ValueKind: JsonValueKind.Number } member
        && member.TryGetDecimal(out decimal usd)
        && usd is >= 0 and < 1_000_000_000
            ? Money.FromUsd(usd)
            : null;
}
