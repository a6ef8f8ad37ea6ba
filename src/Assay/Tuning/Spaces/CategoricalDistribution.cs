namespace Assay.Tuning.Spaces;

/// <summary>One of a few values, in the order they were declared; neighbors in that order count as neighbors when all are numbers or it is said so.</summary>
/// <param name="Choices">The values, each once, at least one.</param>
/// <param name="IsOrdered">Whether the order of the values means something although they are not numbers, e.g. small, medium, large.</param>
public sealed record CategoricalDistribution(IReadOnlyList<ParameterValue> Choices, bool IsOrdered = false) : Distribution
{
    /// <summary>Whether every choice is a number, so that there is a smallest and a largest.</summary>
    public bool IsNumeric => Choices.All(choice => choice.Number is not null);

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) => Choices.Contains(value);
}
