using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Learning.Kernels.Products;

/// <summary>AVX2 with fused multiply-add: 16 registers of 8 floats.</summary>
internal readonly unsafe struct TileRegister256 : ITileRegister<Vector256<float>>
{
    public static int Count => 8;

    public static int Rows(int registers) => registers == 3 ? 4 : 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Avx.LoadVector256(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source, int count) => Avx.MaskLoad(source, Mask(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector256<float> value) => Avx.Store(destination, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector256<float> value, int count) => Avx.MaskStore(destination, Mask(count), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => Avx.Add(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => Avx.Multiply(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> factor, Vector256<float> other, Vector256<float> addend) =>
        Fma.MultiplyAdd(factor, other, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth)
    {
        // Each lane of 128 bits becomes its four sums, then the lanes are added.
        var low = Avx.Add(Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second)).AsDouble();
        var high = Avx.Add(Avx.UnpackLow(third, fourth), Avx.UnpackHigh(third, fourth)).AsDouble();
        var lanes = Avx.Add(Avx.UnpackLow(low, high).AsSingle(), Avx.UnpackHigh(low, high).AsSingle());
        return Sse.Add(lanes.GetLower(), lanes.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeFour(float* source, nint stride, int rows, float* destination, nint destinationStride)
    {
        // Lane l of register r holds row 4l + r, four columns of it; a 4 × 4 transposition inside the lanes does the rest.
        var r0 = Gather(source, stride, rows);
        var r1 = Gather(source + stride, stride, rows - 1);
        var r2 = Gather(source + 2 * stride, stride, rows - 2);
        var r3 = Gather(source + 3 * stride, stride, rows - 3);
        var low01 = Avx.UnpackLow(r0, r1).AsDouble();
        var high01 = Avx.UnpackHigh(r0, r1).AsDouble();
        var low23 = Avx.UnpackLow(r2, r3).AsDouble();
        var high23 = Avx.UnpackHigh(r2, r3).AsDouble();
        Store(destination, Avx.UnpackLow(low01, low23).AsSingle());
        Store(destination + destinationStride, Avx.UnpackHigh(low01, low23).AsSingle());
        Store(destination + 2 * destinationStride, Avx.UnpackLow(high01, high23).AsSingle());
        Store(destination + 3 * destinationStride, Avx.UnpackHigh(high01, high23).AsSingle());
    }

    /// <summary>Rows 0 and 4 of those that exist, four columns of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Gather(float* source, nint stride, int rows)
    {
        if (rows <= 0)
            return Vector256<float>.Zero;
        var value = Sse.LoadVector128(source).ToVector256();
        return rows > 4 ? Avx.InsertVector128(value, Sse.LoadVector128(source + 4 * stride), 1) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(int count) =>
        Avx2.CompareGreaterThan(Vector256.Create(count), Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7)).AsSingle();
}
