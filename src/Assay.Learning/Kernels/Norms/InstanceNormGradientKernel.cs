using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Reductions;

namespace Assay.Learning.Kernels.Norms;

/// <summary>
/// The gradient of <see cref="InstanceNormKernel"/>: ∂x, and each row's shares in the gradients of its channel's w and b. Mean and deviation of the normalization
/// are functions of x, those of the way back are constants. An item is a row.
/// </summary>
internal unsafe struct InstanceNormGradientKernel : IKernel
{
    public void* Input;
    public void* Gradient;
    public void* Mean;
    public void* Deviation;
    public void* Weight;
    public void* Bias;

    /// <summary>∂x; null when nobody asks.</summary>
    public void* Output;

    public void* WeightShares;
    public void* BiasShares;
    public int Channels;
    public int Width;
    public double Epsilon;
    public bool Back;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var channel = row % Channels;
            var input = (T*)Input + (row * Width);
            var gradient = (T*)Gradient + (row * Width);
            var (mean, deviation) = (((T*)Mean)[row], ((T*)Deviation)[row]);
            var (weight, bias) = (((T*)Weight)[channel], ((T*)Bias)[channel]);
            var sum = Rows.Sum<T, V>(gradient, Width);
            if (Back)
            {
                // y = (x − b)/w·d + m: ∂x = ∂y·d/w, ∂b = −Σ ∂x, ∂w = −Σ ∂x·(x − b)/w
                var scale = deviation / weight;
                ((T*)BiasShares)[row] = -sum * scale;
                ((T*)WeightShares)[row] = -Rows.DotCentered<T, V>(gradient, input, Width, bias) * scale / weight;
                Write<T, V>(row, scale, T.Zero, T.Zero, T.Zero);
                continue;
            }

            // y = w·(x − m)/d + b: ∂b = Σ ∂y, ∂w = Σ ∂y·(x − m)/d, ∂x = w/d·(∂y − mean of ∂y − (x − m)·Σ∂y(x − m)/(d·s·(n − 1))), s = d − ε
            var product = Rows.DotCentered<T, V>(gradient, input, Width, mean);
            ((T*)BiasShares)[row] = sum;
            ((T*)WeightShares)[row] = product / deviation;
            var spread = deviation - T.CreateTruncating(Epsilon);
            var slope = spread > T.Zero ? product / (deviation * spread * T.CreateTruncating(Width - 1)) : T.Zero;
            Write<T, V>(row, weight / deviation, sum / T.CreateTruncating(Width), mean, slope);
        }
    }

    // ∂x = scale·(∂y − shift − (x − center)·slope)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Write<T, V>(long row, T scale, T shift, T center, T slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        if (Output is null)
            return;
        var (factor, less, middle, tilt) = (V.Broadcast(scale), V.Broadcast(shift), V.Broadcast(center), V.Broadcast(slope));
        var input = (T*)Input + (row * Width);
        var gradient = (T*)Gradient + (row * Width);
        var output = (T*)Output + (row * Width);
        for (var j = 0; j < Width; j += V.Count)
        {
            var count = Math.Min(V.Count, Width - j);
            var value = factor * (V.Load(gradient + j, count) - less - ((V.Load(input + j, count) - middle) * tilt));
            (Accumulate ? V.Load(output + j, count) + value : value).Store(output + j, count);
        }
    }
}
