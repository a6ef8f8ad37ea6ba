using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Assay.Learning.Kernels.Products;

/// <summary>Four floats, as any machine has them: NEON (32 registers), SSE (16), or plain code.</summary>
internal readonly unsafe struct TileRegister128 : ITileRegister<Vector128<float>>
{
    public static int Count => 4;

    public static int Rows(int registers) => (AdvSimd.Arm64.IsSupported, registers) switch
    {
        (true, 3) => 8,
        (true, _) => 12,
        (false, 3) => 4,
        (false, _) => 6,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    public static Vector128<float> Load(float* source, int count)
    {
        var value = Vector128<float>.Zero;
        for (var i = 0; i < count && i < 4; i++)
            value = value.WithElement(i, source[i]);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector128<float> value) => value.Store(destination);

    public static void Store(float* destination, Vector128<float> value, int count)
    {
        for (var i = 0; i < count && i < 4; i++)
            destination[i] = value.GetElement(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> factor, Vector128<float> other, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(factor, other, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =>
        Vector128.Create(Vector128.Sum(first), Vector128.Sum(second), Vector128.Sum(third), Vector128.Sum(fourth));

    public static void TransposeFour(float* source, nint stride, int rows, float* destination, nint destinationStride)
    {
        for (var column = 0; column < 4; column++)
        {
            var from = source + column;
            Store(
                destination + column * destinationStride,
                Vector128.Create(
                    rows > 0 ? from[0] : 0, rows > 1 ? from[stride] : 0, rows > 2 ? from[2 * stride] : 0, rows > 3 ? from[3 * stride] : 0));
        }
    }
}
