namespace Assay.Execution.Plans;

/// <summary>What came of executing a plan.</summary>
/// <param name="DoneBefore">Selected experiments that were done already.</param>
/// <param name="Completed">Experiments completed now.</param>
/// <param name="Failed">Experiments that failed in their last try.</param>
/// <param name="Blocked">Experiments not executed because something they need is missing.</param>
/// <param name="Elsewhere">Experiments that another runner took and that had not ended.</param>
/// <param name="Left">Experiments still due because the runner was stopped.</param>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
public sealed record PlanRunSummary(int DoneBefore, int Completed, int Failed, int Blocked, int Elsewhere, int Left, bool Interrupted)
{
    /// <summary>Whether everything selected is done.</summary>
    public bool Succeeded => Failed == 0 && Blocked == 0 && !Interrupted;
}
