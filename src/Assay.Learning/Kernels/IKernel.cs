using System.Numerics;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels;

/// <summary>
/// A computation over items (elements, rows, heads) that are independent of each other. A kernel is an unmanaged struct of its arguments; the engine
/// cuts its items into parts, the same ones whatever the number of threads, and runs the parts on its threads.
/// </summary>
internal interface IKernel
{
    /// <summary>Computes the items of one part. May be called by several threads at once for different parts; must not throw.</summary>
    /// <typeparam name="T">The element that the pointers point to.</typeparam>
    /// <typeparam name="V">The register to use.</typeparam>
    void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;
}

/// <summary>The items that one call of a kernel computes.</summary>
/// <param name="Start">The first item.</param>
/// <param name="End">One past the last item.</param>
/// <param name="Index">The number of the part: sums over parts go into slot <paramref name="Index"/> and are added in that order.</param>
/// <param name="Scratch">Memory of the thread that runs the part, of the size that the kernel asked for, 64-byte aligned.</param>
internal readonly unsafe record struct KernelPart(long Start, long End, int Index, nint Scratch)
{
    /// <summary>Number of items.</summary>
    public long Count => End - Start;
}
