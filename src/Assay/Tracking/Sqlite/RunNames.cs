namespace Assay.Tracking.Sqlite;

/// <summary>Names for runs that were given none. Writer's thread only.</summary>
internal sealed class RunNames(Database database)
{
    private readonly string? _job = Environment.GetEnvironmentVariable("SLURM_JOB_ID");
    private string _base = "";
    private long _suffix;

    /// <summary>A name's stem: the UTC time, and the job under Slurm.</summary>
    /// <param name="time">Any offset.</param>
    /// <param name="job">Slurm's job id; null or empty outside Slurm.</param>
    /// <returns>E.g. <c>20260102_030405_j4711</c>.</returns>
    public static string Stem(DateTimeOffset time, string? job) =>
        time.UtcDateTime.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture) + (string.IsNullOrEmpty(job) ? "" : "_j" + job);

    /// <summary>A name that no run of the store has.</summary>
    /// <param name="now">Gives the stem.</param>
    public string Next(DateTimeOffset now)
    {
        var stem = Stem(now, _job);
        if (!string.Equals(stem, _base, StringComparison.Ordinal))
            (_base, _suffix) = (stem, 0);
        _suffix++;
        if (IsTaken(_suffix))
            _suffix = FirstFreeAfter(_suffix);
        return Name(_suffix);
    }

    /// <summary>A free suffix: doubling steps find one beyond what other processes took, halving finds their end.</summary>
    private long FirstFreeAfter(long taken)
    {
        var step = 1L;
        while (IsTaken(taken + step))
            (taken, step) = (taken + step, step * 2);
        var free = taken + step;
        while (free - taken > 1)
        {
            var middle = taken + ((free - taken) / 2);
            if (IsTaken(middle))
                taken = middle;
            else
                free = middle;
        }

        return free;
    }

    private string Name(long suffix) => suffix == 1 ? _base : string.Create(CultureInfo.InvariantCulture, $"{_base}_{suffix}");

    private bool IsTaken(long suffix)
    {
        using var rows = database.Prepare("SELECT 1 FROM runs WHERE name = ?").Bind(Name(suffix));
        return rows.Step();
    }
}
