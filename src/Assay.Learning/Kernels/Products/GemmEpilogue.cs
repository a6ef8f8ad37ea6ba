namespace Assay.Learning.Kernels.Products;

/// <summary>What to do with finished blocks of a product while they are in cache: bias, activation, dropout, residual.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="apply">
/// Called with (state, first element of the block, elements from row to row, first row, rows, first column, columns), from any of the workers and
/// for several blocks at once; every element of the product is in exactly one block. Where the blocks' borders are may depend on the number of threads.
/// </param>
/// <param name="state">Handed to every call.</param>
internal readonly unsafe struct GemmEpilogue<T>(delegate*<void*, T*, nint, int, int, int, int, void> apply, void* state)
    where T : unmanaged
{
    public readonly delegate*<void*, T*, nint, int, int, int, int, void> Apply = apply;
    public readonly void* State = state;
}
