namespace Assay.Planning;

/// <summary>A plan cannot be used. Holds every problem that was found, in the order of the file.</summary>
public sealed class PlanException : AssayException
{
    /// <summary>States all problems, one a line.</summary>
    /// <param name="problems">At least one problem.</param>
    public PlanException(IReadOnlyList<PlanProblem> problems)
        : base(string.Join('\n', problems))
    {
        Problems = problems;
    }

    /// <summary>The problems, in the order of the file; never empty.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; }
}
