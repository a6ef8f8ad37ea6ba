using System.Collections.Frozen;

namespace Assay.Tracking.Queries;

/// <summary>What the values of a property are, which decides what it can be compared with.</summary>
internal enum PropertyType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A run's id: lower case.</summary>
    Id,

    /// <summary>A name of <see cref="RunStatus"/>.</summary>
    Status,

    /// <summary>A name of <see cref="RunKind"/>.</summary>
    Kind,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Microseconds since 1970.</summary>
    Time,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>How a property is written and where it is stored.</summary>
/// <param name="Property">The property.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Sql">Its value over <c>runs</c> and, for the experiment's name, <c>e</c>.</param>
/// <param name="Always">Whether every run has it.</param>
/// <param name="Names">How a query may write it, the canonical name first.</param>
internal sealed record PropertyInfo(RunProperty Property, PropertyType Type, string Sql, bool Always, string[] Names);

/// <summary>The properties of runs.</summary>
internal static class RunProperties
{
    private static readonly PropertyInfo[] All =
    [
        new(RunProperty.Id, PropertyType.Id, "runs.id", true, ["id", "run_id"]),
        new(RunProperty.Name, PropertyType.Text, "runs.name", true, ["name", "run_name"]),
        new(RunProperty.Experiment, PropertyType.Text, "e.name", true, ["experiment", "experiment_name"]),
        new(RunProperty.ExperimentId, PropertyType.Number, "runs.experiment", true, ["experiment_id"]),
        new(RunProperty.Kind, PropertyType.Kind, "runs.kind", true, ["kind"]),
        new(RunProperty.Status, PropertyType.Status, "runs.status", true, ["status"]),
        new(RunProperty.Created, PropertyType.Time, "runs.created_at", true, ["created", "created_at"]),
        new(RunProperty.Started, PropertyType.Time, "runs.started_at", false, ["started", "start_time", "started_at"]),
        new(RunProperty.Ended, PropertyType.Time, "runs.ended_at", false, ["ended", "end_time", "ended_at"]),
        new(RunProperty.Duration, PropertyType.Number, "((runs.ended_at - runs.started_at) / 1000000.0)", false, ["duration"]),
        new(RunProperty.ExitCode, PropertyType.Number, "runs.exit_code", false, ["exit_code"]),
        new(RunProperty.User, PropertyType.Text, "runs.user", false, ["user", "user_id"]),
        new(RunProperty.Plan, PropertyType.Text, "runs.plan", false, ["plan", "plan.name"]),
        new(RunProperty.Phase, PropertyType.Text, "runs.phase", false, ["plan.phase", "phase"]),
        new(RunProperty.Item, PropertyType.Text, "runs.item", false, ["plan.item", "item"]),
        new(RunProperty.Priority, PropertyType.Text, "runs.priority", false, ["plan.priority", "priority"]),
        new(RunProperty.PlannedExperiment, PropertyType.Text, "runs.plan_id", false, ["plan.experiment", "plan.id"]),
        new(RunProperty.Seed, PropertyType.Number, "runs.seed", false, ["seed", "plan.seed"]),
        new(RunProperty.Attempt, PropertyType.Number, "runs.attempt", false, ["attempt", "plan.attempt"]),
        new(RunProperty.Title, PropertyType.Text, "runs.title", false, ["title"]),
        new(RunProperty.Stage, PropertyType.Text, "runs.stage", false, ["stage"]),
        new(RunProperty.Source, PropertyType.Text, "runs.source", false, ["source"]),
        new(RunProperty.Reason, PropertyType.Text, "runs.reason", false, ["reason"]),
        new(RunProperty.Result, PropertyType.Text, "runs.result", false, ["result"]),
        new(RunProperty.Conclusion, PropertyType.Text, "runs.conclusion", false, ["conclusion"]),
        new(RunProperty.Caveat, PropertyType.Text, "runs.caveat", false, ["caveat"]),
        new(RunProperty.Error, PropertyType.Text, "runs.error_line", false, ["error", "error_line"]),
        new(RunProperty.ErrorKind, PropertyType.Text, "runs.error_kind", false, ["error_kind"]),
        new(RunProperty.Resolution, PropertyType.Text, "runs.resolution", false, ["resolution"]),
        new(RunProperty.ResolvedBy, PropertyType.Id, "runs.resolved_by", false, ["resolved_by"]),
        new(RunProperty.Superseded, PropertyType.Flag, "(runs.superseded_why IS NOT NULL)", true, ["superseded"]),
        new(RunProperty.SupersededBy, PropertyType.Id, "runs.superseded_by", false, ["superseded_by"]),
        new(RunProperty.Parent, PropertyType.Id, "runs.parent", false, ["parent"]),
        new(RunProperty.Pattern, PropertyType.Id, "runs.pattern", false, ["pattern"]),
        new(RunProperty.RerunOf, PropertyType.Id, "runs.rerun_of", false, ["rerun_of"]),
        new(RunProperty.Fingerprint, PropertyType.Text, "runs.fingerprint", false, ["fingerprint"]),
        new(RunProperty.ArtifactUri, PropertyType.Text, "('mlflow-artifacts:/' || runs.experiment || '/' || runs.id || '/artifacts')", true, ["artifact_uri"]),
    ];

    private static readonly FrozenDictionary<string, PropertyInfo> ByName =
        All.SelectMany(a => a.Names, (property, name) => KeyValuePair.Create(name, property)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name a property may be written with.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>What is known of a property.</summary>
    public static PropertyInfo Of(RunProperty property) => All[(int)property];

    /// <summary>The property of a name, any case, with spaces for underscores as MLflow allows; null when there is none.</summary>
    public static PropertyInfo? Find(string name) => ByName.GetValueOrDefault(name.Replace(' ', '_'));
}
