namespace Reprise.Usage;

/// <summary>One name for each company that runs models: agents and price lists spell them in many ways.</summary>
public static class PriceProvider
{
    /// <summary>Amazon Bedrock.</summary>
    public const string Bedrock = "bedrock";

    /// <summary>Google Vertex AI.</summary>
    public const string Vertex = "vertex";

    /// <summary>Returns the name by which rows know a provider; the name itself in lower case when it has no other.</summary>
    public static string? Of(string? provider)
    {
        if (string.IsNullOrWhiteSpace(provider))
            return null;
        string name = provider.Trim().ToLowerInvariant();
        return KnownOf(name) ?? name;
    }

    /// <summary>Finds out who runs a model from the form of its name; null when it does not say.</summary>
    public static string? ImpliedBy(string model)
    {
        string name = model.Trim().ToLowerInvariant();
        for (
            int slash = name.IndexOf('/', StringComparison.Ordinal);
            slash >= 0;
            slash = name.IndexOf('/', StringComparison.Ordinal)
        )
        {
            if (KnownOf(name[..slash]) is { } known)
                return known;
            name = name[(slash + 1)..];
        }
        if (ModelName.BedrockStart(name) > 0)
            return Bedrock;
        return name.StartsWith("claude-", StringComparison.Ordinal) && name.Contains('@', StringComparison.Ordinal)
            ? Vertex
            : null;
    }

    private static string? KnownOf(string name) =>
        name switch
        {
            "anthropic" or "claude" => "anthropic",
            "openai" or "openai-codex" or "chatgpt" or "codex" => "openai",
            "gemini" or "google" or "google-ai" or "google-genai" or "googleai" => "gemini",
            "vertex" or "vertexai" or "google-vertex" or "google-vertex-anthropic" or "gcp_vertex_ai" => Vertex,
            _ when name.StartsWith("vertex_ai", StringComparison.Ordinal) => Vertex,
            "bedrock" or "bedrock_converse" or "bedrock_mantle" or "amazon-bedrock" or "aws-bedrock" or "aws_bedrock" or "aws" =>
                Bedrock,
            "azure" or "azure_ai" or "azure-openai" or "azure_openai" or "azure-cognitive-services" => "azure",
            "openrouter" => "openrouter",
            "deepseek" => "deepseek",
            "xai" or "x-ai" => "xai",
            "mistral" or "mistralai" => "mistral",
            "moonshot" or "moonshotai" or "moonshot-ai" or "kimi" => "moonshot",
            "dashscope" or "alibaba" or "qwen" => "dashscope",
            "zai" or "z-ai" or "zhipu" or "zhipuai" => "zai",
            "minimax" => "minimax",
            "groq" => "groq",
            "cerebras" => "cerebras",
            "fireworks_ai" or "fireworks" or "fireworks-ai" => "fireworks",
            "together_ai" or "together" or "togetherai" => "together",
            "deepinfra" => "deepinfra",
            "github_copilot" or "github-copilot" or "copilot" => "github-copilot",
            _ => null,
        };
}
