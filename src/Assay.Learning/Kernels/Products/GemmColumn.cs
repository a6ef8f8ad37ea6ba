using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Learning.Kernels.Products;

/// <summary>The product with a single column, C[M × 1] (+)= A · b with rows of A in one piece: sums along K in registers, as a column would leave tiles empty.</summary>
internal static unsafe class GemmColumn
{
    public static delegate*<void*, int, int, void> Of(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => &Part<Vector512<float>, TileRegister512>,
        SimdWidth.Bits256 => &Part<Vector256<float>, TileRegister256>,
        _ => &Part<Vector128<float>, TileRegister128>,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Part<TVector, TRegister>(void* state, int part, int thread)
        where TVector : struct
        where TRegister : struct, ITileRegister<TVector>
    {
        var job = (GemmJob*)state;
        var first = part * job->PartRows;
        var end = Math.Min(first + job->PartRows, job->M);
        var b = job->B;
        if (job->BRow != 1)
        {
            b = (float*)Workers.From(job->Workers).Scratch(thread, (nuint)job->K * sizeof(float));
            for (var k = 0; k < job->K; k++)
                b[k] = job->B[k * job->BRow];
        }

        // Four rows at a time hide the latency of additions; a row's sum is the same in any company.
        for (var i = first; i < end; i += 4)
        {
            var a0 = job->A + i * job->ARow;
            var a1 = i + 1 < end ? a0 + job->ARow : a0;
            var a2 = i + 2 < end ? a1 + job->ARow : a0;
            var a3 = i + 3 < end ? a2 + job->ARow : a0;
            TVector s0 = default, s1 = default, s2 = default, s3 = default;
            var k = 0;
            for (; k + TRegister.Count <= job->K; k += TRegister.Count)
            {
                var x = TRegister.Load(b + k);
                s0 = TRegister.MultiplyAdd(x, TRegister.Load(a0 + k), s0);
                s1 = TRegister.MultiplyAdd(x, TRegister.Load(a1 + k), s1);
                s2 = TRegister.MultiplyAdd(x, TRegister.Load(a2 + k), s2);
                s3 = TRegister.MultiplyAdd(x, TRegister.Load(a3 + k), s3);
            }

            if (k < job->K)
            {
                var left = job->K - k;
                var x = TRegister.Load(b + k, left);
                s0 = TRegister.MultiplyAdd(x, TRegister.Load(a0 + k, left), s0);
                s1 = TRegister.MultiplyAdd(x, TRegister.Load(a1 + k, left), s1);
                s2 = TRegister.MultiplyAdd(x, TRegister.Load(a2 + k, left), s2);
                s3 = TRegister.MultiplyAdd(x, TRegister.Load(a3 + k, left), s3);
            }

            var c = job->C + i * job->CRow;
            Put(c, TRegister.Sum(s0), job->Accumulate);
            if (i + 1 < end)
                Put(c + job->CRow, TRegister.Sum(s1), job->Accumulate);
            if (i + 2 < end)
                Put(c + 2 * job->CRow, TRegister.Sum(s2), job->Accumulate);
            if (i + 3 < end)
                Put(c + 3 * job->CRow, TRegister.Sum(s3), job->Accumulate);
        }

        if (job->Epilogue.Apply != null)
            job->Epilogue.Apply(job->Epilogue.State, job->C + first * job->CRow, job->CRow, first, end - first, 0, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, float value, bool accumulate) => *c = accumulate ? *c + value : value;
}
