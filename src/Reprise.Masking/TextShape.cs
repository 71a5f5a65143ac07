namespace Reprise.Masking;

/// <summary>How bytes are to be understood by the masker.</summary>
public enum TextShape : byte
{
    /// <summary>Any text: secrets may span lines.</summary>
    Text,

    /// <summary>One JSON value a line; each line stands for itself.</summary>
    JsonLines,

    /// <summary>One JSON document, on one or many lines.</summary>
    Json,
}
