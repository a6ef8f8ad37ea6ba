namespace Assay.Budgets;

/// <summary>What is drawn as one: single cases, or groups of cases that stay together.</summary>
internal sealed class CaseUnits
{
    private readonly int[][] _rows;
    private readonly int[] _positives;
    private readonly int _labels;

    private CaseUnits(int[][] rows, CaseLabels labels)
    {
        _rows = rows;
        _labels = labels.Names.Count;
        _positives = new int[rows.Length * _labels];
        for (var unit = 0; unit < rows.Length; unit++)
        {
            foreach (var row in rows[unit])
            {
                var values = labels.Row(row);
                for (var label = 0; label < _labels; label++)
                    _positives[(unit * _labels) + label] += values[label] ? 1 : 0;
            }
        }
    }

    /// <summary>Number of units.</summary>
    public int Count => _rows.Length;

    /// <summary>Number of labels.</summary>
    public int Labels => _labels;

    /// <summary>Number of cases in all units.</summary>
    public int Rows => _rows.Sum(rows => rows.Length);

    /// <summary>The cases of a unit, ascending.</summary>
    public IReadOnlyList<int> RowsOf(int unit) => _rows[unit];

    /// <summary>For each label how many cases of a unit have it.</summary>
    public ReadOnlySpan<int> PositivesOf(int unit) => _positives.AsSpan(unit * _labels, _labels);

    /// <summary>The cases of some units, ascending.</summary>
    public int[] RowsOf(IEnumerable<int> units)
    {
        int[] rows = [.. units.SelectMany(unit => _rows[unit])];
        Array.Sort(rows);
        return rows;
    }

    /// <summary>Every case for itself.</summary>
    public static CaseUnits Single(IEnumerable<int> rows, CaseLabels labels) => new([.. rows.Select(row => new[] { row })], labels);

    /// <summary>Cases by their groups, in the order of the groups' first cases.</summary>
    /// <param name="rows">The cases, ascending.</param>
    /// <param name="keys">The group of every case of the manifest; null makes every case its own.</param>
    /// <param name="labels">The labels of every case of the manifest.</param>
    public static CaseUnits Grouped(IReadOnlyList<int> rows, string[]? keys, CaseLabels labels)
    {
        if (keys is null)
            return Single(rows, labels);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var groups = new List<List<int>>();
        foreach (var row in rows)
        {
            if (!places.TryGetValue(keys[row], out var place))
            {
                places[keys[row]] = place = groups.Count;
                groups.Add([]);
            }

            groups[place].Add(row);
        }

        return new CaseUnits([.. groups.Select(group => group.ToArray())], labels);
    }
}
