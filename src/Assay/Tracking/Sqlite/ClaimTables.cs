namespace Assay.Tracking.Sqlite;

/// <summary>Reads and writes claims and their verdicts.</summary>
internal static class ClaimTables
{
    /// <summary>Remembers claims; one that is known keeps the time it was first seen.</summary>
    public static IReadOnlyList<ClaimRegistration> Register(Database database, IReadOnlyList<ClaimRegistration> claims)
    {
        foreach (var claim in claims)
        {
            Limits.Text("a claim's id", claim.Claim, Limits.Key);
            Limits.Text("a claim's text", claim.Document, Limits.Value);
            using var save = database.Prepare("INSERT INTO claims(plan, id, digest, document, registered_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
            save.Bind(claim.Plan).Bind(claim.Claim).Bind(claim.Digest).Bind(claim.Document).Bind(Microseconds.Of(claim.Registered)).Run();
        }

        return [.. claims.Select(claim => claim with { Registered = SeenAt(database, claim) })];
    }

    /// <summary>Claims of a plan by id and time.</summary>
    public static IReadOnlyList<ClaimRegistration> Claims(Database database, string plan)
    {
        using var rows = database.Prepare("SELECT plan, id, digest, document, registered_at FROM claims WHERE plan = ? ORDER BY id, registered_at, digest").Bind(plan);
        var list = new List<ClaimRegistration>();
        while (rows.Step())
            list.Add(new ClaimRegistration(rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), Microseconds.ToTime(rows.Int64(4))));
        return list;
    }

    /// <summary>Stores those verdicts that differ from the last of their claim, or judge another wording of it.</summary>
    /// <returns>What was stored.</returns>
    public static IReadOnlyList<StoredVerdict> Save(Database database, IReadOnlyList<StoredVerdict> verdicts)
    {
        var stored = new List<StoredVerdict>();
        foreach (var verdict in verdicts)
        {
            Limits.Text("a claim's id", verdict.Claim, Limits.Key);
            if (IsLast(database, verdict))
                continue;
            using (var save = database.Prepare("INSERT INTO claim_verdicts(plan, claim, digest, verdict, why, document, checked_at) VALUES (?, ?, ?, ?, ?, ?, ?)"))
            {
                save.Bind(verdict.Plan).Bind(verdict.Claim).Bind(verdict.Digest).Bind(verdict.Verdict).Bind(verdict.Why).Bind(verdict.Document)
                    .Bind(Microseconds.Of(verdict.Checked)).Run();
            }

            stored.Add(verdict with { Id = database.LastInserted });
        }

        return stored;
    }

    /// <summary>Verdicts, oldest first.</summary>
    public static IReadOnlyList<StoredVerdict> Verdicts(Database database, string? plan, string? claim)
    {
        using var rows = database.Prepare(
            "SELECT id, plan, claim, digest, verdict, why, document, checked_at FROM claim_verdicts WHERE (?1 IS NULL OR plan = ?1) AND (?2 IS NULL OR claim = ?2) ORDER BY id")
            .Bind(plan).Bind(claim);
        var list = new List<StoredVerdict>();
        while (rows.Step())
            list.Add(new StoredVerdict(rows.Text(1), rows.Text(2), rows.Text(3), rows.Text(4), rows.Text(5), rows.Text(6), Microseconds.ToTime(rows.Int64(7))) { Id = rows.Int64(0) });
        return list;
    }

    private static DateTimeOffset SeenAt(Database database, ClaimRegistration claim)
    {
        using var row = database.Prepare("SELECT registered_at FROM claims WHERE plan = ? AND id = ? AND digest = ?").Bind(claim.Plan).Bind(claim.Claim).Bind(claim.Digest);
        return row.Step() ? Microseconds.ToTime(row.Int64(0)) : claim.Registered;
    }

    private static bool IsLast(Database database, StoredVerdict verdict)
    {
        using var last = database.Prepare("SELECT verdict, digest FROM claim_verdicts WHERE plan = ? AND claim = ? ORDER BY id DESC LIMIT 1").Bind(verdict.Plan).Bind(verdict.Claim);
        return last.Step() && last.Text(0) == verdict.Verdict && last.Text(1) == verdict.Digest;
    }
}
