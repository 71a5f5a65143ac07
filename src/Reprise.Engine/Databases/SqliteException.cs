namespace Reprise.Databases;

/// <summary>What SQLite reports when a call fails.</summary>
/// <param name="code">The result code. Source: sqlite.org/rescode.html.</param>
/// <param name="message">Its message; names tables and files, never values.</param>
public sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>The result code.</summary>
    public int Code { get; } = code;

    /// <summary>Whether the database is locked by somebody else.</summary>
    public bool IsBusy => (Code & 0xff) == NativeSqlite.Busy;

    /// <summary>Whether something would have to be written to read on.</summary>
    public bool IsReadOnly => (Code & 0xff) == NativeSqlite.ReadOnly;

    /// <summary>Whether the file is no database, or one with broken pages.</summary>
    public bool IsDamaged => (Code & 0xff) is NativeSqlite.Corrupt or NativeSqlite.NotADatabase;

    /// <summary>What is wrong with the database, to be put behind its name in a sentence.</summary>
    public string Explanation =>
        IsBusy ? "is locked by the program that owns it"
        : IsDamaged ? "is damaged"
        : "cannot be read";

    /// <summary>Whether the disk is full.</summary>
    public bool IsDiskFull => (Code & 0xff) == NativeSqlite.Full;
}
