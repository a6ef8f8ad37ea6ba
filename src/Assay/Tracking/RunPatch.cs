namespace Assay.Tracking;

/// <summary>Changes to the short part of a run's record; null parts stay as they are, empty texts clear.</summary>
public sealed record RunPatch
{
    /// <summary>See <see cref="Run.Name"/>; not empty.</summary>
    public string? Name { get; init; }

    /// <summary>See <see cref="Run.Title"/>.</summary>
    public string? Title { get; init; }

    /// <summary>See <see cref="Run.Stage"/>.</summary>
    public string? Stage { get; init; }

    /// <summary>See <see cref="Run.Source"/>.</summary>
    public string? Source { get; init; }

    /// <summary>See <see cref="Run.Reason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>See <see cref="Run.Result"/>.</summary>
    public string? Result { get; init; }

    /// <summary>See <see cref="Run.Conclusion"/>.</summary>
    public string? Conclusion { get; init; }

    /// <summary>See <see cref="Run.Caveat"/>.</summary>
    public string? Caveat { get; init; }

    /// <summary>See <see cref="Run.ErrorLine"/>.</summary>
    public string? ErrorLine { get; init; }

    /// <summary>See <see cref="Run.ErrorKind"/>.</summary>
    public string? ErrorKind { get; init; }

    /// <summary>See <see cref="Run.Resolution"/>.</summary>
    public string? Resolution { get; init; }

    /// <summary>See <see cref="Run.ResolvedBy"/>.</summary>
    public RunId? ResolvedBy { get; init; }

    /// <summary>See <see cref="Run.SupersededBy"/>.</summary>
    public RunId? SupersededBy { get; init; }

    /// <summary>See <see cref="Run.SupersededWhy"/>; empty takes the supersession back, with its link.</summary>
    public string? SupersededWhy { get; init; }

    /// <summary>See <see cref="Run.ExitCode"/>.</summary>
    public int? ExitCode { get; init; }

    /// <summary>See <see cref="Run.Parent"/>.</summary>
    public RunId? Parent { get; init; }

    /// <summary>See <see cref="Run.Pattern"/>.</summary>
    public RunId? Pattern { get; init; }

    /// <summary>See <see cref="Run.RerunOf"/>.</summary>
    public RunId? RerunOf { get; init; }

    /// <summary>Where it stands in a plan; replaced as a whole.</summary>
    public PlanPlace? Place { get; init; }
}
