using System.Runtime.InteropServices;
using System.Text;

namespace Reprise.Databases;

/// <summary>A prepared statement: bind, step, read, reset. Parameters count from 1, columns from 0.</summary>
public sealed unsafe class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private nint _statement;

    internal SqliteStatement(SqliteDatabase database, nint statement)
    {
        _database = database;
        _statement = statement;
    }

    /// <summary>Binds UTF-8 text, which SQLite copies.</summary>
    public SqliteStatement Text(int parameter, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* start = utf8)
        {
            byte none;
            // A null pointer would bind NULL; an empty text needs a real address.
            Check(
                NativeSqlite.BindText(_statement, parameter, start is null ? &none : start, utf8.Length, NativeSqlite.Transient)
            );
        }
        return this;
    }

    /// <summary>Binds text; null binds NULL.</summary>
    public SqliteStatement Text(int parameter, string? text) =>
        text is null ? Null(parameter) : Text(parameter, Encoding.UTF8.GetBytes(text).AsSpan());

    /// <summary>Binds bytes, which SQLite copies.</summary>
    public SqliteStatement Blob(int parameter, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            byte none;
            Check(
                NativeSqlite.BindBlob(_statement, parameter, start is null ? &none : start, bytes.Length, NativeSqlite.Transient)
            );
        }
        return this;
    }

    /// <summary>Binds a number.</summary>
    public SqliteStatement Integer(int parameter, long value)
    {
        Check(NativeSqlite.BindInteger(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds a number; null binds NULL.</summary>
    public SqliteStatement Integer(int parameter, long? value) =>
        value is { } number ? Integer(parameter, number) : Null(parameter);

    /// <summary>Binds a real number.</summary>
    public SqliteStatement Real(int parameter, double value)
    {
        Check(NativeSqlite.BindReal(_statement, parameter, value));
        return this;
    }

    /// <summary>Binds NULL.</summary>
    public SqliteStatement Null(int parameter)
    {
        Check(NativeSqlite.BindNull(_statement, parameter));
        return this;
    }

    /// <summary>Runs an insert whose one text parameter is used in place; the span must outlive the call only.</summary>
    internal void RunWithTexts(ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        fixed (byte* a = second)
        fixed (byte* b = third)
        {
            byte none;
            Check(NativeSqlite.BindText(_statement, 2, a is null ? &none : a, second.Length, NativeSqlite.Static));
            Check(NativeSqlite.BindText(_statement, 3, b is null ? &none : b, third.Length, NativeSqlite.Static));
            Run();
            Null(2).Null(3);
        }
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool Step()
    {
        int code = NativeSqlite.Step(_statement);
        if (code == NativeSqlite.Row)
            return true;
        if (code == NativeSqlite.Done)
            return false;
        SqliteException error = _database.Error(code);
        Reset();
        throw error;
    }

    /// <summary>Runs the statement to its end and makes it ready to be bound again.</summary>
    public void Run()
    {
        while (Step()) { }
        Reset();
    }

    /// <summary>Makes the statement ready to run again; parameters keep their values.</summary>
    public void Reset() => _ = NativeSqlite.Reset(_statement);

    /// <summary>The number of columns of a row.</summary>
    public int ColumnCount => NativeSqlite.ColumnCount(_statement);

    /// <summary>The name of a column.</summary>
    public string ColumnName(int column) => Marshal.PtrToStringUTF8((nint)NativeSqlite.ColumnName(_statement, column)) ?? "";

    /// <summary>What a column of the row holds.</summary>
    public SqliteType Type(int column) => (SqliteType)NativeSqlite.ColumnType(_statement, column);

    /// <summary>Whether a column holds bytes.</summary>
    public bool IsBlob(int column) => Type(column) == SqliteType.Blob;

    /// <summary>Whether a column holds NULL.</summary>
    public bool IsNull(int column) => Type(column) == SqliteType.Null;

    /// <summary>Reads a number; 0 for NULL.</summary>
    public long Integer(int column) => NativeSqlite.ColumnInteger(_statement, column);

    /// <summary>Reads a number or null.</summary>
    public long? IntegerOrNull(int column) => IsNull(column) ? null : Integer(column);

    /// <summary>Reads a real number; 0 for NULL.</summary>
    public double Real(int column) => NativeSqlite.ColumnReal(_statement, column);

    /// <summary>Reads text; empty for NULL. Valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        byte* text = NativeSqlite.ColumnText(_statement, column);
        return text is null ? default : new ReadOnlySpan<byte>(text, NativeSqlite.ColumnBytes(_statement, column));
    }

    /// <summary>Reads text; null for NULL.</summary>
    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Utf8(column));

    /// <summary>Reads bytes; empty for NULL. Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column)
    {
        byte* bytes = NativeSqlite.ColumnBlob(_statement, column);
        return bytes is null ? default : new ReadOnlySpan<byte>(bytes, NativeSqlite.ColumnBytes(_statement, column));
    }

    private void Check(int code)
    {
        if (code != NativeSqlite.Ok)
            throw _database.Error(code);
    }

    public void Dispose()
    {
        if (_statement == 0)
            return;
        _ = NativeSqlite.Finish(_statement);
        _statement = 0;
    }
}

/// <summary>What a value of a row is. Source: sqlite.org/c3ref/c_blob.html.</summary>
public enum SqliteType
{
    Integer = 1,
    Real = 2,
    Text = 3,
    Blob = 4,
    Null = 5,
}
