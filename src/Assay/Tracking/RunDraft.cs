namespace Assay.Tracking;

/// <summary>A run to be made, with everything known at that moment; stored in one transaction.</summary>
/// <param name="Experiment">Name of the experiment; made when it does not exist.</param>
public sealed record RunDraft(string Experiment)
{
    /// <summary>Id; null lets the store make one.</summary>
    public RunId? Id { get; init; }

    /// <summary>Name; null gives <c>yyyyMMdd_HHmmss</c>, with a suffix when that is taken.</summary>
    public string? Name { get; init; }

    /// <summary>A run with the same key is returned instead of making another; null makes one always.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How it comes into the store.</summary>
    public RunKind Kind { get; init; }

    /// <summary>First status; times that it implies are set from the two below, else from the clock.</summary>
    public RunStatus Status { get; init; }

    /// <summary>When it began; null for the clock's time when the status implies a start.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null for the clock's time when the status implies an end.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The user whose run it is.</summary>
    public string? User { get; init; }

    /// <summary>Who makes it, for the journal; null for <see cref="User"/>.</summary>
    public string? Who { get; init; }

    /// <summary>Where it stands in a plan.</summary>
    public PlanPlace? Place { get; init; }

    /// <summary>See <see cref="Run.Fingerprint"/>.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Texts and links, as a patch of an empty run.</summary>
    public RunPatch Facts { get; init; } = new();

    /// <summary>The run it is a part of.</summary>
    public RunId? Parent { get; init; }

    /// <summary>The pattern it belongs to.</summary>
    public RunId? Pattern { get; init; }

    /// <summary>The run it repeats after a failure.</summary>
    public RunId? RerunOf { get; init; }

    /// <summary>The long part of its record.</summary>
    public RunDetails? Details { get; init; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<Param> Params { get; init; } = [];

    /// <summary>Its metrics.</summary>
    public IReadOnlyList<MetricSeries> Metrics { get; init; } = [];

    /// <summary>Notes about it; their targets do not matter.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
