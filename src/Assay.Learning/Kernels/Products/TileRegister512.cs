using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Learning.Kernels.Products;

/// <summary>AVX-512: 32 registers of 16 floats. Names the instructions, as some processors report 512 bits as not preferred though they run at full rate.</summary>
internal readonly unsafe struct TileRegister512 : ITileRegister<Vector512<float>>
{
    public static int Count => 16;

    private static Vector512<int> Lanes => Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    public static int Rows(int registers) => registers == 3 ? 8 : 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Avx512F.LoadVector512(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source, int count) => Avx512F.MaskLoad(source, Mask(count), Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector512<float> value) => Avx512F.Store(destination, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector512<float> value, int count) => Avx512F.MaskStore(destination, Mask(count), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => Avx512F.Add(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => Avx512F.Multiply(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> factor, Vector512<float> other, Vector512<float> addend) =>
        Avx512F.FusedMultiplyAdd(factor, other, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth)
    {
        // Each lane of 128 bits becomes its four sums, then the lanes are added.
        var low = Avx512F.Add(Avx512F.UnpackLow(first, second), Avx512F.UnpackHigh(first, second)).AsDouble();
        var high = Avx512F.Add(Avx512F.UnpackLow(third, fourth), Avx512F.UnpackHigh(third, fourth)).AsDouble();
        var lanes = Avx512F.Add(Avx512F.UnpackLow(low, high).AsSingle(), Avx512F.UnpackHigh(low, high).AsSingle());
        var halves = Avx.Add(lanes.GetLower(), lanes.GetUpper());
        return Sse.Add(halves.GetLower(), halves.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeFour(float* source, nint stride, int rows, float* destination, nint destinationStride)
    {
        // Lane l of register r holds row 4l + r, four columns of it; a 4 × 4 transposition inside the lanes does the rest.
        var r0 = Gather(source, stride, rows);
        var r1 = Gather(source + stride, stride, rows - 1);
        var r2 = Gather(source + 2 * stride, stride, rows - 2);
        var r3 = Gather(source + 3 * stride, stride, rows - 3);
        var low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
        var high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        var low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        var high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        Store(destination, Avx512F.UnpackLow(low01, low23).AsSingle());
        Store(destination + destinationStride, Avx512F.UnpackHigh(low01, low23).AsSingle());
        Store(destination + 2 * destinationStride, Avx512F.UnpackLow(high01, high23).AsSingle());
        Store(destination + 3 * destinationStride, Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    /// <summary>Rows 0, 4, 8 and 12 of those that exist, four columns of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* source, nint stride, int rows)
    {
        if (rows <= 0)
            return Vector512<float>.Zero;
        var value = Sse.LoadVector128(source).ToVector256().ToVector512();
        if (rows > 4)
            value = Avx512F.InsertVector128(value, Sse.LoadVector128(source + 4 * stride), 1);
        if (rows > 8)
            value = Avx512F.InsertVector128(value, Sse.LoadVector128(source + 8 * stride), 2);
        if (rows > 12)
            value = Avx512F.InsertVector128(value, Sse.LoadVector128(source + 12 * stride), 3);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(int count) => Avx512F.CompareLessThan(Lanes, Vector512.Create(count)).AsSingle();
}
