using System.Diagnostics;
using System.Globalization;
using System.Text;
using Reprise.Reading;

namespace Reprise.Importing.Git;

/// <summary>Reads objects of a repository through one running git. Can be used from several threads, one at a time gets its turn.</summary>
internal sealed class GitObjects(GitWorkplace workplace) : IDisposable
{
    private const int MaxHeaderBytes = 256;

    private readonly Lock _turn = new();
    private Process? _process;

    /// <summary>Reads the bytes of a blob.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="length">Its length in bytes, as git told it before.</param>
    /// <exception cref="HeldContentException">It is missing or damaged.</exception>
    public byte[] Read(string name, long length)
    {
        if (length > HeldContent.MaxBytes)
            throw new HeldContentException("it is larger than what can be imported");
        lock (_turn)
        {
            try
            {
                _process ??= workplace.Start("cat-file", "--batch");
                _process.StandardInput.Write(name + "\n");
                _process.StandardInput.Flush();
                return ReadAnswer(_process.StandardOutput.BaseStream, name, length);
            }
            catch (Exception error) when (error is IOException or InvalidOperationException)
            {
                // What git would say next belongs to nothing any more.
                Stop();
                throw error as HeldContentException ?? new HeldContentException("git cannot read it", error);
            }
        }
    }

    private static byte[] ReadAnswer(Stream output, string name, long length)
    {
        Span<byte> header = stackalloc byte[MaxHeaderBytes];
        int at = 0;
        for (int next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            if (next < 0 || at == MaxHeaderBytes)
                throw new HeldContentException("git cannot read it");
            header[at++] = (byte)next;
        }
        string expected = string.Create(CultureInfo.InvariantCulture, $"{name} blob {length}");
        if (Encoding.UTF8.GetString(header[..at]) != expected)
            throw new HeldContentException("it is missing in the repository");
        byte[] content = new byte[length];
        output.ReadExactly(content);
        if (output.ReadByte() != '\n')
            throw new HeldContentException("git cannot read it");
        return content;
    }

    private void Stop()
    {
        if (_process is not { } process)
            return;
        _process = null;
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    public void Dispose()
    {
        lock (_turn)
            Stop();
    }
}
