namespace Assay.Tuning.Stopping;

/// <summary>Several rules: the first that says so stops the study.</summary>
/// <param name="rules">The rules.</param>
public sealed class StopRules(params IReadOnlyList<IStopRule> rules) : IStopRule
{
    /// <inheritdoc/>
    public string? Why(StudyProgress progress) => rules.Select(rule => rule.Why(progress)).FirstOrDefault(why => why is not null);
}
