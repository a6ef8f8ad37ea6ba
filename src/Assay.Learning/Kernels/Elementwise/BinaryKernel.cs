using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>f(a, b) of corresponding elements; or, with a gradient, that times ∂f/∂a or ∂f/∂b.</summary>
/// <typeparam name="TFunction">f.</typeparam>
internal unsafe struct BinaryKernel<TFunction> : IKernel
    where TFunction : struct, IBinaryFunction
{
    public Repeated Left;
    public Repeated Right;

    /// <summary>As long as the result; null for the function's value.</summary>
    public void* Gradient;

    /// <summary>Whether the derivative is that by the left operand.</summary>
    public bool OfLeft;

    public void* Output;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var output = (T*)Output;
        for (var index = part.Start; index < part.End;)
        {
            var left = Left.Offset(index);
            var right = Right.Offset(index);
            var end = index + Math.Min(part.End - index, Math.Min(Left.Piece(left), Right.Piece(right)));
            for (; index + V.Count <= end; index += V.Count, left += V.Count, right += V.Count)
            {
                var a = Left.Load<T, V>(left);
                var b = Right.Load<T, V>(right);
                var value = Gradient is null ? TFunction.Value<T, V>(a, b) : Slope<T, V>(a, b, V.Load((T*)Gradient + index));
                (Accumulate ? V.Load(output + index) + value : value).Store(output + index);
            }

            var rest = (int)(end - index);
            if (rest > 0)
            {
                var a = Left.Load<T, V>(left, rest);
                var b = Right.Load<T, V>(right, rest);
                var value = Gradient is null ? TFunction.Value<T, V>(a, b) : Slope<T, V>(a, b, V.Load((T*)Gradient + index, rest));
                (Accumulate ? V.Load(output + index, rest) + value : value).Store(output + index, rest);
                index = end;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly V Slope<T, V>(V a, V b, V gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> => OfLeft ? TFunction.OfLeft<T, V>(a, b, gradient) : TFunction.OfRight<T, V>(a, b, gradient);
}
