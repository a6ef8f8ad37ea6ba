namespace Assay.Tuning.Spaces;

/// <summary>One of a few values, in the order they were declared; neighbours in that order count as neighbours when all are numbers.</summary>
/// <param name="Choices">The values, each once, at least one.</param>
public sealed record CategoricalDistribution(IReadOnlyList<ParameterValue> Choices) : Distribution
{
    /// <summary>Whether every choice is a number, so that there is a smallest and a largest.</summary>
    public bool IsNumeric => Choices.All(choice => choice.Number is not null);

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => Choices.Contains(value);
}
