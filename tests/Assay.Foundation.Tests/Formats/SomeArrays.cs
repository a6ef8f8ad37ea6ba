using Assay.Foundation.Formats;
using Assay.Foundation.Randomness;

namespace Assay.Foundation.Tests.Formats;

/// <summary>Arrays of every type, drawn from a number.</summary>
internal static class SomeArrays
{
    private static readonly int[][] Shapes = [[], [1], [7], [0, 3], [3, 4], [2, 3, 5], [1, 1, 4, 2]];

    public static NumberArray Drawn(int number, ElementType type)
    {
        var seed = new Seed((ulong)number).For(type.ToString());
        var shape = Shapes[(int)(seed.Uniform(0) * Shapes.Length)];
        var count = shape.Aggregate(1, (product, size) => product * size);
        return type switch
        {
            ElementType.F32 => NumberArray.Of(Values(value => (float)((value - 0.5) * 1e6)), shape),
            ElementType.F64 => NumberArray.Of(Values(value => (value - 0.5) * 1e200), shape),
            ElementType.I32 => NumberArray.Of(Values(value => (int)((value - 0.5) * uint.MaxValue)), shape),
            ElementType.I64 => NumberArray.Of(Values(value => (long)((value - 0.5) * 1e18)), shape),
            ElementType.U8 => NumberArray.Of(Values(value => (byte)(value * 256)), shape),
            _ => NumberArray.Of(Values(value => value < 0.5), shape),
        };

        T[] Values<T>(Func<double, T> make) => [.. Enumerable.Range(1, count).Select(index => make(seed.Uniform((ulong)index)))];
    }

    public static void AssertEqual(NumberArray expected, NumberArray actual)
    {
        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(expected.Shape, actual.Shape);
        switch (expected.Type)
        {
            case ElementType.F32:
                Assert.Equal(expected.Values<float>(), actual.Values<float>());
                break;
            case ElementType.F64:
                Assert.Equal(expected.Values<double>(), actual.Values<double>());
                break;
            case ElementType.I32:
                Assert.Equal(expected.Values<int>(), actual.Values<int>());
                break;
            case ElementType.I64:
                Assert.Equal(expected.Values<long>(), actual.Values<long>());
                break;
            case ElementType.U8:
                Assert.Equal(expected.Values<byte>(), actual.Values<byte>());
                break;
            default:
                Assert.Equal(expected.Values<bool>(), actual.Values<bool>());
                break;
        }
    }
}
