using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Norms;

/// <summary>
/// The gradients of <see cref="NormKernel"/>. With x̂ = (x − μ)·r, r = 1/√(σ² + ε) and g = ∂y·w:
/// ∂x = r·(g − mean(g) − x̂·mean(g·x̂)), without centering the term mean(g) is absent; ∂w = Σ rows of ∂y·x̂; ∂b = Σ rows of ∂y.
/// </summary>
internal unsafe struct NormGradientKernel : IKernel
{
    /// <summary>∂y.</summary>
    public void* Gradient;

    /// <summary>x.</summary>
    public void* Input;

    public void* Weight;
    public void* Means;
    public void* Scales;

    /// <summary>∂x, or null.</summary>
    public void* Target;

    /// <summary>For every part the sums over its rows: ∂w, then ∂b, a row of columns each; or null.</summary>
    public void* Sums;

    public int Columns;
    public bool Centers;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var sums = (T*)Sums;
        if (sums is not null)
        {
            sums += (long)part.Index * 2 * Columns;
            new Span<T>(sums, 2 * Columns).Clear();
        }

        for (var row = part.Start; row < part.End; row++)
        {
            var x = (T*)Input + (row * Columns);
            var gradient = (T*)Gradient + (row * Columns);
            var mean = ((T*)Means)[row];
            var scale = ((T*)Scales)[row];
            if (sums is not null)
                AddSums<T, V>(x, gradient, sums, mean, scale);
            if (Target is not null)
                Row<T, V>(x, gradient, (T*)Target + (row * Columns), mean, scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddSums<T, V>(T* x, T* gradient, T* sums, T mean, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var center = V.Broadcast(mean);
        var factor = V.Broadcast(scale);
        var biasSums = sums + Columns;
        var j = 0;
        for (; j + V.Count <= Columns; j += V.Count)
        {
            var dy = V.Load(gradient + j);
            V.MultiplyAdd(dy, (V.Load(x + j) - center) * factor, V.Load(sums + j)).Store(sums + j);
            (V.Load(biasSums + j) + dy).Store(biasSums + j);
        }

        if (j < Columns)
        {
            var rest = Columns - j;
            var dy = V.Load(gradient + j, rest);
            V.MultiplyAdd(dy, (V.Load(x + j, rest) - center) * factor, V.Load(sums + j, rest)).Store(sums + j, rest);
            (V.Load(biasSums + j, rest) + dy).Store(biasSums + j, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Row<T, V>(T* x, T* gradient, T* target, T mean, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var center = V.Broadcast(mean);
        var factor = V.Broadcast(scale);
        var sum = V.Zero;
        var dot = V.Zero;
        var j = 0;
        for (; j + V.Count <= Columns; j += V.Count)
        {
            var g = Weighted<T, V>(gradient, j);
            sum += g;
            dot = V.MultiplyAdd(g, (V.Load(x + j) - center) * factor, dot);
        }

        if (j < Columns)
        {
            var g = Weighted<T, V>(gradient, j, Columns - j); // zero beyond the row
            sum += g;
            dot = V.MultiplyAdd(g, (V.Load(x + j, Columns - j) - center) * factor, dot);
        }

        var meanG = V.Broadcast(Centers ? sum.Sum() / T.CreateTruncating(Columns) : T.Zero);
        var meanDot = V.Broadcast(dot.Sum() / T.CreateTruncating(Columns));
        for (j = 0; j + V.Count <= Columns; j += V.Count)
        {
            var value = factor * (Weighted<T, V>(gradient, j) - meanG - ((V.Load(x + j) - center) * factor * meanDot));
            (Accumulate ? V.Load(target + j) + value : value).Store(target + j);
        }

        if (j < Columns)
        {
            var rest = Columns - j;
            var value = factor * (Weighted<T, V>(gradient, j, rest) - meanG - ((V.Load(x + j, rest) - center) * factor * meanDot));
            (Accumulate ? V.Load(target + j, rest) + value : value).Store(target + j, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly V Weighted<T, V>(T* gradient, int j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> =>
        Weight is null ? V.Load(gradient + j) : V.Load(gradient + j) * V.Load((T*)Weight + j);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly V Weighted<T, V>(T* gradient, int j, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T> =>
        Weight is null ? V.Load(gradient + j, count) : V.Load(gradient + j, count) * V.Load((T*)Weight + j, count);
}
