using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>f(x) of every element; or, with a gradient, that times f'(x).</summary>
/// <typeparam name="TFunction">f.</typeparam>
internal unsafe struct MapKernel<TFunction> : IKernel
    where TFunction : struct, IActivationFunction
{
    public void* Input;

    /// <summary>As long as the input; null for the function's value.</summary>
    public void* Gradient;

    public void* Output;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var input = (T*)Input;
        var gradient = (T*)Gradient;
        var output = (T*)Output;
        var index = part.Start;
        for (; index + V.Count <= part.End; index += V.Count)
        {
            var value = gradient is null ? TFunction.Value<T, V>(V.Load(input + index)) : Slope<T, V>(V.Load(input + index), V.Load(gradient + index));
            (Accumulate ? V.Load(output + index) + value : value).Store(output + index);
        }

        var rest = (int)(part.End - index);
        if (rest > 0)
        {
            var x = V.Load(input + index, rest);
            var value = gradient is null ? TFunction.Value<T, V>(x) : Slope<T, V>(x, V.Load(gradient + index, rest));
            (Accumulate ? V.Load(output + index, rest) + value : value).Store(output + index, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Slope<T, V>(V x, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        _ = TFunction.Value<T, V>(x, out var derivative);
        return gradient * derivative;
    }
}
