namespace Reprise.Usage;

/// <summary>The names of members in price lists.</summary>
/// <remarks>Bytes rather than encoded texts, which would set up an encoder while a status line waits.</remarks>
internal static class PriceMembers
{
    public static ReadOnlySpan<byte> Version => "version"u8;
    public static ReadOnlySpan<byte> Models => "models"u8;
    public static ReadOnlySpan<byte> Model => "model"u8;
    public static ReadOnlySpan<byte> Provider => "provider"u8;
    public static ReadOnlySpan<byte> From => "from"u8;
    public static ReadOnlySpan<byte> Input => "input"u8;
    public static ReadOnlySpan<byte> Output => "output"u8;
    public static ReadOnlySpan<byte> CacheRead => "cacheRead"u8;
    public static ReadOnlySpan<byte> CacheWrite5Minutes => "cacheWrite5m"u8;
    public static ReadOnlySpan<byte> CacheWrite1Hour => "cacheWrite1h"u8;
    public static ReadOnlySpan<byte> Reasoning => "reasoning"u8;
    public static ReadOnlySpan<byte> Above => "above"u8;
    public static ReadOnlySpan<byte> Tokens => "tokens"u8;
    public static ReadOnlySpan<byte> Fast => "fast"u8;
    public static ReadOnlySpan<byte> Batch => "batch"u8;
    public static ReadOnlySpan<byte> Flex => "flex"u8;
    public static ReadOnlySpan<byte> Priority => "priority"u8;
    public static ReadOnlySpan<byte> WebSearch => "webSearch"u8;
    public static ReadOnlySpan<byte> Source => "source"u8;
    public static ReadOnlySpan<byte> Certainty => "certainty"u8;
    public static ReadOnlySpan<byte> Checked => "checked"u8;
}
