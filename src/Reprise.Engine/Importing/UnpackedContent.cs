using Reprise.Reading;
using Reprise.Zstandard;

namespace Reprise.Importing;

/// <summary>The text of held content that an agent compressed with Zstandard.</summary>
internal sealed class UnpackedContent : HeldContent
{
    private readonly HeldContent _packed;

    /// <param name="packed">The compressed bytes.</param>
    /// <exception cref="IOException">They cannot be had, or are damaged.</exception>
    public UnpackedContent(HeldContent packed)
    {
        _packed = packed;
        Length = Read().Length;
    }

    public override long Length { get; }

    internal override byte[] Read()
    {
        try
        {
            return new ZstdDecoder(MaxBytes).Decode(_packed.Read());
        }
        catch (InvalidDataException error)
        {
            throw new HeldContentException("it is damaged, or unpacks to more than can be imported", error);
        }
    }
}
