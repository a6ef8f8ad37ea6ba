using Assay.Statistics;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Statistics;

public sealed class CorrectionTests
{
    [Fact]
    public void Corrections_are_statsmodels()
    {
        var reference = ReferenceFile.Read("corrections");
        var p = reference.Doubles("p");
        Assert.Equal(reference.Doubles("bonferroni"), Correction.Bonferroni(p), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(reference.Doubles("holm"), Correction.Holm(p), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(reference.Doubles("bh"), Correction.BenjaminiHochberg(p), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Adjusted_values_are_never_below_the_raw_ones_keep_their_order_and_follow_a_shuffle() =>
        Prop.ForAll(Gen.Choose(0, 1000).Select(v => v / 1000.0).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary(), p =>
        {
            var (holm, bh, bonferroni) = (Correction.Holm(p), Correction.BenjaminiHochberg(p), Correction.Bonferroni(p));
            double[] reversed = [.. Enumerable.Reverse(p)];
            return Enumerable.Range(0, p.Length).All(i => p[i] <= bh[i] + 1e-15 && bh[i] <= holm[i] + 1e-15 && holm[i] <= bonferroni[i] + 1e-15 && bonferroni[i] <= 1)
                && Enumerable.Range(0, p.Length).All(i => Enumerable.Range(0, p.Length).All(j => p[i] > p[j] || (holm[i] <= holm[j] && bh[i] <= bh[j])))
                && Correction.Holm(reversed).Reverse().SequenceEqual(holm) && Correction.BenjaminiHochberg(reversed).Reverse().SequenceEqual(bh);
        }).Holds();

    [Fact]
    public void Tests_that_could_not_be_made_stay_undefined_and_do_not_count()
    {
        Quantity[] p = [0.01, Quantity.Undefined("constant"), 0.04];
        var adjusted = Correction.Holm(p);
        Assert.Equal(0.02, adjusted[0].Value, 1e-15);
        Assert.Equal("constant", adjusted[1].Reason);
        Assert.Equal(0.04, adjusted[2].Value, 1e-15);
        Assert.Equal(0.02, Correction.BenjaminiHochberg(p)[0].Value, 1e-15);
        Assert.Empty(Correction.Holm(Array.Empty<double>()));
    }

    [Fact]
    public void What_is_no_p_value_is_refused_with_its_place()
    {
        Assert.Contains("pValues[1] is 1.5", Assert.Throws<ArgumentException>(() => Correction.Holm([0.1, 1.5])).Message, StringComparison.Ordinal);
        Assert.Contains("pValues[0] is NaN", Assert.Throws<ArgumentException>(() => Correction.BenjaminiHochberg([double.NaN])).Message, StringComparison.Ordinal);
    }
}
