using System.Runtime.CompilerServices;
using Assay.Learning.Tensors;

namespace Assay.Learning;

/// <summary>Exceptions of situations, so that hot paths stay short and messages alike.</summary>
internal static class Throw
{
    /// <summary>A shape that an operation cannot take.</summary>
    /// <param name="what">The operation or argument, the first words of the sentence.</param>
    /// <param name="got">The shape that was given.</param>
    /// <param name="wanted">What would be right, e.g. <c>[batch, 12]</c>.</param>
    public static ArgumentException Shapes(string what, Shape got, string wanted) => new($"{what} got a tensor of shape {got}; it takes {wanted}.");

    /// <summary>Two shapes that should be equal.</summary>
    public static ArgumentException ShapesDiffer(string what, Shape left, Shape right) => new($"{what} takes two tensors of one shape; they have {left} and {right}.");

    /// <summary>Refuses a probability outside [0, 1), for dropout.</summary>
    public static void IfNotProbabilityBelowOne(double probability, [CallerArgumentExpression(nameof(probability))] string? name = null)
    {
        if (!(probability is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(name, probability, "A dropout probability is at least 0 and below 1.");
    }
}
