using System.Text.Json;

namespace Reprise.Archiving;

/// <summary>Writes the members of a manifest in their order; what has its usual value and may be missing is left out.</summary>
internal static class ManifestWriter
{
    public static void WriteMembers(Utf8JsonWriter json, ArchiveManifest manifest)
    {
        json.WriteNumber("format"u8, manifest.Format);
        json.WriteString("id"u8, manifest.Id);
        json.WriteString("agent"u8, manifest.Agent);
        json.WriteString("nativeId"u8, manifest.NativeId);
        WriteUnlessZero(json, "copy"u8, manifest.Copy);
        json.WriteString("root"u8, manifest.Root);
        WriteIfAny(json, "host"u8, manifest.Host);
        WriteUnlessZero(json, "revision"u8, manifest.Revision);
        json.WriteString("createdAt"u8, manifest.CreatedAt);
        json.WriteString("updatedAt"u8, manifest.UpdatedAt);
        WriteIfAny(json, "title"u8, manifest.Title);
        if (manifest.DeletedAt is { } deletedAt)
            json.WriteString("deletedAt"u8, deletedAt);
        json.WriteString("rules"u8, manifest.Rules);
        WriteList(json, "files"u8, manifest.Files, WriteFile);
        WriteList(json, "segments"u8, manifest.Segments, WriteSegment);
        WriteList(json, "vaultParts"u8, manifest.VaultParts, WritePart);
    }

    private static void WriteFile(Utf8JsonWriter json, ArchivedFile file)
    {
        json.WriteString("path"u8, file.Path);
        json.WriteString("role"u8, ManifestWords.Of(file.Role));
        json.WriteString("shape"u8, ManifestWords.Of(file.Shape));
        WriteIfAny(json, "database"u8, file.Database);
        WriteList(json, "versions"u8, file.Versions, WriteVersion);
    }

    private static void WriteVersion(Utf8JsonWriter json, FileVersion version)
    {
        json.WriteString("capturedAt"u8, version.CapturedAt);
        json.WriteString("lastWriteUtc"u8, version.LastWriteUtc);
        WriteIfAny(json, "mode"u8, version.Mode);
        json.WriteNumber("length"u8, version.Length);
        if (version.SourceLength != version.Length)
            json.WriteNumber("sourceLength"u8, version.SourceLength);
        if (version.ChangeMark is { } mark)
            json.WriteNumber("changeMark"u8, mark);
        json.WriteString("edges"u8, version.Edges);
        WriteList(json, "slices"u8, version.Slices, WriteSlice);
        if (version.Findings is { } findings)
            WriteList(json, "findings"u8, findings, WriteFinding);
        if (version.TailFindings is { } tailFindings)
            WriteList(json, "tailFindings"u8, tailFindings, WriteFinding);
    }

    private static void WriteSlice(Utf8JsonWriter json, FileSlice slice)
    {
        json.WriteNumber("segment"u8, slice.Segment);
        json.WriteNumber("offset"u8, slice.Offset);
        json.WriteNumber("length"u8, slice.Length);
        if (slice.OriginalLength != slice.Length)
            json.WriteNumber("originalLength"u8, slice.OriginalLength);
        WriteIfAny(json, "sha256"u8, slice.Sha256);
        WriteIfAny(json, "original"u8, slice.Original);
        WriteIfAny(json, "part"u8, slice.Part);
        WriteIfAny(json, "item"u8, slice.Item);
        if (slice.Under is { } under)
            WriteList(json, "under"u8, under, WriteItem);
        if (slice.IsTail)
            json.WriteBoolean("isTail"u8, true);
    }

    private static void WriteItem(Utf8JsonWriter json, SealedItem item)
    {
        json.WriteNumber("part"u8, item.Part);
        json.WriteNumber("item"u8, item.Item);
    }

    private static void WriteFinding(Utf8JsonWriter json, ArchivedFinding finding)
    {
        json.WriteString("kind"u8, finding.Kind);
        json.WriteString("fingerprint"u8, finding.Fingerprint);
        json.WriteNumber("count"u8, finding.Count);
    }

    private static void WriteSegment(Utf8JsonWriter json, ArchivedSegment segment)
    {
        json.WriteNumber("number"u8, segment.Number);
        json.WriteString("name"u8, segment.Name);
        json.WriteNumber("length"u8, segment.Length);
        json.WriteNumber("rawLength"u8, segment.RawLength);
        json.WriteString("sha256"u8, segment.Sha256);
    }

    private static void WritePart(Utf8JsonWriter json, ArchivedPart part)
    {
        json.WriteNumber("number"u8, part.Number);
        json.WriteNumber("firstBox"u8, part.FirstBox);
        WriteUnlessZero(json, "boxes"u8, part.Boxes);
        WriteUnlessZero(json, "items"u8, part.Items);
        json.WriteNumber("length"u8, part.Length);
        json.WriteString("sha256"u8, part.Sha256);
    }

    private static void WriteList<T>(
        Utf8JsonWriter json,
        ReadOnlySpan<byte> name,
        IReadOnlyList<T> items,
        Action<Utf8JsonWriter, T> writeMembers
    )
    {
        json.WriteStartArray(name);
        for (int i = 0; i < items.Count; i++)
        {
            json.WriteStartObject();
            writeMembers(json, items[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteUnlessZero(Utf8JsonWriter json, ReadOnlySpan<byte> name, int value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    private static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private static void WriteIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
