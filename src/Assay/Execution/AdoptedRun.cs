using Assay.Execution.Local;
using Assay.Tracking;

namespace Assay.Execution;

/// <summary>A run taken over from a runner that died. It is to be finished by <see cref="RunAdoption.FinishAsync"/>, whatever its fate.</summary>
public sealed class AdoptedRun
{
    internal AdoptedRun(Run run, AdoptedFate fate, Lease lease, PidFile? launcher)
    {
        Run = run;
        Fate = fate;
        Lease = lease;
        Launcher = launcher;
    }

    /// <summary>The run as it was before it was taken over.</summary>
    public Run Run { get; }

    /// <summary>What was found.</summary>
    public AdoptedFate Fate { get; }

    /// <summary>Process id of its launcher; null when none had started.</summary>
    public int? ProcessId => Launcher?.ProcessId;

    internal Lease Lease { get; }

    internal PidFile? Launcher { get; }
}
