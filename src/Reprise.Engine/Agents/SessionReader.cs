using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents;

/// <summary>Turns the masked records of one file into the canonical session. Keeps what it must remember between records.</summary>
public abstract class SessionReader
{
    /// <summary>Reads the next record of the file.</summary>
    /// <remarks>Never throws on content: what cannot be read is counted as damaged or unknown.</remarks>
    public abstract void Read(in MaskedRecord record, SessionSink sink);

    /// <summary>Tells what is known only when no record follows for now; more records may come in a later capture.</summary>
    public virtual void Complete(SessionSink sink) { }

    /// <summary>Returns what a new reader needs to go on after the last record read; empty when it needs nothing.</summary>
    public virtual byte[] SaveState() => [];
}
