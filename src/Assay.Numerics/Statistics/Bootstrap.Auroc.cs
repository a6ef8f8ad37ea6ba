using static System.FormattableString;

namespace Assay.Statistics;

public static partial class Bootstrap
{
    /// <summary>Area under the ROC curve, the probability that a positive scores above a negative, ties half.</summary>
    /// <param name="scores">Finite scores, higher for positives.</param>
    /// <param name="positives">Whether each row is a positive, as many as scores.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">Percentile or BCa.</param>
    /// <param name="stratified">Whether positives and negatives are drawn separately, which keeps their numbers: then no resample lacks a class.</param>
    /// <returns>The result; undefined when only one class occurs.</returns>
    /// <exception cref="ArgumentException">A score is not finite, the lengths differ, too few resamples, or the studentized method.</exception>
    /// <remarks>
    /// A resample is counts over one ranking that is sorted once, O(n) each. Rows of one patient or day are no independent rows: use <see cref="Of(string, SamplingDesign, RowStatistic, Resampling, BootstrapMethod)"/>
    /// with clusters. For one pair of models on large samples DeLong gives the same interval at once.
    /// </remarks>
    public static BootstrapResult Auroc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa, bool stratified = false) =>
        Aurocs("AUROC", scores, default, positives, resampling, method, stratified);

    /// <summary>Difference of two areas over the same rows, first less second; a resample draws the rows for both.</summary>
    /// <param name="first">Finite scores of the first model.</param>
    /// <param name="second">Scores of the second, row by row.</param>
    /// <param name="positives">Whether each row is a positive.</param>
    /// <param name="resampling">How often, from which seed.</param>
    /// <param name="method">Percentile or BCa.</param>
    /// <param name="stratified">Whether positives and negatives are drawn separately.</param>
    /// <returns>The result; undefined when only one class occurs, without an interval when both rank alike.</returns>
    /// <exception cref="ArgumentException">A score is not finite, the lengths differ, too few resamples, or the studentized method.</exception>
    public static BootstrapResult AurocDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> positives, Resampling resampling, BootstrapMethod method = BootstrapMethod.BCa, bool stratified = false)
    {
        Require.Finite(second, nameof(second));
        Require.SameLength(first.Length, nameof(first), second.Length, nameof(second));
        return Aurocs("AUROC difference", first, second, positives, resampling, method, stratified);
    }

    private static BootstrapResult Aurocs(string name, ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> positives, Resampling resampling, BootstrapMethod method, bool stratified)
    {
        Require.Finite(first, nameof(first));
        Require.SameLength(first.Length, nameof(first), positives.Length, nameof(positives));
        resampling = Resampling.Checked(resampling);
        if (method == BootstrapMethod.Studentized)
            throw new ArgumentException("The studentized method is not for areas, which end at 1; take BCa or DeLong.", nameof(method));
        var positiveCount = positives.Count(true);
        if (positiveCount == 0 || positiveCount == positives.Length)
        {
            var reason = positives.IsEmpty ? "the sample is empty" : Invariant($"only {(positiveCount == 0 ? "negatives" : "positives")} occur");
            return Without(name, method, Quantity.Undefined(reason), positives.Length, 0, reason);
        }

        // Rows are numbered by the first ranking, so that its counts need no look-up.
        var order = Ranking.Order(first);
        var ranking = Ranking.Of(first, positives, order);
        var other = second.IsEmpty ? null : Ranking.Of(second, positives, Ranking.Order(second), order);
        var count = order.Length;
        var replicates = new double[resampling.Count];
        var design = stratified ? ranking.Classes() : null;
        resampling.InParts(count * (other is null ? 1L : 2L), (from, to) =>
        {
            var counts = new int[count];
            for (var index = from; index < to; index++)
            {
                Array.Clear(counts);
                var stream = new RandomStream(resampling.Seed, index);
                if (design is null)
                    Draw(counts, ref stream);
                else
                    Draw(counts, design, ref stream);
                replicates[index] = ranking.Area(counts) - (other?.Area(counts) ?? 0);
            }
        });
        var all = new int[count];
        Array.Fill(all, 1);
        var estimate = ranking.Area(all) - (other?.Area(all) ?? 0);
        return Finished(name, method, estimate, replicates, method == BootstrapMethod.BCa ? Acceleration(ranking, other, design) : double.NaN, double.NaN, count, 0);
    }

    private static void Draw(int[] counts, ref RandomStream stream)
    {
        var draw = 0;
        for (; draw + 2 <= counts.Length; draw += 2)
        {
            stream.Below(counts.Length, out var i, out var j);
            counts[i]++;
            counts[j]++;
        }

        if (draw < counts.Length)
            counts[stream.Below(counts.Length)]++;
    }

    private static void Draw(int[] counts, int[][] classes, ref RandomStream stream)
    {
        foreach (var members in classes)
        {
            for (var draw = 0; draw < members.Length; draw++)
                counts[members[stream.Below(members.Length)]]++;
        }
    }

    // Leaving a row out changes the area by that row's placement only: all n areas in O(n).
    private static double Acceleration(Ranking first, Ranking? second, int[][]? classes)
    {
        var leftOut = first.AreasWithoutOne();
        if (second is not null)
        {
            var others = second.AreasWithoutOne();
            for (var row = 0; row < leftOut.Length; row++)
                leftOut[row] -= others[row];
        }

        // The only member of a class cannot be left out: there is no acceleration then.
        return JackknifeOf(classes is null ? [leftOut] : [.. classes.Select(members => Array.ConvertAll(members, row => leftOut[row]))]).Acceleration;
    }
}
