using System.Numerics;
using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Tensors;

namespace Assay.Learning;

// How kernels are cut into parts and dispatched to the machine code of the engine's precision and width.
public sealed unsafe partial class Engine
{
    // A part should outlast handing it out (about 0.1 µs) by far and fit the first-level cache: 16 Ki elements are a few µs.
    private const long PartCost = 16 * 1024;

    // Bounds what sums over parts have to keep.
    internal const int MaximumParts = 256;

    /// <summary>Measures kernels when it is there.</summary>
    internal KernelProfile? Profile { get; set; }

    /// <summary>How many parts a kernel over <paramref name="items"/> items is cut into: depends on the sizes only, never on the threads.</summary>
    /// <param name="items">Items, 0 or more.</param>
    /// <param name="itemCost">About how many elements computing one item touches.</param>
    internal static int PartCount(long items, long itemCost) => (int)((items + PartSize(items, itemCost) - 1) / PartSize(items, itemCost));

    /// <summary>Runs a kernel over all its items, on the engine's threads when there is enough to do.</summary>
    /// <param name="kernel">The kernel and its arguments.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="itemCost">About how many elements computing one item touches; decides the cut.</param>
    /// <param name="scratchBytes">Memory that each part needs for itself while it runs.</param>
    internal void Run<TKernel>(in TKernel kernel, long items, long itemCost, nuint scratchBytes = 0)
        where TKernel : unmanaged, IKernel
    {
        var began = Profile?.Now ?? 0;
        if (Precision == Precision.Double)
            Run<TKernel, double, DoubleLane>(kernel, items, itemCost, scratchBytes);
        else if (Width == SimdWidth.Bits512)
            Run<TKernel, float, SingleLanes512>(kernel, items, itemCost, scratchBytes);
        else if (Width == SimdWidth.Bits256)
            Run<TKernel, float, SingleLanes256>(kernel, items, itemCost, scratchBytes);
        else
            Run<TKernel, float, SingleLanes128>(kernel, items, itemCost, scratchBytes);
        Profile?.Add(typeof(TKernel).Name, began);
    }

    /// <summary>Sets numbers to 0.</summary>
    internal void Clear(void* data, long count) => System.Runtime.InteropServices.NativeMemory.Clear(data, checked((nuint)(count * ElementSize)));

    private static long PartSize(long items, long itemCost)
    {
        var size = Math.Max(PartCost / Math.Max(itemCost, 1), (items + MaximumParts - 1) / MaximumParts);
        // Parts of single elements begin at whole cache lines, so that no two threads write to one.
        return itemCost < 16 ? Math.Max(64, (size + 63) / 64 * 64) : Math.Max(size, 1);
    }

    private void Run<TKernel, T, V>(in TKernel kernel, long items, long itemCost, nuint scratchBytes)
        where TKernel : unmanaged, IKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        if (items <= 0)
            return;
        var job = new Job<TKernel> { Kernel = kernel, Items = items, PartSize = PartSize(items, itemCost) };
        var scratchStride = (scratchBytes + 63) / 64 * 64;
        var scratchTotal = scratchStride * (nuint)Workers.Count;
        if (scratchBytes > 0)
        {
            job.Scratch = (nint)Heap.Rent(scratchTotal);
            job.ScratchStride = (nint)scratchStride;
        }

        var parts = (int)((items + job.PartSize - 1) / job.PartSize);
        if (parts == 1)
            RunPart<TKernel, T, V>(&job, 0, 0);
        else
            Workers.Run(parts, &RunPart<TKernel, T, V>, &job);
        if (scratchBytes > 0)
            Heap.Return((void*)job.Scratch, scratchTotal);
    }

    private static void RunPart<TKernel, T, V>(void* state, int part, int thread)
        where TKernel : unmanaged, IKernel
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var job = (Job<TKernel>*)state;
        var start = part * job->PartSize;
        job->Kernel.Run<T, V>(new KernelPart(start, Math.Min(start + job->PartSize, job->Items), part, job->Scratch + (thread * job->ScratchStride)));
    }

    private struct Job<TKernel>
        where TKernel : unmanaged, IKernel
    {
        public TKernel Kernel;
        public long Items;
        public long PartSize;
        public nint Scratch;
        public nint ScratchStride;
    }
}
