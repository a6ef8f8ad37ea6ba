using Assay.Execution;
using Assay.Tracking;

namespace Assay.Studies.Commands;

/// <summary>How a study's command is executed.</summary>
public sealed record TuneOptions
{
    /// <summary>Who executes, for the journal.</summary>
    public required string Who { get; init; }

    /// <summary>Where the study's files go: <c>all_trials.json</c>, <c>best_params.json</c>, and a folder for each trial that the command uses <c>${dir}</c> of. Absolute.</summary>
    public required string Output { get; init; }

    /// <summary>How many trials the study is to have in all, lost and cancelled ones not counted; null for no limit.</summary>
    public int? Trials { get; init; }

    /// <summary>No trial begins after so long; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Trials at the same time, at least 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Whose folders stay.</summary>
    public KeepFolders Keep { get; init; }

    /// <summary>How long a command has to end when it is stopped or pruned.</summary>
    public StopGraces Stop { get; init; } = StopGraces.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How often spools and files of reports are looked at.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a lease lasts: a worker that is silent for longer is taken for dead by other machines.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Who hears of runs that ended. Default: nobody.</summary>
    public IReadOnlyList<IStoreListener> Listeners { get; init; } = [];
}
