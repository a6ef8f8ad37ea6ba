using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>
/// What is drawn again when a sample is drawn again: single rows, or whole clusters of rows that belong together (a patient's scans, a seed's pairs), each
/// stratum from within itself so that its size stays (the rows of one arm, of one budget).
/// </summary>
/// <remarks>Clusters and strata are numbered by first appearance: their ids need only be equal or not.</remarks>
public sealed class SamplingDesign
{
    private readonly int[] _rows;         // Rows ordered by unit, units ordered by stratum.
    private readonly int[] _unitStart;    // First position in _rows of each unit; one more at the end.
    private readonly int[] _stratumStart; // First unit of each stratum; one more at the end.

    private SamplingDesign(int[] rows, int[] unitStart, int[] stratumStart)
    {
        _rows = rows;
        _unitStart = unitStart;
        _stratumStart = stratumStart;
    }

    /// <summary>Rows of the sample.</summary>
    public int RowCount => _rows.Length;

    /// <summary>Independent units: clusters, or rows where no clusters were given.</summary>
    public int UnitCount => _unitStart.Length - 1;

    /// <summary>Strata, 1 where none were given.</summary>
    public int StratumCount => _stratumStart.Length - 1;

    /// <summary>Units of the smallest stratum. A stratum of one unit is drawn as it is every time, and adds nothing to the interval's width.</summary>
    public int SmallestStratum
    {
        get
        {
            var smallest = int.MaxValue;
            for (var stratum = 0; stratum < StratumCount; stratum++)
                smallest = Math.Min(smallest, UnitsOf(stratum));
            return smallest;
        }
    }

    /// <summary>Every row is a unit of its own.</summary>
    /// <param name="count">Rows, at least 1.</param>
    /// <returns>The design.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static SamplingDesign OfRows(int count)
    {
        Require.AtLeast(count, 1, nameof(count));
        return new([.. Enumerable.Range(0, count)], [.. Enumerable.Range(0, count + 1)], [0, count]);
    }

    /// <summary>Clusters are drawn whole.</summary>
    /// <param name="clusterOfRow">An id for every row; equal ids belong together.</param>
    /// <returns>The design.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static SamplingDesign Clustered(ReadOnlySpan<int> clusterOfRow) => Made(clusterOfRow, new int[clusterOfRow.Length]);

    /// <summary>Rows are drawn within strata.</summary>
    /// <param name="stratumOfRow">An id for every row.</param>
    /// <returns>The design.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static SamplingDesign Stratified(ReadOnlySpan<int> stratumOfRow) => Made([.. Enumerable.Range(0, stratumOfRow.Length)], stratumOfRow);

    /// <summary>Clusters are drawn whole, within strata.</summary>
    /// <param name="clusterOfRow">An id for every row.</param>
    /// <param name="stratumOfRow">An id for every row, the same for all rows of a cluster.</param>
    /// <returns>The design.</returns>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or a cluster lies in two strata.</exception>
    public static SamplingDesign StratifiedClusters(ReadOnlySpan<int> clusterOfRow, ReadOnlySpan<int> stratumOfRow)
    {
        Require.SameLength(clusterOfRow.Length, nameof(clusterOfRow), stratumOfRow.Length, nameof(stratumOfRow));
        return Made(clusterOfRow, stratumOfRow);
    }

    internal int UnitsOf(int stratum) => _stratumStart[stratum + 1] - _stratumStart[stratum];

    internal ReadOnlySpan<int> RowsOf(int unit) => _rows.AsSpan(_unitStart[unit].._unitStart[unit + 1]);

    // One resample: as many units as each stratum has, with replacement. The buffer grows when clusters of unequal size need it.
    internal ReadOnlySpan<int> Draw(ref RandomStream stream, ref int[] buffer)
    {
        var count = 0;
        for (var stratum = 0; stratum < StratumCount; stratum++)
        {
            var (first, units) = (_stratumStart[stratum], UnitsOf(stratum));
            for (var draw = 0; draw < units; draw++)
                Append(RowsOf(first + stream.Below(units)), ref buffer, ref count);
        }

        return buffer.AsSpan(0, count);
    }

    // All rows but those of one unit, for the jackknife.
    internal ReadOnlySpan<int> Without(int unit, ref int[] buffer)
    {
        var count = 0;
        Append(_rows.AsSpan(0, _unitStart[unit]), ref buffer, ref count);
        Append(_rows.AsSpan(_unitStart[unit + 1]), ref buffer, ref count);
        return buffer.AsSpan(0, count);
    }

    private static void Append(ReadOnlySpan<int> rows, ref int[] buffer, ref int count)
    {
        if (count + rows.Length > buffer.Length)
            Array.Resize(ref buffer, Math.Max(count + rows.Length, checked(buffer.Length * 2)));
        if (rows.Length == 1)
            buffer[count] = rows[0];
        else
            rows.CopyTo(buffer.AsSpan(count));
        count += rows.Length;
    }

    private static SamplingDesign Made(ReadOnlySpan<int> clusterOfRow, ReadOnlySpan<int> stratumOfRow)
    {
        if (clusterOfRow.IsEmpty)
            throw new ArgumentException("A design needs at least one row.", nameof(clusterOfRow));
        var strata = new Dictionary<int, List<int>>();
        var stratumOrder = new List<int>();
        var clusters = new Dictionary<int, List<int>>();
        var stratumOfCluster = new Dictionary<int, int>();
        for (var row = 0; row < clusterOfRow.Length; row++)
        {
            var (cluster, stratum) = (clusterOfRow[row], stratumOfRow[row]);
            if (!strata.TryGetValue(stratum, out var members))
            {
                strata.Add(stratum, members = []);
                stratumOrder.Add(stratum);
            }

            if (!clusters.TryGetValue(cluster, out var rows))
            {
                clusters.Add(cluster, rows = []);
                stratumOfCluster.Add(cluster, stratum);
                members.Add(cluster);
            }
            else if (stratumOfCluster[cluster] != stratum)
            {
                throw new ArgumentException(Invariant($"Cluster {cluster} has rows in strata {stratumOfCluster[cluster]} and {stratum} (row {row}); a cluster lies in one stratum."), nameof(stratumOfRow));
            }

            rows.Add(row);
        }

        List<int> ordered = [], unitStart = [0], stratumStart = [0];
        foreach (var stratum in stratumOrder)
        {
            foreach (var cluster in strata[stratum])
            {
                ordered.AddRange(clusters[cluster]);
                unitStart.Add(ordered.Count);
            }

            stratumStart.Add(unitStart.Count - 1);
        }

        return new([.. ordered], [.. unitStart], [.. stratumStart]);
    }
}
