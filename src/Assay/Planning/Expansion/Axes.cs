using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>The combinations of a priority's <c>matrix</c> and <c>zip</c>: in file order, the last axis fastest; a zip is one axis.</summary>
internal sealed class Axes
{
    // One axis: each step sets one variable (matrix) or several (zip).
    private readonly List<List<List<(string Name, Setting Value)>>> _axes = [];

    private Axes()
    {
    }

    /// <summary>How many combinations there are; 1 without axes; saturates.</summary>
    public long Count => _axes.Aggregate(1L, (count, axis) => Math.Min(count * axis.Count, int.MaxValue));

    public bool IsEmpty => _axes.Count == 0;

    /// <summary>The count as it comes about: <c>matrix gives 6 (2 × 3)</c>.</summary>
    public string Words { get; private set; } = "";

    public static Axes Read(YamlMap priority, KeyPath path, ProblemList problems)
    {
        var axes = new Axes();
        var names = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        var parts = new List<string>();
        foreach (var entry in priority.Entries)
        {
            if (entry.Value is not YamlMap map || (entry.Key != PlanKeys.Matrix.Name && entry.Key != PlanKeys.Zip.Name))
                continue;
            var place = path.Key(entry.Key);
            var lists = map.Entries.Where(axis => axis.Value is YamlList { Items.Count: > 0 } && IsNameFree(axis, names, place, problems)).ToList();
            if (lists.Count == 0)
                continue;
            parts.Add(entry.Key);
            if (entry.Key == PlanKeys.Matrix.Name)
                axes.AddMatrix(lists, place);
            else
                axes.AddZip(lists, place, problems);
        }

        if (parts.Count > 0)
            axes.Words = $"{string.Join(" and ", parts)} {(parts.Count > 1 ? "give" : "gives")} {axes.Count}" + axes.Factors();
        return axes;
    }

    /// <summary>Every combination, as the variables it sets.</summary>
    public IEnumerable<IReadOnlyList<(string Name, Setting Value)>> Combinations()
    {
        var steps = new int[_axes.Count];
        for (var left = Count; left > 0; left--)
        {
            var combination = new List<(string Name, Setting Value)>(_axes.Count);
            for (var i = 0; i < steps.Length; i++)
                combination.AddRange(_axes[i][steps[i]]);
            yield return combination;
            for (var i = steps.Length - 1; i >= 0 && ++steps[i] == _axes[i].Count; i--)
                steps[i] = 0;
        }
    }

    private void AddMatrix(List<YamlEntry> lists, KeyPath path)
    {
        foreach (var axis in lists)
        {
            var place = path.Key(axis.Key);
            _axes.Add([.. ((YamlList)axis.Value).Items.Select((value, i) => new List<(string, Setting)> { (axis.Key, new Setting(value, place.Item(i))) })]);
        }
    }

    private void AddZip(List<YamlEntry> lists, KeyPath path, ProblemList problems)
    {
        var first = (YamlList)lists[0].Value;
        var rows = first.Items.Select(_ => new List<(string, Setting)>()).ToList();
        foreach (var column in lists)
        {
            var items = ((YamlList)column.Value).Items;
            var place = path.Key(column.Key);
            if (items.Count != rows.Count)
            {
                problems.Add(
                    column.Value,
                    place,
                    $"'{column.Key}' is {items.Count} long, but '{lists[0].Key}' is {rows.Count}; lists of a zip advance together",
                    "give them equal lengths, or make one an axis of matrix");
            }

            for (var i = 0; i < Math.Min(items.Count, rows.Count); i++)
                rows[i].Add((column.Key, new Setting(items[i], place.Item(i))));
        }

        _axes.Add(rows);
    }

    private string Factors() => _axes.Count > 1 ? $" ({string.Join(" × ", _axes.Select(axis => axis.Count))})" : "";

    private static bool IsNameFree(YamlEntry axis, Dictionary<string, YamlScalar> names, KeyPath path, ProblemList problems)
    {
        if (!Variables.CheckName(axis.KeyNode, path.Key(axis.Key), problems))
            return false;
        if (names.TryAdd(axis.Key, axis.KeyNode))
            return true;
        problems.Add(axis.KeyNode, path.Key(axis.Key), $"the axis '{axis.Key}' is given twice (first in line {names[axis.Key].Line})", "keep it in matrix or in zip");
        return false;
    }
}
