using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Norms;

/// <summary>y = w·(x − mean)/deviation + b, or back: y = (x − b)/w·deviation + mean. A row has its own mean and deviation and the w and b of its channel; an item is a row.</summary>
internal unsafe struct InstanceNormKernel : IKernel
{
    public void* Input;
    public void* Mean;
    public void* Deviation;
    public void* Weight;
    public void* Bias;
    public void* Output;
    public int Channels;
    public int Width;
    public bool Back;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var channel = row % Channels;
            var (mean, deviation) = (((T*)Mean)[row], ((T*)Deviation)[row]);
            var (weight, bias) = (((T*)Weight)[channel], ((T*)Bias)[channel]);
            var center = V.Broadcast(Back ? bias : mean);
            var scale = V.Broadcast(Back ? deviation / weight : weight / deviation);
            var shift = V.Broadcast(Back ? mean : bias);
            var input = (T*)Input + (row * Width);
            var output = (T*)Output + (row * Width);
            for (var j = 0; j < Width; j += V.Count)
            {
                var count = Math.Min(V.Count, Width - j);
                V.MultiplyAdd(V.Load(input + j, count) - center, scale, shift).Store(output + j, count);
            }
        }
    }
}
