using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Norms;

/// <summary>y = (x − μ)/√(σ² + ε) · w + b over rows; without centering μ is 0 and σ² the mean square. Items are rows.</summary>
internal unsafe struct NormKernel : IKernel
{
    public void* Input;
    public void* Output;

    /// <summary>w, one number a column, or null for 1.</summary>
    public void* Weight;

    /// <summary>b, one number a column, or null for 0.</summary>
    public void* Bias;

    /// <summary>Where μ of every row goes, or null.</summary>
    public void* Means;

    /// <summary>Where 1/√(σ² + ε) of every row goes, or null.</summary>
    public void* Scales;

    public int Columns;
    public double Epsilon;
    public bool Centers;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var x = (T*)Input + (row * Columns);
            var mean = Centers ? Sum<T, V>(x) / T.CreateTruncating(Columns) : T.Zero;
            var variance = SquaredDistances<T, V>(x, mean) / T.CreateTruncating(Columns);
            var scale = T.One / T.Sqrt(variance + T.CreateTruncating(Epsilon));
            if (Means is not null)
                ((T*)Means)[row] = mean;
            if (Scales is not null)
                ((T*)Scales)[row] = scale;
            Write<T, V>(x, (T*)Output + (row * Columns), mean, scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly T Sum<T, V>(T* x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var sum = V.Zero;
        var j = 0;
        for (; j + V.Count <= Columns; j += V.Count)
            sum += V.Load(x + j);
        if (j < Columns)
            sum += V.Load(x + j, Columns - j);
        return sum.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly T SquaredDistances<T, V>(T* x, T mean)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var center = V.Broadcast(mean);
        var sum = V.Zero;
        var j = 0;
        for (; j + V.Count <= Columns; j += V.Count)
        {
            var distance = V.Load(x + j) - center;
            sum = V.MultiplyAdd(distance, distance, sum);
        }

        var total = sum.Sum();
        for (; j < Columns; j++)
            total += (x[j] - mean) * (x[j] - mean); // elements beyond the row would load as 0, at a distance from the mean
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Write<T, V>(T* x, T* y, T mean, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var center = V.Broadcast(mean);
        var factor = V.Broadcast(scale);
        var weight = (T*)Weight;
        var bias = (T*)Bias;
        var j = 0;
        for (; j + V.Count <= Columns; j += V.Count)
        {
            var value = (V.Load(x + j) - center) * factor;
            if (weight is not null)
                value *= V.Load(weight + j);
            if (bias is not null)
                value += V.Load(bias + j);
            value.Store(y + j);
        }

        if (j < Columns)
        {
            var rest = Columns - j;
            var value = (V.Load(x + j, rest) - center) * factor;
            if (weight is not null)
                value *= V.Load(weight + j, rest);
            if (bias is not null)
                value += V.Load(bias + j, rest);
            value.Store(y + j, rest);
        }
    }
}
