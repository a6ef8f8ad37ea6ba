using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>Refuses numbers outside [0, 1] where probabilities are meant; NaN passes, so that it shows in the result.</summary>
internal static unsafe class UnitRange
{
    /// <param name="tensor">The numbers.</param>
    /// <param name="owner">The first word of the message.</param>
    /// <param name="what">The words after it. (Two strings, so that none is made when all is well.)</param>
    /// <param name="wanted">The end of the message: what they should be.</param>
    /// <exception cref="ArgumentException">A number outside; the message has it and its place.</exception>
    public static void Require(Tensor tensor, string owner, string what, string wanted)
    {
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        partials.Clear();
        fixed (double* sums = partials)
            tensor.Engine.Run(new RangeKernel { Values = tensor.Node.Data, Sums = sums }, tensor.Shape.Count, 1);
        foreach (var partial in partials)
        {
            if (partial > 0)
                throw Outside(tensor, owner + what, wanted);
        }
    }

    private static ArgumentException Outside(Tensor tensor, string what, string wanted)
    {
        var values = tensor.ToArray();
        var place = Array.FindIndex(values, value => value is < 0 or > 1);
        return new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{what} have {values[Math.Max(place, 0)]} at element {place}; {wanted}."));
    }
}
