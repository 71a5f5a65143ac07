using System.Buffers;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>Stands for a response in all sessions that hold a copy of it.</summary>
internal static class ResponseHash
{
    /// <summary>Returns the hash of a response's key.</summary>
    /// <param name="session">The session it stands in.</param>
    /// <param name="key">The key.</param>
    /// <param name="isLocal">Whether the key names it only within that session.</param>
    public static long Of(SessionKey session, ReadOnlySpan<byte> key, bool isLocal)
    {
        if (!isLocal)
            return (long)KeyHash.Of(key);
        string scope = $"{session.Agent.Value}\0{session.NativeId}\0";
        int length = Encoding.UTF8.GetMaxByteCount(scope.Length) + key.Length;
        byte[] room = ArrayPool<byte>.Shared.Rent(length);
        int scopeLength = Encoding.UTF8.GetBytes(scope, room);
        key.CopyTo(room.AsSpan(scopeLength));
        long hash = (long)KeyHash.Of(room.AsSpan(0, scopeLength + key.Length));
        ArrayPool<byte>.Shared.Return(room);
        return hash;
    }
}
