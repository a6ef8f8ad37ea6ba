using System.Diagnostics;

namespace Assay.Testing;

/// <summary>What a child must not inherit: a person's terminal, a cluster's job, or the run of assay that these tests run under.</summary>
public static class CleanEnvironment
{
    public static ProcessStartInfo InCleanEnvironment(this ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => name is "COLUMNS" or "SLURM_JOB_ID" || name.StartsWith("ASSAY_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        return start;
    }
}
