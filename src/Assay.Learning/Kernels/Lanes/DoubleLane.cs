using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Kernels.Lanes;

/// <summary>One <see cref="double"/>: the register that gradient checks and references run the kernels with.</summary>
internal readonly unsafe struct DoubleLane : ILanes<DoubleLane, double>
{
    private readonly double _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoubleLane(double value) => _value = value;

    public static int Count => 1;

    public static DoubleLane Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Constant(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Load(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Load(double* source, int count) => count > 0 ? new(*source) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination) => *destination = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination, int count)
    {
        if (count > 0)
        {
            *destination = _value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator +(DoubleLane left, DoubleLane right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator -(DoubleLane left, DoubleLane right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator *(DoubleLane left, DoubleLane right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator /(DoubleLane left, DoubleLane right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane MultiplyAdd(DoubleLane factor, DoubleLane other, DoubleLane addend) =>
        new(double.MultiplyAddEstimate(factor._value, other._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Max(DoubleLane left, DoubleLane right) => new(Math.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Min(DoubleLane left, DoubleLane right) => new(Math.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Abs(DoubleLane value) => new(Math.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Sqrt(DoubleLane value) => new(Math.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Exp(DoubleLane value) => new(Math.Exp(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Log(DoubleLane value) => new(Math.Log(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Erf(DoubleLane value) => new(ErrorFunction.Erf(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Tanh(DoubleLane value) => new(Math.Tanh(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane WhereGreater(DoubleLane left, DoubleLane right, DoubleLane yes, DoubleLane no) => left._value > right._value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Keep(DoubleLane value, CounterHash hash, ulong index, uint threshold) =>
        hash.Bits(index) >= threshold ? value : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Largest() => _value;
}
