using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Reductions;

/// <summary>softmax of rows; or, with a gradient g, softmax ⊙ (g − Σ g·softmax). An item is a row.</summary>
internal unsafe struct RowSoftmaxKernel : IKernel
{
    /// <summary>The numbers, or in the backward pass their softmax.</summary>
    public void* Input;

    /// <summary>Null forward.</summary>
    public void* Gradient;

    public void* Output;
    public int Width;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            if (Gradient is null)
                Forward<T, V>((T*)Input + (row * Width), (T*)Output + (row * Width));
            else
                Backward<T, V>((T*)Input + (row * Width), (T*)Gradient + (row * Width), (T*)Output + (row * Width));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Forward<T, V>(T* input, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var (largest, sum) = Rows.LogSumExp<T, V>(input, Width);
        var shift = V.Broadcast(largest);
        var factor = V.Broadcast(T.One / sum);
        var j = 0;
        for (; j + V.Count <= Width; j += V.Count)
            (V.Exp(V.Load(input + j) - shift) * factor).Store(output + j);
        if (j < Width)
            (V.Exp(V.Load(input + j, Width - j) - shift) * factor).Store(output + j, Width - j);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Backward<T, V>(T* softmax, T* gradient, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var dot = V.Zero;
        var j = 0;
        for (; j + V.Count <= Width; j += V.Count)
            dot = V.MultiplyAdd(V.Load(softmax + j), V.Load(gradient + j), dot);
        if (j < Width)
            dot = V.MultiplyAdd(V.Load(softmax + j, Width - j), V.Load(gradient + j, Width - j), dot);
        var mean = V.Broadcast(dot.Sum());
        for (j = 0; j + V.Count <= Width; j += V.Count)
        {
            var value = V.Load(softmax + j) * (V.Load(gradient + j) - mean);
            (Accumulate ? V.Load(output + j) + value : value).Store(output + j);
        }

        if (j < Width)
        {
            var value = V.Load(softmax + j, Width - j) * (V.Load(gradient + j, Width - j) - mean);
            (Accumulate ? V.Load(output + j, Width - j) + value : value).Store(output + j, Width - j);
        }
    }
}
