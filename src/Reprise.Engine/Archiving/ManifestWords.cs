using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Archiving;

/// <summary>How a manifest spells roles and shapes: as format 1 has it, whatever the code may call them later.</summary>
internal static class ManifestWords
{
    public static ReadOnlySpan<byte> Of(FileRole role) =>
        role switch
        {
            FileRole.Transcript => "Transcript"u8,
            FileRole.Subagent => "Subagent"u8,
            FileRole.Metadata => "Metadata"u8,
            FileRole.ToolResult => "ToolResult"u8,
            FileRole.FileHistory => "FileHistory"u8,
            FileRole.Other => "Other"u8,
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    public static ReadOnlySpan<byte> Of(TextShape shape) =>
        shape switch
        {
            TextShape.Text => "Text"u8,
            TextShape.JsonLines => "JsonLines"u8,
            TextShape.Json => "Json"u8,
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };

    public static FileRole ReadRole(scoped ref JsonCursor json)
    {
        json.ToText();
        for (FileRole role = FileRole.Transcript; role <= FileRole.Other; role++)
        {
            if (json.Is(Of(role)))
                return role;
        }
        throw json.Unexpected();
    }

    public static TextShape ReadShape(scoped ref JsonCursor json)
    {
        json.ToText();
        for (TextShape shape = TextShape.Text; shape <= TextShape.Json; shape++)
        {
            if (json.Is(Of(shape)))
                return shape;
        }
        throw json.Unexpected();
    }
}
