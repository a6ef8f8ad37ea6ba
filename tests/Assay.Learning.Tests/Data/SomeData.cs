using Assay.Foundation.Randomness;
using Assay.Learning.Data;

namespace Assay.Learning.Tests.Data;

/// <summary>Small data sets.</summary>
internal static class SomeData
{
    /// <summary>Samples of two numbers, both the sample's own; the labels are 0 and 1 by turns.</summary>
    public static Dataset Numbered(int count) =>
        Dataset.Classified([.. Enumerable.Range(0, 2 * count).Select(index => (float)(index / 2))], [2], [.. Enumerable.Range(0, count).Select(index => index % 2)], 2);

    /// <summary>Points in the unit square; the label says which coordinate is larger.</summary>
    public static Dataset Larger(int count, ulong seed)
    {
        var random = new Seed(seed);
        float[] points = [.. Enumerable.Range(0, 2 * count).Select(index => (float)random.Uniform((ulong)index))];
        return Dataset.Classified(points, [2], [.. Enumerable.Range(0, count).Select(row => points[2 * row] > points[(2 * row) + 1] ? 0 : 1)], 2);
    }
}
