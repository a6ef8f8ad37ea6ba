using Assay.Planning.Late;

namespace Assay.Planning.Expansion;

/// <summary>What all experiments of a plan share while their texts are made.</summary>
internal sealed class Rendering(ProblemList problems, PlanReaderOptions options, string planName)
{
    private long _left = PlanLimits.AllText;

    public ProblemList Problems { get; } = problems;

    public CommandShell Shell => options.Shell;

    public string PlanName { get; } = planName;

    public string? Environment(string name) => options.Environment(name);

    public LateValue? Late(LateReference reference) => options.Late(reference);

    /// <summary>Takes from the plan's allowance of text.</summary>
    /// <returns>Whether there was as much left; if not, that is reported.</returns>
    public bool Spend(int characters)
    {
        if ((_left -= characters) >= 0)
            return true;
        Problems.Add(1, 1, KeyPath.Top, $"the experiments' texts come to more than {PlanLimits.AllText:N0} characters in all; that many are not made");
        return false;
    }
}
