using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Kernels.Lanes;

/// <summary>Eight numbers in 256 bits: AVX2 with fused multiply-add.</summary>
internal readonly unsafe struct SingleLanes256 : ISingleLanes<SingleLanes256>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SingleLanes256(Vector256<float> value) => _value = value;

    public static int Count => 8;

    public static SingleLanes256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Constant(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Load(float* source, int count)
    {
        if (Avx.IsSupported)
        {
            return new(Avx.MaskLoad(source, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle()));
        }

        var value = Vector256<float>.Zero;
        for (var i = 0; i < count; i++)
        {
            ((float*)&value)[i] = source[i];
        }

        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(destination, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle(), _value);
            return;
        }

        var value = _value;
        for (var i = 0; i < count; i++)
        {
            destination[i] = ((float*)&value)[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 operator +(SingleLanes256 left, SingleLanes256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 operator -(SingleLanes256 left, SingleLanes256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 operator *(SingleLanes256 left, SingleLanes256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 operator /(SingleLanes256 left, SingleLanes256 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 MultiplyAdd(SingleLanes256 factor, SingleLanes256 other, SingleLanes256 addend) =>
        new(Vector256.MultiplyAddEstimate(factor._value, other._value, addend._value));

    // x86's own maximum takes the right operand when either is NaN; only a NaN on the left needs help.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Max(SingleLanes256 left, SingleLanes256 right) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(left._value, left._value), AtLeast(left, right)._value, left._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Min(SingleLanes256 left, SingleLanes256 right) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(left._value, left._value), AtMost(left, right)._value, left._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 AtLeast(SingleLanes256 floor, SingleLanes256 value) =>
        Avx.IsSupported ? new(Avx.Max(floor._value, value._value)) : new(Vector256.Max(floor._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 AtMost(SingleLanes256 ceiling, SingleLanes256 value) =>
        Avx.IsSupported ? new(Avx.Min(ceiling._value, value._value)) : new(Vector256.Min(ceiling._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Abs(SingleLanes256 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Sqrt(SingleLanes256 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Exp(SingleLanes256 value) => SingleMath<SingleLanes256>.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Log(SingleLanes256 value) => SingleMath<SingleLanes256>.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Erf(SingleLanes256 value) => SingleMath<SingleLanes256>.Erf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Tanh(SingleLanes256 value) => SingleMath<SingleLanes256>.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 WhereGreater(SingleLanes256 left, SingleLanes256 right, SingleLanes256 yes, SingleLanes256 no) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(left._value, right._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Keep(SingleLanes256 value, CounterHash hash, ulong index, uint threshold)
    {
        var first = Vector256.Create(unchecked((uint)index));
        var low = first + Vector256<uint>.Indices;
        var between = Vector256.Create(hash.Between(index));
        if (unchecked((uint)index) > uint.MaxValue - (uint)(Count - 1))
        {
            // The low word wraps within this register: the elements from there on have the next high word.
            between = Vector256.ConditionalSelect(Vector256.LessThan(low, first), Vector256.Create(hash.Between(unchecked(index + (uint)Count))), between);
        }

        var x = low ^ Vector256.Create(hash.Before);
        x ^= x >>> 16;
        x = (x * CounterHash.Multiplier1) ^ between;
        x ^= x >>> 15;
        x *= CounterHash.Multiplier2;
        x ^= x >>> 15;
        return new(Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256.Create(threshold)).AsSingle(), value._value, Vector256<float>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => new SingleLanes128(_value.GetLower() + _value.GetUpper()).Sum();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Largest() => SingleLanes128.Max(new(_value.GetLower()), new(_value.GetUpper())).Largest();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Round(SingleLanes256 value) => new(Vector256.Round(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Scale(SingleLanes256 value, SingleLanes256 exponent)
    {
        // In two halves, because the exponents of e^x's range reach beyond those of one normal number.
        var n = Vector256.ConvertToInt32Native(exponent._value);
        var half = n >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(n - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 Split(SingleLanes256 value, out SingleLanes256 exponent)
    {
        // Counted from √½'s bits, the exponent steps where the significand passes √2.
        var origin = Vector256.Create(0x3F3504F3);
        var offset = value._value.AsInt32() - origin;
        exponent = new(Vector256.ConvertToSingle(offset >> 23));
        return new(((offset & Vector256.Create(0x7FFFFF)) + origin).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes256 WithSign(SingleLanes256 magnitude, SingleLanes256 sign) =>
        new(magnitude._value | (sign._value & Vector256.Create(-0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> n) => ((n + Vector256.Create(127)) << 23).AsSingle();
}
