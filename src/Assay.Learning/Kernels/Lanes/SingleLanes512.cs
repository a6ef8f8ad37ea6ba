using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Kernels.Lanes;

/// <summary>Sixteen numbers in 512 bits: AVX-512.</summary>
internal readonly unsafe struct SingleLanes512 : ISingleLanes<SingleLanes512>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SingleLanes512(Vector512<float> value) => _value = value;

    public static int Count => 16;

    public static SingleLanes512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Constant(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Load(float* source, int count)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.MaskLoad(source, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), Vector512<float>.Zero));
        }

        var value = Vector512<float>.Zero;
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
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(destination, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), _value);
            return;
        }

        var value = _value;
        for (var i = 0; i < count; i++)
        {
            destination[i] = ((float*)&value)[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 operator +(SingleLanes512 left, SingleLanes512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 operator -(SingleLanes512 left, SingleLanes512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 operator *(SingleLanes512 left, SingleLanes512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 operator /(SingleLanes512 left, SingleLanes512 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 MultiplyAdd(SingleLanes512 factor, SingleLanes512 other, SingleLanes512 addend) =>
        new(Vector512.MultiplyAddEstimate(factor._value, other._value, addend._value));

    // x86's own maximum takes the right operand when either is NaN; only a NaN on the left needs help.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Max(SingleLanes512 left, SingleLanes512 right) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left._value, left._value), AtLeast(left, right)._value, left._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Min(SingleLanes512 left, SingleLanes512 right) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left._value, left._value), AtMost(left, right)._value, left._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 AtLeast(SingleLanes512 floor, SingleLanes512 value) =>
        Avx512F.IsSupported ? new(Avx512F.Max(floor._value, value._value)) : new(Vector512.Max(floor._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 AtMost(SingleLanes512 ceiling, SingleLanes512 value) =>
        Avx512F.IsSupported ? new(Avx512F.Min(ceiling._value, value._value)) : new(Vector512.Min(ceiling._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Abs(SingleLanes512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Sqrt(SingleLanes512 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Exp(SingleLanes512 value) => SingleMath<SingleLanes512>.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Log(SingleLanes512 value) => SingleMath<SingleLanes512>.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Erf(SingleLanes512 value) => SingleMath<SingleLanes512>.Erf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Tanh(SingleLanes512 value) => SingleMath<SingleLanes512>.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 WhereGreater(SingleLanes512 left, SingleLanes512 right, SingleLanes512 yes, SingleLanes512 no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(left._value, right._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Keep(SingleLanes512 value, CounterHash hash, ulong index, uint threshold)
    {
        var first = Vector512.Create(unchecked((uint)index));
        var low = first + Vector512<uint>.Indices;
        var between = Vector512.Create(hash.Between(index));
        if (unchecked((uint)index) > uint.MaxValue - (uint)(Count - 1))
        {
            // The low word wraps within this register: the elements from there on have the next high word.
            between = Vector512.ConditionalSelect(Vector512.LessThan(low, first), Vector512.Create(hash.Between(unchecked(index + (uint)Count))), between);
        }

        var x = low ^ Vector512.Create(hash.Before);
        x ^= x >>> 16;
        x = (x * CounterHash.Multiplier1) ^ between;
        x ^= x >>> 15;
        x *= CounterHash.Multiplier2;
        x ^= x >>> 15;
        return new(Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512.Create(threshold)).AsSingle(), value._value, Vector512<float>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => new SingleLanes256(_value.GetLower() + _value.GetUpper()).Sum();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Largest() => SingleLanes256.Max(new(_value.GetLower()), new(_value.GetUpper())).Largest();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Round(SingleLanes512 value) => new(Vector512.Round(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Scale(SingleLanes512 value, SingleLanes512 exponent)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(value._value, exponent._value));
        }

        // In two halves, because the exponents of e^x's range reach beyond those of one normal number.
        var n = Vector512.ConvertToInt32Native(exponent._value);
        var half = n >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(n - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 Split(SingleLanes512 value, out SingleLanes512 exponent)
    {
        // Counted from √½'s bits, the exponent steps where the significand passes √2.
        var origin = Vector512.Create(0x3F3504F3);
        var offset = value._value.AsInt32() - origin;
        exponent = new(Vector512.ConvertToSingle(offset >> 23));
        return new(((offset & Vector512.Create(0x7FFFFF)) + origin).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes512 WithSign(SingleLanes512 magnitude, SingleLanes512 sign) =>
        new(magnitude._value | (sign._value & Vector512.Create(-0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();
}
