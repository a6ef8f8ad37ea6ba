using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Values under combinations of factors, such as the trials of a study: marginal means, and whether they mean anything.</summary>
/// <remarks>
/// A marginal mean compares levels that were tried in different company: a tuner tries its favorite settings together, so that the mean of a level is that of its company.
/// <see cref="Association"/> measures the company, <see cref="Match"/> compares without it.
/// </remarks>
public sealed class FactorTable
{
    private readonly string[][] _rows; // [row][factor]
    private readonly Quantity[] _values;

    /// <summary>A table.</summary>
    /// <param name="factors">Names of the factors, all different.</param>
    /// <param name="rows">For each row one level per factor, in the factors' order; compared by letter.</param>
    /// <param name="values">The value of each row.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a name occurs twice; the row is in the message.</exception>
    public FactorTable(IReadOnlyList<string> factors, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<Quantity> values)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(values);
        Require.SameLength(rows.Count, nameof(rows), values.Count, nameof(values));
        if (factors.Distinct(StringComparer.Ordinal).Count() != factors.Count)
            throw new ArgumentException("A factor's name occurs twice: " + string.Join(", ", factors) + ".", nameof(factors));
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Count != factors.Count)
                throw new ArgumentException(Invariant($"rows[{row}] has {rows[row].Count} levels, there are {factors.Count} factors."), nameof(rows));
        }

        Factors = [.. factors];
        _rows = [.. rows.Select(row => row.ToArray())];
        _values = [.. values];
    }

    /// <summary>Names of the factors.</summary>
    public IReadOnlyList<string> Factors { get; }

    /// <summary>Rows.</summary>
    public int RowCount => _rows.Length;

    /// <summary>The table with rows of equal levels made one, their defined values averaged: ten repetitions of one configuration are one observation of it.</summary>
    /// <returns>A table without repetitions, in order of first appearance.</returns>
    public FactorTable Distinct()
    {
        var groups = Enumerable.Range(0, _rows.Length).GroupBy(row => Key(row, -1), StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        return new(Factors, [.. groups.Select(group => _rows[group[0]])], [.. groups.Select(group => Mean(group) is { IsDefined: true } mean ? mean : _values[group[0]])]);
    }

    /// <summary>Mean and count of every level of a factor, in order of first appearance.</summary>
    /// <param name="factor">A factor of the table.</param>
    /// <returns>One entry per level.</returns>
    /// <exception cref="ArgumentException">There is no such factor.</exception>
    public IReadOnlyList<MarginalMean> MarginalMeans(string factor)
    {
        var column = Column(factor);
        return [.. Enumerable.Range(0, _rows.Length).GroupBy(row => _rows[row][column], StringComparer.Ordinal).Select(group =>
        {
            double[] values = [.. group.Where(row => _values[row].IsDefined).Select(row => _values[row].Value)];
            return new MarginalMean(group.Key, values.Length, group.Count() - values.Length, Mean([.. group]), Descriptive.StandardDeviation(values));
        })];
    }

    /// <summary>How far one factor's level tells another's: Cramér's V over the rows, 0 for a full factorial, 1 when it tells it wholly.</summary>
    /// <param name="first">A factor of the table.</param>
    /// <param name="second">Another.</param>
    /// <returns>V in [0, 1], undefined when a factor has one level only. Some tenths already move marginal means by as much as most settings do.</returns>
    /// <exception cref="ArgumentException">There is no such factor.</exception>
    /// <remarks>Source: Cramér, "Mathematical Methods of Statistics" (1946). Not corrected for chance: below about five rows a cell it is large by itself.</remarks>
    public Quantity Association(string first, string second)
    {
        var (a, b) = (Column(first), Column(second));
        var firstCounts = Counts(row => _rows[row][a]);
        var secondCounts = Counts(row => _rows[row][b]);
        if (firstCounts.Count < 2 || secondCounts.Count < 2)
            return Quantity.Undefined(Invariant($"{(firstCounts.Count < 2 ? first : second)} has fewer than two levels"));
        var both = Counts(row => Joined(_rows[row][a], _rows[row][b]));
        var squares = 0.0;
        foreach (var (x, xCount) in firstCounts)
        {
            foreach (var (y, yCount) in secondCounts)
            {
                var expected = (double)xCount * yCount / _rows.Length;
                var gap = both.GetValueOrDefault(Joined(x, y)) - expected;
                squares += gap * gap / expected;
            }
        }

        return Math.Min(1, Math.Sqrt(squares / (_rows.Length * (Math.Min(firstCounts.Count, secondCounts.Count) - 1.0))));
    }

    /// <summary>Two levels of a factor, compared only in contexts (levels of all other factors) where both were tried.</summary>
    /// <param name="factor">A factor of the table.</param>
    /// <param name="first">A level.</param>
    /// <param name="second">Another level.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against 0.</param>
    /// <returns>The comparison; rows with undefined values take no part.</returns>
    /// <exception cref="ArgumentException">There is no such factor.</exception>
    public MatchedComparison Match(string factor, string first, string second, Hypothesis? hypothesis = null)
    {
        var column = Column(factor);
        var (firstRows, secondRows) = (0, 0);
        var differences = new List<double>();
        foreach (var context in Enumerable.Range(0, _rows.Length).Where(row => _values[row].IsDefined).GroupBy(row => Key(row, column), StringComparer.Ordinal))
        {
            int[] a = [.. context.Where(row => string.Equals(_rows[row][column], first, StringComparison.Ordinal))];
            int[] b = [.. context.Where(row => string.Equals(_rows[row][column], second, StringComparison.Ordinal))];
            if (a.Length == 0 || b.Length == 0)
                continue;
            differences.Add(Mean(a).Value - Mean(b).Value);
            firstRows += a.Length;
            secondRows += b.Length;
        }

        return new(factor, first, second, differences.Count, firstRows, secondRows, differences, TTest.Paired([.. differences], hypothesis));
    }

    /// <summary>Rows that have all levels of a given row but, at most, one factor's: its neighbors along that factor, itself among them.</summary>
    /// <param name="row">Index of a row.</param>
    /// <param name="factor">The factor that may differ.</param>
    /// <returns>Indices of rows.</returns>
    /// <exception cref="ArgumentException">There is no such row or factor.</exception>
    public IReadOnlyList<int> DifferingAtMostIn(int row, string factor)
    {
        if (row < 0 || row >= _rows.Length)
            throw new ArgumentException(Invariant($"Row {row} is not among the {_rows.Length} rows."), nameof(row));
        var column = Column(factor);
        var key = Key(row, column);
        return [.. Enumerable.Range(0, _rows.Length).Where(other => string.Equals(Key(other, column), key, StringComparison.Ordinal))];
    }

    private Dictionary<string, int> Counts(Func<int, string> of) =>
        Enumerable.Range(0, _rows.Length).GroupBy(of, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private Quantity Mean(int[] rows)
    {
        double[] values = [.. rows.Where(row => _values[row].IsDefined).Select(row => _values[row].Value)];
        return values.Length == 0 ? Quantity.Undefined("no row has a defined value") : Descriptive.Mean(values);
    }

    private int Column(string factor)
    {
        for (var index = 0; index < Factors.Count; index++)
        {
            if (string.Equals(Factors[index], factor, StringComparison.Ordinal))
                return index;
        }

        throw new ArgumentException($"There is no factor '{factor}'; there are {string.Join(", ", Factors)}.", nameof(factor));
    }

    // Levels of all factors but one, so joined that no two combinations read alike.
    private string Key(int row, int without) => string.Concat(_rows[row].Select((level, index) => index == without ? "" : Joined(level, "")));

    private static string Joined(string first, string second) => Invariant($"{first.Length}:{first}|{second}");
}
