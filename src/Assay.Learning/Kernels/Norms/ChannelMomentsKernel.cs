using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Reductions;

namespace Assay.Learning.Kernels.Norms;

/// <summary>
/// Mean and 1/√(variance + ε) of each channel over samples and places: of x, which also moves the running statistics, or as these say. An item is a channel;
/// without places, where channels lie side by side, a group of them.
/// </summary>
internal unsafe struct ChannelMomentsKernel : IKernel
{
    /// <summary>Channels of an item without places: the widest register.</summary>
    public const int Group = 16;

    /// <summary>[samples, channels, places]; null to take the running statistics.</summary>
    public void* Input;

    public void* Mean;
    public void* Inverse;
    public void* RunningMean;
    public void* RunningVariance;
    public int Samples;
    public int Channels;
    public long Places;
    public double Momentum;
    public double Epsilon;

    /// <summary>Items for so many channels and places.</summary>
    public static long Items(int channels, long places) => places == 1 ? (channels + Group - 1) / Group : channels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var first = (int)(Places == 1 ? part.Start * Group : part.Start);
        var end = (int)Math.Min(Channels, Places == 1 ? part.End * Group : part.End);
        if (Input is not null && Places == 1)
            Columns<T, V>(first, end);
        else if (Input is not null)
            Planes<T, V>(first, end);
        Finish<T>(first, end);
    }

    // Means and variances (in the place of the inverse deviations) of channels that lie side by side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Columns<T, V>(int first, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var factor = V.Constant(1.0 / Samples);
        for (var channel = first; channel < end; channel += V.Count)
        {
            var count = Math.Min(V.Count, end - channel);
            var column = (T*)Input + channel;
            var sum = V.Zero;
            for (var sample = 0L; sample < Samples; sample++)
                sum += V.Load(column + (sample * Channels), count);
            var mean = sum * factor;
            var squares = V.Zero;
            for (var sample = 0L; sample < Samples; sample++)
            {
                var distance = V.Load(column + (sample * Channels), count) - mean;
                squares = V.MultiplyAdd(distance, distance, squares);
            }

            mean.Store((T*)Mean + channel, count);
            (squares * factor).Store((T*)Inverse + channel, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Planes<T, V>(int first, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var values = Samples * (double)Places;
        for (var channel = first; channel < end; channel++)
        {
            var sum = 0.0;
            for (var sample = 0L; sample < Samples; sample++)
                sum += double.CreateTruncating(Rows.Sum<T, V>((T*)Input + (((sample * Channels) + channel) * Places), Places));
            var mean = T.CreateTruncating(sum / values);
            var squares = 0.0;
            for (var sample = 0L; sample < Samples; sample++)
                squares += double.CreateTruncating(Rows.SumOfSquares<T, V>((T*)Input + (((sample * Channels) + channel) * Places), Places, mean));
            ((T*)Mean)[channel] = mean;
            ((T*)Inverse)[channel] = T.CreateTruncating(squares / values);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Finish<T>(int first, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var runningMean = (T*)RunningMean;
        var runningVariance = (T*)RunningVariance;
        var values = Samples * (double)Places;
        for (var channel = first; channel < end; channel++)
        {
            var variance = double.CreateTruncating(((T*)Inverse)[channel]);
            if (Input is null)
            {
                ((T*)Mean)[channel] = runningMean[channel];
                variance = double.CreateTruncating(runningVariance[channel]);
            }
            else
            {
                // The running variance is the unbiased one, the one divided by is not: as in PyTorch.
                runningMean[channel] = Moved(runningMean[channel], double.CreateTruncating(((T*)Mean)[channel]));
                runningVariance[channel] = Moved(runningVariance[channel], variance * values / (values - 1));
            }

            ((T*)Inverse)[channel] = T.CreateTruncating(1 / Math.Sqrt(variance + Epsilon));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly T Moved<T>(T running, double current)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(((1 - Momentum) * double.CreateTruncating(running)) + (Momentum * current));
}
