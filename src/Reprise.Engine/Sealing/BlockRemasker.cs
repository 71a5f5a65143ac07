using System.Diagnostics.CodeAnalysis;
using Reprise.Masking;

namespace Reprise.Sealing;

/// <summary>Masks what was masked before: with newer rules, or because a secret became known later.</summary>
/// <param name="masker">What masks.</param>
/// <param name="known">Secrets to mask wherever they stand.</param>
/// <param name="shape">How the bytes are to be understood.</param>
internal sealed class BlockRemasker(SourceMasker masker, KnownSecrets known, TextShape shape)
{
    /// <summary>Counts what would be masked, and learns which secrets that are.</summary>
    /// <param name="blocks">A file, in order.</param>
    public int Look(IEnumerable<MaskedBlock> blocks)
    {
        var output = new Sight(known);
        StreamMasker stream = masker.Borrow(shape, known);
        foreach (MaskedBlock block in blocks)
            stream.Write(block.Bytes, output);
        stream.Complete(output);
        masker.GiveBack(shape, stream);
        return output.Count;
    }

    /// <summary>Masks a file.</summary>
    /// <param name="blocks">The file, in order.</param>
    /// <returns>One block for each one taken, valid until the next is asked for.</returns>
    public IEnumerable<MaskedBlock> Mask(IEnumerable<MaskedBlock> blocks)
    {
        using var output = new Partition();
        StreamMasker stream = masker.Borrow(shape, known);
        foreach (MaskedBlock block in blocks)
        {
            output.Expect(block.Bytes.Length);
            stream.Write(block.Bytes, output);
            while (output.TryTake(out MaskedBlock.Collector? done))
            {
                using (done)
                    yield return done.Block;
            }
        }
        stream.Complete(output);
        masker.GiveBack(shape, stream);
        while (output.TryTake(out MaskedBlock.Collector? last))
        {
            using (last)
                yield return last.Block;
        }
    }

    private sealed class Sight(KnownSecrets known) : MaskedOutput
    {
        public int Count { get; private set; }

        public override void Clear(ReadOnlySpan<byte> bytes) { }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder) => Count++;

        public override void Decoded(in Finding finding, ReadOnlySpan<byte> value) => known.Add(finding, value);
    }

    // The output keeps the edges of the input: each block goes on standing for the same native bytes.
    private sealed class Partition : MaskedOutput, IDisposable
    {
        private readonly Queue<int> _lengths = new();
        private readonly Queue<MaskedBlock.Collector> _done = new();
        private MaskedBlock.Collector _open = new();
        private int _taken;

        public void Expect(int length) => _lengths.Enqueue(length);

        public bool TryTake([NotNullWhen(true)] out MaskedBlock.Collector? done)
        {
            CloseFull();
            return _done.TryDequeue(out done);
        }

        public override void Clear(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                int size = Room(bytes.Length);
                _open.Clear(bytes[..size]);
                bytes = bytes[size..];
            }
        }

        // Of a secret that reaches over an edge the first piece gets the placeholder, and nothing stands for the others.
        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder)
        {
            while (raw.Length > 0)
            {
                int size = Room(raw.Length);
                _open.Masked(finding, raw[..size], placeholder);
                raw = raw[size..];
                placeholder = default;
            }
        }

        private int Room(int wanted)
        {
            CloseFull();
            int size = Math.Min(wanted, _lengths.Peek() - _taken);
            _taken += size;
            return size;
        }

        private void CloseFull()
        {
            while (_lengths.TryPeek(out int length) && length == _taken)
            {
                _lengths.Dequeue();
                _done.Enqueue(_open);
                _open = new MaskedBlock.Collector();
                _taken = 0;
            }
        }

        public void Dispose()
        {
            _open.Dispose();
            foreach (MaskedBlock.Collector waiting in _done)
                waiting.Dispose();
        }
    }
}
