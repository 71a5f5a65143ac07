namespace Reprise.Protocol;

/// <summary>What a block of text inside a message is.</summary>
public enum BlockKind : byte
{
    /// <summary>Text that a person or the model wrote.</summary>
    Text,

    /// <summary>The model's thinking, where it can be read.</summary>
    Thinking,

    /// <summary>The output of a tool.</summary>
    ToolOutput,
}
