using Reprise.Archiving;
using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Tests.Archiving;

/// <summary>Makes up manifests: every optional member is there or not, every number may be zero or large.</summary>
internal sealed class RandomManifest
{
    private static readonly string[] Texts =
    [
        "",
        "a",
        "Größe",
        "\"<&'\\\n\0",
        "😀",
        "projects/a b/ü.jsonl",
        new string('x', 1000),
    ];

    /// <summary>More than a disk holds, and few enough that lengths can be added.</summary>
    private const long Most = 1L << 60;

    private readonly Random _random;

    private RandomManifest(int seed) => _random = new Random(seed);

    public static ArchiveManifest Of(int seed) => new RandomManifest(seed).Manifest();

    private ArchiveManifest Manifest() =>
        new()
        {
            Id = _random.NextInt64().ToString("x16"),
            Agent = Text(),
            NativeId = Text(),
            Copy = Int32(),
            Root = Text(),
            Revision = Int32(),
            CreatedAt = Time(),
            UpdatedAt = Time(),
            Title = Maybe() ? Text() : null,
            DeletedAt = Maybe() ? Time() : null,
            Rules = Text(),
            Files = Some(0, File),
            Segments = Some(0, Segment),
            VaultParts = Some(0, Part),
        };

    private ArchivedFile File() =>
        new()
        {
            Path = Text(),
            Role = _random.GetItems(Enum.GetValues<FileRole>(), 1)[0],
            Shape = _random.GetItems(Enum.GetValues<TextShape>(), 1)[0],
            Versions = Some(1, Version),
        };

    private FileVersion Version()
    {
        long length = Int64();
        return new FileVersion
        {
            CapturedAt = Time(),
            LastWriteUtc = Time().UtcDateTime,
            Mode = Maybe() ? Int32() : null,
            Length = length,
            SourceLength = Maybe() ? Int64() : length,
            Edges = Text(),
            Slices = Some(0, Slice),
            Findings = Maybe() ? Some(0, Finding) : null,
            TailFindings = Maybe() ? Some(0, Finding) : null,
        };
    }

    private FileSlice Slice()
    {
        int length = Int32();
        return new FileSlice
        {
            Segment = Int32(),
            Offset = Int64(),
            Length = length,
            OriginalLength = Maybe() ? Int64() : length,
            Sha256 = Maybe() ? Text() : null,
            Original = Maybe() ? Text() : null,
            Part = Maybe() ? Int32() : null,
            Item = Maybe() ? Int32() : null,
            IsTail = Maybe(),
        };
    }

    private ArchivedFinding Finding() => new(Text(), Text(), Int32());

    private ArchivedSegment Segment() =>
        new()
        {
            Number = Int32(),
            Name = $"{_random.Next():D4}-files.br",
            Length = Int64(),
            RawLength = Int64(),
            Sha256 = Text(),
        };

    private ArchivedPart Part() =>
        new()
        {
            Number = Int32(),
            FirstBox = Int32(),
            Boxes = Int32(),
            Items = Int32(),
            Length = Int64(),
            Sha256 = Text(),
        };

    private List<T> Some<T>(int least, Func<T> make)
    {
        var items = new List<T>();
        for (int count = _random.Next(least, 4); count > 0; count--)
            items.Add(make());
        return items;
    }

    private bool Maybe() => _random.Next(2) == 0;

    private int Int32() =>
        _random.Next(4) switch
        {
            0 => 0,
            1 => int.MaxValue,
            _ => _random.Next(),
        };

    private long Int64() =>
        _random.Next(4) switch
        {
            0 => 0,
            1 => Most,
            _ => _random.NextInt64(Most),
        };

    private string Text() => _random.GetItems(Texts, 1)[0];

    private DateTimeOffset Time() =>
        new(_random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.Zero);
}
