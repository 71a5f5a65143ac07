using Reprise.Archiving;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Searching;

/// <summary>Reads the masked records of one file, in order.</summary>
/// <param name="Read">Reads the next record.</param>
/// <param name="Complete">Tells what is known only when no record follows.</param>
/// <remarks>
/// The composition makes it of an agent's reader. Searching must not know the agents, so that an agent may use whatever it
/// needs of the engine, and reading a transcript of the archive needs nothing of an agent but this.
/// </remarks>
public sealed record RecordReader(ReadRecord Read, Action<SessionSink> Complete);

/// <summary>Reads a record.</summary>
public delegate void ReadRecord(in MaskedRecord record, SessionSink sink);

/// <summary>Makes the reader of a file, at its first record.</summary>
/// <returns>Null when the file says nothing that is searched.</returns>
public delegate RecordReader? OpenRecordReader(SessionKey session, ArchivedFile file);
