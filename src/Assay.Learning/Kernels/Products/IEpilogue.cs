using System.Numerics;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Kernels.Products;

/// <summary>What is done to a finished block of a matrix product while it is still in cache. An unmanaged struct of its arguments.</summary>
internal unsafe interface IEpilogue
{
    /// <summary>Changes a block in place. Called once for every element of the product, by several threads at once; must not throw.</summary>
    /// <param name="block">The block's first element.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="row">Number of the block's first row in the product.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="column">Number of the block's first column in the product.</param>
    /// <param name="columns">Columns of the block.</param>
    void Apply<T, V>(T* block, nint stride, int row, int rows, int column, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>;
}
