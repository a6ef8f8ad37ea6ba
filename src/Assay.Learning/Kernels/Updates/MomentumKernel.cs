using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Updates;

/// <summary>One step of gradient descent with momentum, in a single pass.</summary>
internal unsafe struct MomentumKernel : IKernel
{
    public void* Weight;
    public void* Gradient;

    /// <summary>Null without momentum.</summary>
    public void* Velocity;

    public double LearningRate;
    public double Momentum;

    /// <summary>λ, added to the gradient as λw.</summary>
    public double Penalty;

    public bool IsNesterov;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var rate = V.Broadcast(T.CreateTruncating(-LearningRate));
        var momentum = V.Broadcast(T.CreateTruncating(Momentum));
        var penalty = V.Broadcast(T.CreateTruncating(Penalty));
        for (var index = part.Start; index < part.End; index += V.Count)
        {
            var count = (int)Math.Min(V.Count, part.End - index);
            var w = V.Load((T*)Weight + index, count);
            var g = V.MultiplyAdd(penalty, w, V.Load((T*)Gradient + index, count));
            if (Velocity is not null)
            {
                var v = V.MultiplyAdd(momentum, V.Load((T*)Velocity + index, count), g);
                v.Store((T*)Velocity + index, count);
                g = IsNesterov ? V.MultiplyAdd(momentum, v, g) : v;
            }

            V.MultiplyAdd(rate, g, w).Store((T*)Weight + index, count);
        }
    }
}
