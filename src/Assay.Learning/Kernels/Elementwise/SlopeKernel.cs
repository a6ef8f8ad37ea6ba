using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>
/// ∂loss/∂z of y = dropout(f(z)): the gradient times a saved derivative; or, for a rectifier, times its slope, which shows in the output
/// (a dropped element is 0 there as well); or, without a function, times the mask made again.
/// </summary>
internal unsafe struct SlopeKernel : IKernel
{
    public void* Gradient;
    public void* Derivative;
    public void* Value;
    public void* Slope;
    public DropoutMask Dropout;
    public bool IsRelu;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var gradient = (T*)Gradient;
        var slope = (T*)Slope;
        var scale = V.Constant(Dropout.Scale);
        var hash = new CounterHash(Dropout.Key);
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
            At<T, V>(V.Load(gradient + index), index, V.Count, scale, hash).Store(slope + index);
        var rest = (int)(part.End - index);
        if (rest > 0)
            At<T, V>(V.Load(gradient + index, rest), index, rest, scale, hash).Store(slope + index, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly V At<T, V>(V gradient, long index, int count, V scale, CounterHash hash)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        if (Derivative is not null)
            return gradient * (count == V.Count ? V.Load((T*)Derivative + index) : V.Load((T*)Derivative + index, count));
        if (!IsRelu)
            return V.Keep(gradient, hash, (ulong)index, Dropout.Threshold) * scale;
        var value = count == V.Count ? V.Load((T*)Value + index) : V.Load((T*)Value + index, count);
        // Through a NaN the gradient passes, as in PyTorch; the smallest number is greater than what a rectifier closes.
        return V.WhereGreater(V.Broadcast(T.Epsilon), value, V.Zero, gradient * scale);
    }
}
