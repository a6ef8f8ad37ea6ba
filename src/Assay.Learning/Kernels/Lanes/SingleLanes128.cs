using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Kernels.Lanes;

/// <summary>Four numbers in 128 bits: Arm NEON, SSE, and plain code where a machine has neither.</summary>
internal readonly unsafe struct SingleLanes128 : ISingleLanes<SingleLanes128>
{
    private readonly Vector128<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SingleLanes128(Vector128<float> value) => _value = value;

    public static int Count => 4;

    public static SingleLanes128 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Constant(double value) => new(Vector128.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Load(float* source, int count)
    {
        if (Avx.IsSupported)
        {
            return new(Avx.MaskLoad(source, Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle()));
        }

        var value = Vector128<float>.Zero;
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
            Avx.MaskStore(destination, Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle(), _value);
            return;
        }

        var value = _value;
        for (var i = 0; i < count; i++)
        {
            destination[i] = ((float*)&value)[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 operator +(SingleLanes128 left, SingleLanes128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 operator -(SingleLanes128 left, SingleLanes128 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 operator *(SingleLanes128 left, SingleLanes128 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 operator /(SingleLanes128 left, SingleLanes128 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 MultiplyAdd(SingleLanes128 factor, SingleLanes128 other, SingleLanes128 addend) =>
        new(Vector128.MultiplyAddEstimate(factor._value, other._value, addend._value));

    // x86's own maximum takes the right operand when either is NaN; only a NaN on the left needs help.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Max(SingleLanes128 left, SingleLanes128 right) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(left._value, left._value), AtLeast(left, right)._value, left._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Min(SingleLanes128 left, SingleLanes128 right) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(left._value, left._value), AtMost(left, right)._value, left._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 AtLeast(SingleLanes128 floor, SingleLanes128 value) =>
        Sse.IsSupported ? new(Sse.Max(floor._value, value._value)) : new(Vector128.Max(floor._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 AtMost(SingleLanes128 ceiling, SingleLanes128 value) =>
        Sse.IsSupported ? new(Sse.Min(ceiling._value, value._value)) : new(Vector128.Min(ceiling._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Abs(SingleLanes128 value) => new(Vector128.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Sqrt(SingleLanes128 value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Exp(SingleLanes128 value) => SingleMath<SingleLanes128>.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Log(SingleLanes128 value) => SingleMath<SingleLanes128>.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Erf(SingleLanes128 value) => SingleMath<SingleLanes128>.Erf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Tanh(SingleLanes128 value) => SingleMath<SingleLanes128>.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 WhereGreater(SingleLanes128 left, SingleLanes128 right, SingleLanes128 yes, SingleLanes128 no) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(left._value, right._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Keep(SingleLanes128 value, CounterHash hash, ulong index, uint threshold)
    {
        var first = Vector128.Create(unchecked((uint)index));
        var low = first + Vector128<uint>.Indices;
        var between = Vector128.Create(hash.Between(index));
        if (unchecked((uint)index) > uint.MaxValue - (uint)(Count - 1))
        {
            // The low word wraps within this register: the elements from there on have the next high word.
            between = Vector128.ConditionalSelect(Vector128.LessThan(low, first), Vector128.Create(hash.Between(unchecked(index + (uint)Count))), between);
        }

        var x = low ^ Vector128.Create(hash.Before);
        x ^= x >>> 16;
        x = (x * CounterHash.Multiplier1) ^ between;
        x ^= x >>> 15;
        x *= CounterHash.Multiplier2;
        x ^= x >>> 15;
        return new(Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(x, Vector128.Create(threshold)).AsSingle(), value._value, Vector128<float>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum()
    {
        var pairs = _value + Vector128.Shuffle(_value, Vector128.Create(2, 3, 0, 1));
        return pairs.ToScalar() + pairs.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Largest()
    {
        var pairs = Max(this, new(Vector128.Shuffle(_value, Vector128.Create(2, 3, 0, 1))));
        return MathF.Max(pairs._value.ToScalar(), pairs._value.GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Round(SingleLanes128 value) => new(Vector128.Round(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Scale(SingleLanes128 value, SingleLanes128 exponent)
    {
        // In two halves, because the exponents of e^x's range reach beyond those of one normal number.
        var n = Vector128.ConvertToInt32Native(exponent._value);
        var half = n >> 1;
        return new(value._value * PowerOfTwo(half) * PowerOfTwo(n - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 Split(SingleLanes128 value, out SingleLanes128 exponent)
    {
        // Counted from √½'s bits, the exponent steps where the significand passes √2.
        var origin = Vector128.Create(0x3F3504F3);
        var offset = value._value.AsInt32() - origin;
        exponent = new(Vector128.ConvertToSingle(offset >> 23));
        return new(((offset & Vector128.Create(0x7FFFFF)) + origin).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLanes128 WithSign(SingleLanes128 magnitude, SingleLanes128 sign) =>
        new(magnitude._value | (sign._value & Vector128.Create(-0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<int> n) => ((n + Vector128.Create(127)) << 23).AsSingle();
}
