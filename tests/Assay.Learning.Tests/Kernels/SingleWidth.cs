using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Lanes;

namespace Assay.Learning.Tests.Kernels;

/// <summary>A width of <see cref="float"/> registers behind ordinary arrays, so that one theory tests all of them.</summary>
internal abstract unsafe class SingleWidth
{
    /// <summary>The width's registers; the test is skipped where the machine lacks it.</summary>
    public static SingleWidth Of(SimdWidth width)
    {
        Assert.SkipUnless(SimdWidths.Supported.Contains(width), $"This machine has no registers of {(int)width} bits.");
        return width switch
        {
            SimdWidth.Bits512 => new Registers<SingleLanes512>(),
            SimdWidth.Bits256 => new Registers<SingleLanes256>(),
            _ => new Registers<SingleLanes128>(),
        };
    }

    public abstract int Count { get; }

    public abstract float[] Exp(float[] x);

    public abstract float[] Log(float[] x);

    public abstract float[] Erf(float[] x);

    public abstract float[] Tanh(float[] x);

    public abstract float[] Sqrt(float[] x);

    public abstract float[] Abs(float[] x);

    public abstract float[] Max(float[] left, float[] right);

    public abstract float[] Min(float[] left, float[] right);

    public abstract float[] Arithmetic(float[] a, float[] b, float[] c);

    public abstract float[] MultiplyAdd(float[] a, float[] b, float[] c);

    public abstract float[] WhereGreater(float[] left, float[] right, float yes, float no);

    public abstract float[] Keep(float[] x, ulong key, ulong index, uint threshold);

    public abstract float Sum(float* source);

    public abstract float Largest(float* source);

    public abstract void CopyWhole(float* source, float* destination);

    /// <summary>Loads <paramref name="loaded"/> elements, adds 1 to all, stores <paramref name="stored"/>.</summary>
    public abstract void CopyPart(float* source, int loaded, float* destination, int stored);

    private sealed class Registers<V> : SingleWidth
        where V : struct, ISingleLanes<V>
    {
        public override int Count => V.Count;

        public override float[] Exp(float[] x) => Map(V.Exp, x);

        public override float[] Log(float[] x) => Map(V.Log, x);

        public override float[] Erf(float[] x) => Map(V.Erf, x);

        public override float[] Tanh(float[] x) => Map(V.Tanh, x);

        public override float[] Sqrt(float[] x) => Map(V.Sqrt, x);

        public override float[] Abs(float[] x) => Map(V.Abs, x);

        public override float[] Max(float[] left, float[] right) => Map((a, b, _) => V.Max(a, b), left, right, left);

        public override float[] Min(float[] left, float[] right) => Map((a, b, _) => V.Min(a, b), left, right, left);

        public override float[] Arithmetic(float[] a, float[] b, float[] c) => Map((x, y, z) => ((x + y) * z) - (x / y), a, b, c);

        public override float[] MultiplyAdd(float[] a, float[] b, float[] c) => Map(V.MultiplyAdd, a, b, c);

        public override float[] WhereGreater(float[] left, float[] right, float yes, float no) =>
            Map((a, b, _) => V.WhereGreater(a, b, V.Broadcast(yes), V.Broadcast(no)), left, right, left);

        public override float[] Keep(float[] x, ulong key, ulong index, uint threshold)
        {
            var result = new float[x.Length];
            fixed (float* source = x, destination = result)
            {
                for (var i = 0; i < x.Length; i += V.Count)
                {
                    var count = Math.Min(V.Count, x.Length - i);
                    V.Keep(V.Load(source + i, count), new CounterHash(key), unchecked(index + (uint)i), threshold).Store(destination + i, count);
                }
            }

            return result;
        }

        public override float Sum(float* source) => V.Load(source).Sum();

        public override float Largest(float* source) => V.Load(source).Largest();

        public override void CopyWhole(float* source, float* destination) => V.Load(source).Store(destination);

        public override void CopyPart(float* source, int loaded, float* destination, int stored) =>
            (V.Load(source, loaded) + V.Broadcast(1f)).Store(destination, stored);

        private static float[] Map(Func<V, V> function, float[] x) => Map((a, _, _) => function(a), x, x, x);

        private static float[] Map(Func<V, V, V, V> function, float[] x, float[] y, float[] z)
        {
            var result = new float[x.Length];
            fixed (float* a = x, b = y, c = z, destination = result)
            {
                for (var i = 0; i < x.Length; i += V.Count)
                {
                    var count = Math.Min(V.Count, x.Length - i);
                    function(V.Load(a + i, count), V.Load(b + i, count), V.Load(c + i, count)).Store(destination + i, count);
                }
            }

            return result;
        }
    }
}
