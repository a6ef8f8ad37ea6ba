namespace Assay.Tracking.Sqlite;

/// <summary>How a store is opened.</summary>
public sealed record StoreOpenOptions
{
    /// <summary>Whether a store is made where there is none; no by default, so that a mistyped folder is an error.</summary>
    public bool Create { get; init; }

    /// <summary>Whether only reading is intended: nothing is written, upgraded or locked, and every write is refused.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Gives every stored time that a caller does not state, and decides when leases run out; the system's clock by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Largest size of the database in pages of 4 KiB; null for no bound. A small bound is a full disk to a test.</summary>
    internal int? MaximumPages { get; init; }

    /// <summary>The schema's scripts; a test adds one to see an upgrade.</summary>
    internal IReadOnlyList<Migrations.Migration> Migrations { get; init; } = Sqlite.Migrations.Migration.All;
}
