using System.Buffers;
using System.Security.Cryptography;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>
/// Finds the folder that a chat worked in, which the chat does not say: it has a hash of it, and tools are given paths below it.
/// </summary>
internal sealed class GeminiFolder(Utf8Scratch scratch)
{
    private const int HashLength = 64;

    /// <summary>How many paths are hashed before it is given up.</summary>
    private const int MaxTries = 2000;

    /// <summary>How much of an output is looked at.</summary>
    private const int MaxOutputBytes = 16 * 1024;

    private static readonly SearchValues<byte> _pathEnds = SearchValues.Create(" \n\t\"'`"u8);

    private static readonly byte[][] _marks =
    [
        .. new[] { "Workspace Directories:**\n", "working in the following directories:\n" }.Select(
            System.Text.Encoding.UTF8.GetBytes
        ),
    ];

    private byte[] _hash = [];
    private long _tries;

    /// <summary>Takes the SHA-256 of the folder's path.</summary>
    public void TakeHash(JsonValue hash)
    {
        if (hash.IsString && hash.Raw.Length == HashLength && _hash.Length == 0)
            _hash = hash.Raw.ToArray();
    }

    /// <summary>Looks for the folder above the paths that a tool is given; a folder counts when it has the hash.</summary>
    public void Look(JsonValue args, SessionSink sink)
    {
        if (_hash.Length == 0 || _tries >= MaxTries)
            return;
        foreach (JsonMember member in args.Members)
        {
            if (!member.Value.IsString || member.Value.Raw.Length > 4096)
                continue;
            ReadOnlySpan<byte> path = member.Value.Text(scratch);
            if (IsAbsolute(path) && TryProve(path, sink))
                return;
        }
    }

    /// <summary>Looks for the folder above the paths in what a tool gave back.</summary>
    public void LookInOutput(JsonValue result, SessionSink sink)
    {
        if (_hash.Length == 0 || _tries >= MaxTries)
            return;
        if (!result.IsArray)
            LookInText(result["functionResponse"u8]["response"u8]["output"u8].Text(scratch), sink);
        foreach (JsonValue part in result.Elements)
            LookInText(part["functionResponse"u8]["response"u8]["output"u8].Text(scratch), sink);
    }

    /// <summary>Reads the folders from what the program tells the model of its surroundings.</summary>
    public void ReadContext(JsonValue content, SessionSink sink)
    {
        if (!content.IsArray)
            ReadContext((content.IsString ? content : content["text"u8]).Text(scratch), sink);
        foreach (JsonValue part in content.Elements)
            ReadContext((part.IsString ? part : part["text"u8]).Text(scratch), sink);
    }

    public void Save(StateWriter state)
    {
        state.Add(_hash);
        state.Add(_tries);
    }

    public void Load(StateReader state)
    {
        _hash = state.Text();
        _tries = state.Long();
    }

    private static void ReadContext(ReadOnlySpan<byte> text, SessionSink sink)
    {
        foreach (byte[] mark in _marks)
        {
            int at = text.IndexOf(mark);
            if (at < 0)
                continue;
            ReadOnlySpan<byte> rest = text[(at + mark.Length)..];
            while (rest.StartsWith("  - "u8))
            {
                int end = rest.IndexOf((byte)'\n');
                sink.Fact(SessionFact.Folder, (end < 0 ? rest : rest[..end])[4..].Trim(" \r"u8));
                rest = end < 0 ? default : rest[(end + 1)..];
            }
        }
    }

    private void LookInText(ReadOnlySpan<byte> text, SessionSink sink)
    {
        text = text[..Math.Min(text.Length, MaxOutputBytes)];
        for (int at = text.IndexOf((byte)'/'); at >= 0 && _tries < MaxTries; at = text.IndexOf((byte)'/'))
        {
            bool isStart =
                at == 0 || text[at - 1] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'"' or (byte)'\'' or (byte)'`';
            ReadOnlySpan<byte> rest = text[at..];
            int end = rest.IndexOfAny(_pathEnds);
            ReadOnlySpan<byte> path = end < 0 ? rest : rest[..end];
            if (isStart && IsAbsolute(path) && TryProve(path, sink))
                return;
            text = rest[path.Length..];
        }
    }

    private bool TryProve(ReadOnlySpan<byte> path, SessionSink sink)
    {
        for (ReadOnlySpan<byte> folder = path.TrimEnd("/\\"u8); !folder.IsEmpty && _tries < MaxTries; folder = Parent(folder))
        {
            _tries++;
            if (!HasHash(folder))
                continue;
            sink.Fact(SessionFact.Folder, folder);
            _tries = MaxTries;
            return true;
        }
        return false;
    }

    private bool HasHash(ReadOnlySpan<byte> folder)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(folder, hash);
        Span<byte> spelled = stackalloc byte[HashLength];
        return Convert.TryToHexStringLower(hash, spelled, out _) && spelled.SequenceEqual(_hash);
    }

    private static bool IsAbsolute(ReadOnlySpan<byte> path) =>
        path.Length > 3 && (path[0] == '/' || (path[1] == ':' && path[2] is (byte)'\\' or (byte)'/'));

    private static ReadOnlySpan<byte> Parent(ReadOnlySpan<byte> path)
    {
        int at = path.LastIndexOfAny((byte)'/', (byte)'\\');
        return at <= 0 ? default : path[..at];
    }
}
