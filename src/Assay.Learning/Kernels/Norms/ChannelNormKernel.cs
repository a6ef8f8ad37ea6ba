using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Norms;

/// <summary>
/// y = w·x̂ + b with x̂ = (x − mean)·inverse, numbers of a channel; or, with a gradient g, ∂x = w·inverse·(g − (Σg + x̂·Σg·x̂)/n). An item is a channel of a sample;
/// without places, a sample.
/// </summary>
internal unsafe struct ChannelNormKernel : IKernel
{
    public void* Input;
    public void* Mean;
    public void* Inverse;
    public void* Weight;

    /// <summary>Forward only.</summary>
    public void* Bias;

    /// <summary>Null forward.</summary>
    public void* Gradient;

    public void* Sums;
    public void* Products;
    public void* Output;
    public int Samples;
    public int Channels;
    public long Places;
    public bool Accumulate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var width = Places == 1 ? Channels : Places;
        for (var row = part.Start; row < part.End; row++)
        {
            if (Gradient is null)
                Forward<T, V>(row, width);
            else
                Backward<T, V>(row, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Forward<T, V>(long row, long width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var (mean, inverse) = (Of<T>(Mean, row), Of<T>(Inverse, row));
        var (weight, bias) = (Of<T>(Weight, row), Of<T>(Bias, row));
        var input = (T*)Input + (row * width);
        var output = (T*)Output + (row * width);
        for (var j = 0L; j < width; j += V.Count)
        {
            var count = (int)Math.Min(V.Count, width - j);
            var normal = (V.Load(input + j, count) - mean.Load<T, V>(j, count)) * inverse.Load<T, V>(j, count);
            V.MultiplyAdd(normal, weight.Load<T, V>(j, count), bias.Load<T, V>(j, count)).Store(output + j, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Backward<T, V>(long row, long width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var (mean, inverse, weight) = (Of<T>(Mean, row), Of<T>(Inverse, row), Of<T>(Weight, row));
        var (sums, products) = (Of<T>(Sums, row), Of<T>(Products, row));
        var share = V.Constant(1 / (Samples * (double)Places));
        var input = (T*)Input + (row * width);
        var gradient = (T*)Gradient + (row * width);
        var output = (T*)Output + (row * width);
        for (var j = 0L; j < width; j += V.Count)
        {
            var count = (int)Math.Min(V.Count, width - j);
            var scale = inverse.Load<T, V>(j, count);
            var normal = (V.Load(input + j, count) - mean.Load<T, V>(j, count)) * scale;
            var common = V.MultiplyAdd(normal, products.Load<T, V>(j, count), sums.Load<T, V>(j, count)) * share;
            var value = weight.Load<T, V>(j, count) * scale * (V.Load(gradient + j, count) - common);
            (Accumulate ? V.Load(output + j, count) + value : value).Store(output + j, count);
        }
    }

    // With places, a row is of one channel; without, of all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Repeated Of<T>(void* data, long row)
        where T : unmanaged => Places == 1 ? new Repeated(data, Channels) : new Repeated((T*)data + (row % Channels), 1);
}
