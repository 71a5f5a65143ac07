using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Archiving;

/// <summary>Reads what a manifest says about a native file and its states.</summary>
internal static class ArchivedFileReader
{
    public static ArchivedFile Read(scoped ref JsonCursor json)
    {
        string? path = null,
            database = null;
        FileRole? role = null;
        TextShape? shape = null;
        List<FileVersion>? versions = null;
        while (json.NextMember())
        {
            if (json.Is("path"u8))
                path = json.Text();
            else if (json.Is("role"u8))
                role = ManifestWords.ReadRole(ref json);
            else if (json.Is("shape"u8))
                shape = ManifestWords.ReadShape(ref json);
            else if (json.Is("database"u8))
                database = json.TextOrNull();
            else if (json.Is("versions"u8))
                versions = json.List(Version);
            else
                json.Skip();
        }
        // A file has a current version, always.
        return role is { } known && shape is { } text && versions is { Count: > 0 }
            ? new ArchivedFile
            {
                Path = path.Required(),
                Role = known,
                Shape = text,
                Database = database,
                Versions = versions,
            }
            : throw RequiredMember.Missing();
    }

    private static FileVersion Version(scoped ref JsonCursor json)
    {
        DateTimeOffset? capturedAt = null;
        DateTime? lastWrite = null;
        int? mode = null;
        long? length = null,
            sourceLength = null,
            changeMark = null;
        string? edges = null;
        List<FileSlice>? slices = null;
        List<ArchivedFinding>? findings = null,
            tailFindings = null;
        while (json.NextMember())
        {
            if (json.Is("capturedAt"u8))
                capturedAt = json.DateTimeOffset();
            else if (json.Is("lastWriteUtc"u8))
                lastWrite = json.DateTime();
            else if (json.Is("mode"u8))
                mode = json.Int32OrNull();
            else if (json.Is("length"u8))
                length = json.Int64();
            else if (json.Is("sourceLength"u8))
                sourceLength = json.Int64OrNull();
            else if (json.Is("changeMark"u8))
                changeMark = json.Int64OrNull();
            else if (json.Is("edges"u8))
                edges = json.Text();
            else if (json.Is("slices"u8))
                slices = json.List(Slice);
            else if (json.Is("findings"u8))
                findings = json.ListOrNull(Finding);
            else if (json.Is("tailFindings"u8))
                tailFindings = json.ListOrNull(Finding);
            else
                json.Skip();
        }
        var version = new FileVersion
        {
            CapturedAt = capturedAt.Required(),
            LastWriteUtc = lastWrite.Required(),
            Mode = mode,
            Length = length.Required(),
            ChangeMark = changeMark,
            Edges = edges.Required(),
            Slices = slices.Required(),
            Findings = findings,
            TailFindings = tailFindings,
        };
        return sourceLength is { } native ? version with { SourceLength = native } : version;
    }

    private static FileSlice Slice(scoped ref JsonCursor json)
    {
        int? segment = null,
            length = null,
            part = null,
            item = null;
        long? offset = null,
            originalLength = null;
        string? sha256 = null,
            original = null;
        List<SealedItem>? under = null;
        bool isTail = false;
        while (json.NextMember())
        {
            if (json.Is("segment"u8))
                segment = json.Int32();
            else if (json.Is("offset"u8))
                offset = json.Int64();
            else if (json.Is("length"u8))
                length = json.Int32();
            else if (json.Is("originalLength"u8))
                originalLength = json.Int64OrNull();
            else if (json.Is("sha256"u8))
                sha256 = json.TextOrNull();
            else if (json.Is("original"u8))
                original = json.TextOrNull();
            else if (json.Is("part"u8))
                part = json.Int32OrNull();
            else if (json.Is("item"u8))
                item = json.Int32OrNull();
            else if (json.Is("under"u8))
                under = json.ListOrNull(Item);
            else if (json.Is("isTail"u8))
                isTail = json.Boolean();
            else
                json.Skip();
        }
        var slice = new FileSlice
        {
            Segment = segment.Required(),
            Offset = offset.Required(),
            Length = length.Required(),
            Sha256 = sha256,
            Original = original,
            Part = part,
            Item = item,
            Under = under,
            IsTail = isTail,
        };
        return originalLength is { } native ? slice with { OriginalLength = native } : slice;
    }

    private static SealedItem Item(scoped ref JsonCursor json)
    {
        int? part = null,
            item = null;
        while (json.NextMember())
        {
            if (json.Is("part"u8))
                part = json.Int32();
            else if (json.Is("item"u8))
                item = json.Int32();
            else
                json.Skip();
        }
        return new SealedItem(part.Required(), item.Required());
    }

    private static ArchivedFinding Finding(scoped ref JsonCursor json)
    {
        string? kind = null,
            fingerprint = null;
        int? count = null;
        while (json.NextMember())
        {
            if (json.Is("kind"u8))
                kind = json.Text();
            else if (json.Is("fingerprint"u8))
                fingerprint = json.Text();
            else if (json.Is("count"u8))
                count = json.Int32();
            else
                json.Skip();
        }
        return new ArchivedFinding(kind.Required(), fingerprint.Required(), count.Required());
    }
}
