using System.Text.Json;

namespace Reprise.Usage;

/// <summary>The names of members in price lists.</summary>
internal static class PriceMembers
{
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    public static readonly JsonEncodedText Models = JsonEncodedText.Encode("models");
    public static readonly JsonEncodedText Model = JsonEncodedText.Encode("model");
    public static readonly JsonEncodedText Provider = JsonEncodedText.Encode("provider");
    public static readonly JsonEncodedText From = JsonEncodedText.Encode("from");
    public static readonly JsonEncodedText Input = JsonEncodedText.Encode("input");
    public static readonly JsonEncodedText Output = JsonEncodedText.Encode("output");
    public static readonly JsonEncodedText CacheRead = JsonEncodedText.Encode("cacheRead");
    public static readonly JsonEncodedText CacheWrite5Minutes = JsonEncodedText.Encode("cacheWrite5m");
    public static readonly JsonEncodedText CacheWrite1Hour = JsonEncodedText.Encode("cacheWrite1h");
    public static readonly JsonEncodedText Reasoning = JsonEncodedText.Encode("reasoning");
    public static readonly JsonEncodedText Above = JsonEncodedText.Encode("above");
    public static readonly JsonEncodedText Tokens = JsonEncodedText.Encode("tokens");
    public static readonly JsonEncodedText Fast = JsonEncodedText.Encode("fast");
    public static readonly JsonEncodedText Batch = JsonEncodedText.Encode("batch");
    public static readonly JsonEncodedText Flex = JsonEncodedText.Encode("flex");
    public static readonly JsonEncodedText Priority = JsonEncodedText.Encode("priority");
    public static readonly JsonEncodedText WebSearch = JsonEncodedText.Encode("webSearch");
    public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    public static readonly JsonEncodedText Certainty = JsonEncodedText.Encode("certainty");
    public static readonly JsonEncodedText Checked = JsonEncodedText.Encode("checked");
}
