using System.Numerics;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Losses;

/// <summary>A loss of one prediction and one target, for <see cref="ElementLossKernel{TLoss}"/>. An unmanaged struct of its settings.</summary>
internal interface IElementLoss
{
    /// <summary>The loss, and its derivative with respect to the logit z; dp/dz = p(1 − p), and no quotient remains.</summary>
    /// <param name="x">The predictions.</param>
    /// <param name="target">y, in [0, 1].</param>
    /// <param name="positiveWeight">Factor on what y = 1 contributes, of losses that have one.</param>
    /// <param name="value">The loss.</param>
    /// <param name="slope">∂loss/∂z.</param>
    void At<T, V>(in BinaryPrediction<V> x, V target, V positiveWeight, out V value, out V slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;
}
