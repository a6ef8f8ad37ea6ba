using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;

namespace Assay.Execution.Plans;

/// <summary>One selected experiment on its way through a runner.</summary>
internal sealed class PlanTicket(ExperimentProgress progress)
{
    public ExperimentProgress Progress { get; set; } = progress;

    /// <summary>Whether it takes a value that is not known yet, so that it cannot be planned as a run.</summary>
    public bool AwaitsValues => Progress.Fingerprint is null && Progress.State != ExperimentState.Blocked;

    public PlannedExperiment Experiment => Progress.Experiment;

    public TicketState State { get; set; }

    /// <summary>The planned run that will be claimed, or the run that is executed here or elsewhere.</summary>
    public Run? Run { get; set; }

    /// <summary>Whether the run ended while no runner followed it: its failure is not one of this runner's tries.</summary>
    public bool EndedWithoutRunner { get; set; }

    /// <summary>Failed tries made by this runner.</summary>
    public int Failures { get; set; }

    /// <summary>The next try is not made before this moment.</summary>
    public DateTimeOffset NotBefore { get; set; }
}
