namespace Assay.Budgets;

/// <summary>Which labels which cases have: a case may have none, one or several.</summary>
public sealed class CaseLabels
{
    private readonly string[] _names;
    private readonly bool[] _values;

    /// <summary>Takes the labels of all cases.</summary>
    /// <param name="names">The labels' names, at least one.</param>
    /// <param name="values">A truth value for each case and label, case after case; not copied.</param>
    /// <exception cref="ArgumentException">There is no label, or the values do not fill whole cases.</exception>
    public CaseLabels(string[] names, bool[] values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Length == 0 || values.Length % names.Length != 0)
            throw new ArgumentException($"{values.Length} values are no whole number of cases with {names.Length} labels.", nameof(values));
        (_names, _values) = (names, values);
    }

    /// <summary>The labels' names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Number of cases.</summary>
    public int Count => _values.Length / _names.Length;

    /// <summary>A truth value for each case and label, case after case.</summary>
    internal ReadOnlyMemory<bool> Values => _values;

    /// <summary>The labels of one case.</summary>
    /// <param name="row">Its place from 0.</param>
    /// <returns>A truth value for each label.</returns>
    public ReadOnlySpan<bool> Row(int row) => _values.AsSpan(row * _names.Length, _names.Length);

    /// <summary>How many of some cases have each label.</summary>
    /// <param name="rows">Places of cases.</param>
    /// <returns>A count for each label.</returns>
    public int[] Positives(IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var counts = new int[_names.Length];
        foreach (var row in rows)
        {
            var labels = Row(row);
            for (var label = 0; label < labels.Length; label++)
                counts[label] += labels[label] ? 1 : 0;
        }

        return counts;
    }
}
