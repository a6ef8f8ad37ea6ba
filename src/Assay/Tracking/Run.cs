namespace Assay.Tracking;

/// <summary>One execution, or the intention of one: the short part of its record, which lists and queries read.</summary>
public sealed record Run
{
    /// <summary>Its id.</summary>
    public required RunId Id { get; init; }

    /// <summary>Its name, a label: <c>yyyyMMdd_HHmmss</c>, or the person's; not unique.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the experiment that holds it.</summary>
    public required string Experiment { get; init; }

    /// <summary>How it came into the store.</summary>
    public RunKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; init; }

    /// <summary>When its record was made, UTC.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Exit code of its process; null when it has none or it is unknown.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Who made it.</summary>
    public string? User { get; init; }

    /// <summary>Where it stands in a plan; null when in none.</summary>
    public PlanPlace? Place { get; init; }

    /// <summary>What a person calls it.</summary>
    public string? Title { get; init; }

    /// <summary>Stage of work, a word of the plan's vocabulary.</summary>
    public string? Stage { get; init; }

    /// <summary>Source of labels or data, a word of the plan's vocabulary.</summary>
    public string? Source { get; init; }

    /// <summary>Why it was run.</summary>
    public string? Reason { get; init; }

    /// <summary>What came out, in one or two sentences.</summary>
    public string? Result { get; init; }

    /// <summary>What follows from it.</summary>
    public string? Conclusion { get; init; }

    /// <summary>SHA-256 of what decides whether it is due; null outside plans.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The run it is a part of.</summary>
    public RunId? Parent { get; init; }

    /// <summary>The pattern it belongs to.</summary>
    public RunId? Pattern { get; init; }

    /// <summary>The run it repeats after a failure.</summary>
    public RunId? RerunOf { get; init; }

    /// <summary>The run that takes its place.</summary>
    public RunId? SupersededBy { get; init; }

    /// <summary>Why it was superseded; not null exactly when it is superseded, by a run or by nothing.</summary>
    public string? SupersededWhy { get; init; }

    /// <summary>What a reader must know before using its results.</summary>
    public string? Caveat { get; init; }

    /// <summary>The key line of its error.</summary>
    public string? ErrorLine { get; init; }

    /// <summary>What kind of error: python, dotnet, rust, shell, …; null when none was recognised.</summary>
    public string? ErrorKind { get; init; }

    /// <summary>How the error was resolved.</summary>
    public string? Resolution { get; init; }

    /// <summary>The run that shows the resolution.</summary>
    public RunId? ResolvedBy { get; init; }

    /// <summary>Who works on it; null when nobody does or did.</summary>
    public Lease? Lease { get; init; }

    /// <summary>When it was put into the bin, UTC; null while it counts.</summary>
    public DateTimeOffset? Deleted { get; init; }

    /// <summary>How long it took or has taken; null before its start or when its end is unknown.</summary>
    public TimeSpan? Duration => Ended - Started;
}
