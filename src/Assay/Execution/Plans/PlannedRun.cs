using Assay.Foundation.Files;
using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Execution.Plans;

/// <summary>Turns a planned experiment into the record of a run, and into the request to execute it.</summary>
internal static class PlannedRun
{
    // A folder of thousands of images is named by its glob; listing every file in every run would drown the record.
    private const int MostDatasets = 100;

    /// <summary>The planned run of a try. Two runners that make it get the same run, by its idempotency key.</summary>
    public static RunDraft Draft(Plan plan, ExperimentProgress progress, int attempt, RunId? rerunOf, PlanRunOptions options)
    {
        var experiment = progress.Experiment;
        var config = CanonicalConfig(experiment);
        var seed = experiment.Seed?.ToString(CultureInfo.InvariantCulture) ?? "";
        return new RunDraft(plan.Name)
        {
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"plan/{plan.Name}/{experiment.Id}/{seed}/{progress.Fingerprint![..16]}/{attempt}"),
            Kind = RunKind.Command,
            Status = RunStatus.Planned,
            User = options.User,
            Who = options.Who,
            Fingerprint = progress.Fingerprint,
            RerunOf = rerunOf,
            Place = new PlanPlace(plan.Name)
            {
                Phase = experiment.Phase,
                Priority = experiment.Priority,
                Experiment = experiment.Id,
                Seed = experiment.Seed,
                Attempt = attempt,
            },
            Facts = new RunPatch
            {
                Title = experiment.Title,
                Stage = experiment.Stage,
                Source = experiment.Sources.Count == 0 ? null : string.Join(", ", experiment.Sources),
                Reason = experiment.Reason,
            },
            Details = new RunDetails
            {
                Command = experiment.Command.Shell,
                Arguments = experiment.Command.Arguments,
                WorkingDirectory = WorkingDirectory(plan, experiment),
                Environment = experiment.Environment.Count == 0 ? null : experiment.Environment,
                Config = config,
                ConfigDigest = FileDigest.OfText(config),
                Inputs = experiment.Inputs.Count == 0 ? null : experiment.Inputs,
                Outputs = experiment.Outputs.Count == 0 ? null : experiment.Outputs,
            },
            Params = [.. experiment.Config.Select(part => new Param(part.Key, part.Value.GetRawText()))],
            Tags = experiment.Tags,
        };
    }

    /// <summary>What the executor needs to know of an experiment.</summary>
    public static ExecutionRequest Request(Plan plan, PlannedExperiment experiment, Run run, IReadOnlyList<int> gpus, Fingerprinter fingerprints) => new(run.Id, experiment.Command, WorkingDirectory(plan, experiment))
    {
        Environment = experiment.Environment,
        Config = CanonicalConfig(experiment),
        Timeout = experiment.Timeout,
        Results = experiment.Results,
        Outputs = experiment.Outputs,
        Datasets = [.. fingerprints.InputsOf(experiment, MostDatasets).Select(file => new Dataset(Path.GetFileName(file.Name), file.Digest, "input", Source: file.Name))],
        Gpus = experiment.Gpus == 0 ? null : gpus,
        Metrics = plan.Metrics.ToDictionary(metric => metric.Key, Identity, StringComparer.Ordinal),
    };

    /// <summary>A declared metric as the store knows it.</summary>
    public static MetricIdentity Identity(PlanMetric metric) => new(metric.Key)
    {
        Definition = metric.Definition,
        Dataset = metric.Dataset,
        Split = metric.Split,
        LabelSchema = metric.LabelSchema,
        Direction = metric.Maximize switch { true => Direction.Maximize, false => Direction.Minimize, null => null },
        Context = metric.Context.Count == 0 ? null : CanonicalJson.Of(metric.Context, CanonicalJson.AppendText),
    };

    private static string WorkingDirectory(Plan plan, PlannedExperiment experiment) => Path.GetFullPath(Path.Combine(plan.Folder, experiment.WorkingDirectory));

    private static string CanonicalConfig(PlannedExperiment experiment) => CanonicalJson.Of(experiment.Config, CanonicalJson.Append);
}
