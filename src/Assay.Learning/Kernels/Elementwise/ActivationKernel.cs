using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Lanes;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Layers;

namespace Assay.Learning.Kernels.Elementwise;

/// <summary>f of every element, and its derivative beside it when asked for.</summary>
internal unsafe struct ActivationKernel : IKernel
{
    public void* Input;
    public void* Output;
    public void* Derivative;
    public Activation Function;

    public readonly void Run<T, V>(in KernelPart part)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        // The epilogue of a product with one row is this very loop: without bias, dropout and residual.
        var count = (int)part.Count;
        Unsafe.CopyBlock((T*)Output + part.Start, (T*)Input + part.Start, checked((uint)(count * sizeof(T))));
        var epilogue = new LinearEpilogue { Derivative = Derivative is null ? null : (T*)Derivative + part.Start, Columns = count, Activation = Function, Dropout = DropoutMask.None };
        epilogue.Apply<T, V>((T*)Output + part.Start, count, 0, 1, 0, count);
    }
}
