namespace Assay.Tracking.Queries;

/// <summary>What every run has a place for, as a query names it. A run may lack any of them but id, name, experiment, kind, status and created.</summary>
public enum RunProperty
{
    /// <summary><c>id</c>, <c>run_id</c>: 32 hex digits.</summary>
    Id,

    /// <summary><c>name</c>, <c>run_name</c>.</summary>
    Name,

    /// <summary><c>experiment</c>: the experiment's name.</summary>
    Experiment,

    /// <summary><c>experiment_id</c>: the experiment's number.</summary>
    ExperimentId,

    /// <summary><c>kind</c>: a name of <see cref="RunKind"/>.</summary>
    Kind,

    /// <summary><c>status</c>: a name of <see cref="RunStatus"/>, or MLflow's word for it.</summary>
    Status,

    /// <summary><c>created</c>.</summary>
    Created,

    /// <summary><c>started</c>, <c>start_time</c>.</summary>
    Started,

    /// <summary><c>ended</c>, <c>end_time</c>.</summary>
    Ended,

    /// <summary><c>duration</c>: seconds from start to end.</summary>
    Duration,

    /// <summary><c>exit_code</c>.</summary>
    ExitCode,

    /// <summary><c>user</c>, <c>user_id</c>.</summary>
    User,

    /// <summary><c>plan</c>, <c>plan.name</c>.</summary>
    Plan,

    /// <summary><c>plan.phase</c>, <c>phase</c>.</summary>
    Phase,

    /// <summary><c>plan.item</c>, <c>item</c>.</summary>
    Item,

    /// <summary><c>plan.priority</c>, <c>priority</c>.</summary>
    Priority,

    /// <summary><c>plan.experiment</c>: id of the planned experiment.</summary>
    PlannedExperiment,

    /// <summary><c>seed</c>, <c>plan.seed</c>.</summary>
    Seed,

    /// <summary><c>attempt</c>, <c>plan.attempt</c>: which try, from 1.</summary>
    Attempt,

    /// <summary><c>title</c>.</summary>
    Title,

    /// <summary><c>stage</c>.</summary>
    Stage,

    /// <summary><c>source</c>.</summary>
    Source,

    /// <summary><c>reason</c>.</summary>
    Reason,

    /// <summary><c>result</c>.</summary>
    Result,

    /// <summary><c>conclusion</c>.</summary>
    Conclusion,

    /// <summary><c>caveat</c>.</summary>
    Caveat,

    /// <summary><c>error</c>, <c>error_line</c>: the key line of its error.</summary>
    Error,

    /// <summary><c>error_kind</c>.</summary>
    ErrorKind,

    /// <summary><c>resolution</c>.</summary>
    Resolution,

    /// <summary><c>resolved_by</c>: a run's id.</summary>
    ResolvedBy,

    /// <summary><c>superseded</c>: true or false.</summary>
    Superseded,

    /// <summary><c>superseded_by</c>: id of the run that takes its place.</summary>
    SupersededBy,

    /// <summary><c>parent</c>: id of the run it is a part of.</summary>
    Parent,

    /// <summary><c>pattern</c>: id of the pattern it belongs to.</summary>
    Pattern,

    /// <summary><c>rerun_of</c>: id of the run it repeats.</summary>
    RerunOf,

    /// <summary><c>fingerprint</c>.</summary>
    Fingerprint,

    /// <summary><c>artifact_uri</c>: where MLflow's clients find the run's files.</summary>
    ArtifactUri,
}
