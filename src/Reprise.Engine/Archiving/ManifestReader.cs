using System.Text.Json;

namespace Reprise.Archiving;

/// <summary>Reads the JSON of a manifest: members in any order, unknown ones passed over.</summary>
/// <remarks>
/// By hand, because every process that looks into the archive reads manifests first: a serializer has some 500 methods compiled for it
/// before it reads the first one.
/// </remarks>
internal static class ManifestReader
{
    /// <summary>Reads only the version of the format: the rest of a newer one may be anything.</summary>
    /// <exception cref="JsonException">It is no manifest.</exception>
    public static int ReadFormat(ReadOnlySpan<byte> bytes)
    {
        var json = new JsonCursor(bytes);
        json.Begin();
        while (json.NextMember())
        {
            if (json.Is("format"u8))
                return json.Int32();
            json.Skip();
        }
        throw RequiredMember.Missing();
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="InvalidOperationException">A text in it is no Unicode.</exception>
    public static ArchiveManifest Read(ReadOnlySpan<byte> bytes)
    {
        var json = new JsonCursor(bytes);
        json.Begin();
        ArchiveManifest manifest = Manifest(ref json);
        json.End();
        return manifest;
    }

    private static ArchiveManifest Manifest(scoped ref JsonCursor json)
    {
        int? format = null;
        string? id = null,
            agent = null,
            nativeId = null,
            root = null,
            host = null,
            title = null,
            rules = null;
        int copy = 0,
            revision = 0;
        DateTimeOffset? createdAt = null,
            updatedAt = null,
            deletedAt = null;
        List<ArchivedFile> files = [];
        List<ArchivedSegment> segments = [];
        List<ArchivedPart> parts = [];
        while (json.NextMember())
        {
            if (json.Is("format"u8))
                format = json.Int32();
            else if (json.Is("id"u8))
                id = json.Text();
            else if (json.Is("agent"u8))
                agent = json.Text();
            else if (json.Is("nativeId"u8))
                nativeId = json.Text();
            else if (json.Is("copy"u8))
                copy = json.Int32();
            else if (json.Is("root"u8))
                root = json.Text();
            else if (json.Is("host"u8))
                host = json.TextOrNull();
            else if (json.Is("revision"u8))
                revision = json.Int32();
            else if (json.Is("createdAt"u8))
                createdAt = json.DateTimeOffset();
            else if (json.Is("updatedAt"u8))
                updatedAt = json.DateTimeOffset();
            else if (json.Is("title"u8))
                title = json.TextOrNull();
            else if (json.Is("deletedAt"u8))
                deletedAt = json.DateTimeOffsetOrNull();
            else if (json.Is("rules"u8))
                rules = json.Text();
            else if (json.Is("files"u8))
                files = json.List(ArchivedFileReader.Read);
            else if (json.Is("segments"u8))
                segments = json.List(Segment);
            else if (json.Is("vaultParts"u8))
                parts = json.List(Part);
            else
                json.Skip();
        }
        return new ArchiveManifest
        {
            Format = format.Required(),
            Id = id.Required(),
            Agent = agent.Required(),
            NativeId = nativeId.Required(),
            Copy = copy,
            Root = root.Required(),
            Host = host,
            Revision = revision,
            CreatedAt = createdAt.Required(),
            UpdatedAt = updatedAt.Required(),
            Title = title,
            DeletedAt = deletedAt,
            Rules = rules.Required(),
            Files = files,
            Segments = segments,
            VaultParts = parts,
        };
    }

    private static ArchivedSegment Segment(scoped ref JsonCursor json)
    {
        int? number = null;
        string? name = null,
            sha256 = null;
        long? length = null,
            rawLength = null;
        while (json.NextMember())
        {
            if (json.Is("number"u8))
                number = json.Int32();
            else if (json.Is("name"u8))
                name = json.Text();
            else if (json.Is("length"u8))
                length = json.Int64();
            else if (json.Is("rawLength"u8))
                rawLength = json.Int64();
            else if (json.Is("sha256"u8))
                sha256 = json.Text();
            else
                json.Skip();
        }
        return new ArchivedSegment
        {
            Number = number.Required(),
            Name = name.Required(),
            Length = length.Required(),
            RawLength = rawLength.Required(),
            Sha256 = sha256.Required(),
        };
    }

    private static ArchivedPart Part(scoped ref JsonCursor json)
    {
        int? number = null,
            firstBox = null;
        int boxes = 0,
            items = 0;
        long? length = null;
        string? sha256 = null;
        while (json.NextMember())
        {
            if (json.Is("number"u8))
                number = json.Int32();
            else if (json.Is("firstBox"u8))
                firstBox = json.Int32();
            else if (json.Is("boxes"u8))
                boxes = json.Int32();
            else if (json.Is("items"u8))
                items = json.Int32();
            else if (json.Is("length"u8))
                length = json.Int64();
            else if (json.Is("sha256"u8))
                sha256 = json.Text();
            else
                json.Skip();
        }
        return new ArchivedPart
        {
            Number = number.Required(),
            FirstBox = firstBox.Required(),
            Boxes = boxes,
            Items = items,
            Length = length.Required(),
            Sha256 = sha256.Required(),
        };
    }
}
