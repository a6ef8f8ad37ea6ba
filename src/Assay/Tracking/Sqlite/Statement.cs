using System.Buffers;
using SQLitePCL;

namespace Assay.Tracking.Sqlite;

/// <summary>
/// A prepared statement. Values are bound from left to right; disposing makes a kept statement ready for its next use, so the habit is
/// <c>using var rows = database.Prepare(sql).Bind(a).Bind(b); while (rows.Step()) …</c>.
/// </summary>
internal sealed class Statement(Database database, sqlite3_stmt handle, bool kept) : IDisposable
{
    // Longer texts are encoded into a rented array.
    private const int StackBytes = 512;
    private int _bound;
    // Parameters that hold a value, a bit each as far as there are bits. The others are NULL as they are: most columns of most rows.
    private ulong _filled;

    /// <summary>Binds a whole number to the next parameter.</summary>
    public Statement Bind(long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, Next(), value));
        return this;
    }

    /// <summary>Binds a whole number or NULL to the next parameter.</summary>
    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    /// <summary>Binds a number or NULL to the next parameter; never NaN, which SQLite would silently store as NULL.</summary>
    public Statement Bind(double? value)
    {
        if (value is not { } number)
            return BindNull();
        database.Check(raw.sqlite3_bind_double(handle, Next(), number));
        return this;
    }

    /// <summary>Binds text or NULL to the next parameter.</summary>
    public Statement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        if (value.Length == 0)
        {
            // An empty span has no address, and SQLite reads a missing address as NULL.
            database.Check(raw.sqlite3_bind_text(handle, Next(), value));
            return this;
        }

        // SQLite copies the text, so the buffer is free again at once.
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most <= StackBytes ? null : ArrayPool<byte>.Shared.Rent(most);
        var buffer = rented is null ? stackalloc byte[StackBytes] : rented.AsSpan();
        try
        {
            return Bind(buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Binds text that is already UTF-8 to the next parameter; not empty.</summary>
    public Statement Bind(ReadOnlySpan<byte> text)
    {
        database.Check(raw.sqlite3_bind_text(handle, Next(), text));
        return this;
    }

    /// <summary>Binds a value to a named parameter; nothing happens when the statement does not use it.</summary>
    /// <param name="name">With its prefix, e.g. <c>@plan</c>.</param>
    /// <param name="value">A string, long or double.</param>
    public void Bind(string name, object value)
    {
        _bound = raw.sqlite3_bind_parameter_index(handle, name) - 1;
        if (_bound < 0)
            return;
        _ = value switch
        {
            string text => Bind(text),
            long number => Bind(number),
            double number => Bind(number),
            _ => throw new ArgumentException($"{value.GetType().Name} cannot be bound.", nameof(value)),
        };
    }

    /// <summary>Binds NULL to the next parameter.</summary>
    public Statement BindNull()
    {
        var bit = BitOf(++_bound);
        if (bit != 0 && (_filled & bit) == 0)
            return this;
        database.Check(raw.sqlite3_bind_null(handle, _bound));
        _filled &= ~bit;
        return this;
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="SqliteFailure">The statement failed.</exception>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw FailureAfterReset(code),
        };
    }

    /// <summary>Runs a statement that returns no rows, and makes it ready for the next values.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    /// <summary>Makes the statement ready for the next values; those after <paramref name="keep"/> are bound anew, the ones before stay.</summary>
    /// <param name="keep">How many bound values stay.</param>
    public void Reset(int keep = 0)
    {
        // The code repeats the failure of the last step, which was thrown there.
        _ = raw.sqlite3_reset(handle);
        _bound = keep;
    }

    /// <summary>Whether a column of the row is NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>A column as a whole number; 0 when NULL.</summary>
    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>A column as a whole number.</summary>
    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>A column as a number; 0 when NULL.</summary>
    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    /// <summary>A column as a number.</summary>
    public double? DoubleOrNull(int column) => IsNull(column) ? null : Double(column);

    /// <summary>A column as text; empty when NULL.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    /// <summary>A column as text.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A column as text that many rows share; empty when NULL.</summary>
    public string SharedText(int column) => database.Texts.Get(raw.sqlite3_column_blob(handle, column));

    /// <summary>A column as text that many rows share.</summary>
    public string? SharedTextOrNull(int column) => IsNull(column) ? null : SharedText(column);

    /// <summary>A column as a long, double, string or null, as it is stored.</summary>
    public object? Value(int column) => raw.sqlite3_column_type(handle, column) switch
    {
        raw.SQLITE_INTEGER => Int64(column),
        raw.SQLITE_FLOAT => Double(column),
        raw.SQLITE_NULL => null,
        _ => Text(column),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (kept)
            Reset();
        else
            Close();
    }

    /// <summary>Gives the statement back to SQLite for good.</summary>
    internal void Close() => handle.Dispose();

    // 0 for a parameter that has no bit.
    private static ulong BitOf(int parameter) => parameter < 64 ? 1UL << parameter : 0;

    private int Next()
    {
        _filled |= BitOf(++_bound);
        return _bound;
    }

    private SqliteFailure FailureAfterReset(int code)
    {
        var failure = database.Failure(code);
        Reset();
        return failure;
    }
}
