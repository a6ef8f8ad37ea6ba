using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assay.Learning.Kernels.Products;

/// <summary>
/// The one inner loop of all matrix products: a tile of C, at most 12 rows by 3 registers, whose sums stay in registers while it walks along K.
/// Written out for the largest tile; the compiler drops the rows and registers that <typeparamref name="TRows"/> and <typeparamref name="TRegisters"/> exclude.
/// Every tile adds the products of an element in the same order, so that the choice of tiles does not change a result.
/// </summary>
internal static unsafe class GemmTile<TVector, TRegister, TRows, TRegisters>
    where TVector : struct
    where TRegister : struct, ITileRegister<TVector>
    where TRows : struct, ITileSize
    where TRegisters : struct, ITileSize
{
    /// <summary>C tile = alpha · A strip · B panel, or that added to C; B and C in whole registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(TileCall* call)
    {
        TVector c00 = default, c01 = default, c02 = default;
        TVector c10 = default, c11 = default, c12 = default;
        TVector c20 = default, c21 = default, c22 = default;
        TVector c30 = default, c31 = default, c32 = default;
        TVector c40 = default, c41 = default, c42 = default;
        TVector c50 = default, c51 = default, c52 = default;
        TVector c60 = default, c61 = default, c62 = default;
        TVector c70 = default, c71 = default, c72 = default;
        TVector c80 = default, c81 = default, c82 = default;
        TVector c90 = default, c91 = default, c92 = default;
        TVector cA0 = default, cA1 = default, cA2 = default;
        TVector cB0 = default, cB1 = default, cB2 = default;
        // All rows are reached from one pointer: 0, 1, 2, 4, 8 times the step, and 1, 2, 4 times its odd multiples, are addresses that cost nothing.
        var a = call->A;
        var row = call->ARow;
        var row3 = 3 * row;
        var row5 = 5 * row;
        var row7 = 7 * row;
        var row9 = 9 * row;
        var row11 = 11 * row;
        var step = call->AStep;
        var b = call->B;
        var bStep = call->BStep;
        Prefetch(call->C, call->CRow);
        for (var depth = call->Depth; depth > 0; depth--)
        {
            var b0 = TRegister.Load((float*)b);
            var b1 = TRegisters.Value > 1 ? TRegister.Load((float*)b + TRegister.Count) : default;
            var b2 = TRegisters.Value > 2 ? TRegister.Load((float*)b + 2 * TRegister.Count) : default;
            b += bStep;
            {
                var x = TRegister.Broadcast(*(float*)(a));
                c00 = TRegister.MultiplyAdd(x, b0, c00);
                if (TRegisters.Value > 1)
                    c01 = TRegister.MultiplyAdd(x, b1, c01);
                if (TRegisters.Value > 2)
                    c02 = TRegister.MultiplyAdd(x, b2, c02);
            }

            if (TRows.Value > 1)
            {
                var x = TRegister.Broadcast(*(float*)(a + row));
                c10 = TRegister.MultiplyAdd(x, b0, c10);
                if (TRegisters.Value > 1)
                    c11 = TRegister.MultiplyAdd(x, b1, c11);
                if (TRegisters.Value > 2)
                    c12 = TRegister.MultiplyAdd(x, b2, c12);
            }

            if (TRows.Value > 2)
            {
                var x = TRegister.Broadcast(*(float*)(a + 2 * row));
                c20 = TRegister.MultiplyAdd(x, b0, c20);
                if (TRegisters.Value > 1)
                    c21 = TRegister.MultiplyAdd(x, b1, c21);
                if (TRegisters.Value > 2)
                    c22 = TRegister.MultiplyAdd(x, b2, c22);
            }

            if (TRows.Value > 3)
            {
                var x = TRegister.Broadcast(*(float*)(a + row3));
                c30 = TRegister.MultiplyAdd(x, b0, c30);
                if (TRegisters.Value > 1)
                    c31 = TRegister.MultiplyAdd(x, b1, c31);
                if (TRegisters.Value > 2)
                    c32 = TRegister.MultiplyAdd(x, b2, c32);
            }

            if (TRows.Value > 4)
            {
                var x = TRegister.Broadcast(*(float*)(a + 4 * row));
                c40 = TRegister.MultiplyAdd(x, b0, c40);
                if (TRegisters.Value > 1)
                    c41 = TRegister.MultiplyAdd(x, b1, c41);
                if (TRegisters.Value > 2)
                    c42 = TRegister.MultiplyAdd(x, b2, c42);
            }

            if (TRows.Value > 5)
            {
                var x = TRegister.Broadcast(*(float*)(a + row5));
                c50 = TRegister.MultiplyAdd(x, b0, c50);
                if (TRegisters.Value > 1)
                    c51 = TRegister.MultiplyAdd(x, b1, c51);
                if (TRegisters.Value > 2)
                    c52 = TRegister.MultiplyAdd(x, b2, c52);
            }

            if (TRows.Value > 6)
            {
                var x = TRegister.Broadcast(*(float*)(a + 2 * row3));
                c60 = TRegister.MultiplyAdd(x, b0, c60);
                if (TRegisters.Value > 1)
                    c61 = TRegister.MultiplyAdd(x, b1, c61);
                if (TRegisters.Value > 2)
                    c62 = TRegister.MultiplyAdd(x, b2, c62);
            }

            if (TRows.Value > 7)
            {
                var x = TRegister.Broadcast(*(float*)(a + row7));
                c70 = TRegister.MultiplyAdd(x, b0, c70);
                if (TRegisters.Value > 1)
                    c71 = TRegister.MultiplyAdd(x, b1, c71);
                if (TRegisters.Value > 2)
                    c72 = TRegister.MultiplyAdd(x, b2, c72);
            }

            if (TRows.Value > 8)
            {
                var x = TRegister.Broadcast(*(float*)(a + 8 * row));
                c80 = TRegister.MultiplyAdd(x, b0, c80);
                if (TRegisters.Value > 1)
                    c81 = TRegister.MultiplyAdd(x, b1, c81);
                if (TRegisters.Value > 2)
                    c82 = TRegister.MultiplyAdd(x, b2, c82);
            }

            if (TRows.Value > 9)
            {
                var x = TRegister.Broadcast(*(float*)(a + row9));
                c90 = TRegister.MultiplyAdd(x, b0, c90);
                if (TRegisters.Value > 1)
                    c91 = TRegister.MultiplyAdd(x, b1, c91);
                if (TRegisters.Value > 2)
                    c92 = TRegister.MultiplyAdd(x, b2, c92);
            }

            if (TRows.Value > 10)
            {
                var x = TRegister.Broadcast(*(float*)(a + 2 * row5));
                cA0 = TRegister.MultiplyAdd(x, b0, cA0);
                if (TRegisters.Value > 1)
                    cA1 = TRegister.MultiplyAdd(x, b1, cA1);
                if (TRegisters.Value > 2)
                    cA2 = TRegister.MultiplyAdd(x, b2, cA2);
            }

            if (TRows.Value > 11)
            {
                var x = TRegister.Broadcast(*(float*)(a + row11));
                cB0 = TRegister.MultiplyAdd(x, b0, cB0);
                if (TRegisters.Value > 1)
                    cB1 = TRegister.MultiplyAdd(x, b1, cB1);
                if (TRegisters.Value > 2)
                    cB2 = TRegister.MultiplyAdd(x, b2, cB2);
            }

            a += step;
        }

        // No calls and few branches while the sums are live, or the compiler keeps some of them in memory.
        var c = call->C;
        var cRow = call->CRow;
        var alpha = TRegister.Broadcast(call->Alpha);
        if (call->Accumulate)
        {
            Add(c, c00, c01, c02, alpha);
            if (TRows.Value > 1)
                Add(c + 1 * cRow, c10, c11, c12, alpha);
            if (TRows.Value > 2)
                Add(c + 2 * cRow, c20, c21, c22, alpha);
            if (TRows.Value > 3)
                Add(c + 3 * cRow, c30, c31, c32, alpha);
            if (TRows.Value > 4)
                Add(c + 4 * cRow, c40, c41, c42, alpha);
            if (TRows.Value > 5)
                Add(c + 5 * cRow, c50, c51, c52, alpha);
            if (TRows.Value > 6)
                Add(c + 6 * cRow, c60, c61, c62, alpha);
            if (TRows.Value > 7)
                Add(c + 7 * cRow, c70, c71, c72, alpha);
            if (TRows.Value > 8)
                Add(c + 8 * cRow, c80, c81, c82, alpha);
            if (TRows.Value > 9)
                Add(c + 9 * cRow, c90, c91, c92, alpha);
            if (TRows.Value > 10)
                Add(c + 10 * cRow, cA0, cA1, cA2, alpha);
            if (TRows.Value > 11)
                Add(c + 11 * cRow, cB0, cB1, cB2, alpha);
        }
        else
        {
            Set(c, c00, c01, c02, alpha);
            if (TRows.Value > 1)
                Set(c + 1 * cRow, c10, c11, c12, alpha);
            if (TRows.Value > 2)
                Set(c + 2 * cRow, c20, c21, c22, alpha);
            if (TRows.Value > 3)
                Set(c + 3 * cRow, c30, c31, c32, alpha);
            if (TRows.Value > 4)
                Set(c + 4 * cRow, c40, c41, c42, alpha);
            if (TRows.Value > 5)
                Set(c + 5 * cRow, c50, c51, c52, alpha);
            if (TRows.Value > 6)
                Set(c + 6 * cRow, c60, c61, c62, alpha);
            if (TRows.Value > 7)
                Set(c + 7 * cRow, c70, c71, c72, alpha);
            if (TRows.Value > 8)
                Set(c + 8 * cRow, c80, c81, c82, alpha);
            if (TRows.Value > 9)
                Set(c + 9 * cRow, c90, c91, c92, alpha);
            if (TRows.Value > 10)
                Set(c + 10 * cRow, cA0, cA1, cA2, alpha);
            if (TRows.Value > 11)
                Set(c + 11 * cRow, cB0, cB1, cB2, alpha);
        }
    }

    /// <summary>C is needed at the end only: its lines come while the sums are made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* c, nint cRow)
    {
        if (!Sse.IsSupported)
            return;
        for (var i = 0; i < TRows.Value; i++, c += cRow)
        {
            Sse.Prefetch0(c);
            if (TRegisters.Value > 1)
                Sse.Prefetch0(c + TRegister.Count);
            if (TRegisters.Value > 2)
                Sse.Prefetch0(c + 2 * TRegister.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(float* c, TVector c0, TVector c1, TVector c2, TVector alpha)
    {
        TRegister.Store(c, TRegister.Multiply(alpha, c0));
        if (TRegisters.Value > 1)
            TRegister.Store(c + TRegister.Count, TRegister.Multiply(alpha, c1));
        if (TRegisters.Value > 2)
            TRegister.Store(c + 2 * TRegister.Count, TRegister.Multiply(alpha, c2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* c, TVector c0, TVector c1, TVector c2, TVector alpha)
    {
        TRegister.Store(c, TRegister.MultiplyAdd(alpha, c0, TRegister.Load(c)));
        if (TRegisters.Value > 1)
            TRegister.Store(c + TRegister.Count, TRegister.MultiplyAdd(alpha, c1, TRegister.Load(c + TRegister.Count)));
        if (TRegisters.Value > 2)
            TRegister.Store(c + 2 * TRegister.Count, TRegister.MultiplyAdd(alpha, c2, TRegister.Load(c + 2 * TRegister.Count)));
    }
}
