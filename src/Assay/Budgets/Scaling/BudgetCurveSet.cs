using Assay.Foundation.Text;
using Assay.Statistics;
using Assay.Tracking;

namespace Assay.Budgets.Scaling;

/// <summary>Collects runs of several files or of a store into curves, so that one seed is one replicate on all of them.</summary>
/// <param name="metric">The metric.</param>
public sealed class BudgetCurveSet(string metric)
{
    private static readonly string[] ReplicateColumns = ["split_seed", "cv_fold", "utils_seed"];
    private readonly Dictionary<string, int> _replicates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Collected> _curves = new(StringComparer.Ordinal);

    /// <summary>The curves, by source.</summary>
    /// <exception cref="AssayException">A source has no run with a value.</exception>
    public IReadOnlyList<BudgetCurve> Curves =>
        [.. _curves.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Points.Count > 0
            ? new BudgetCurve(pair.Key, metric, [.. pair.Value.Points.OrderBy(point => point.Budget)], pair.Value.AreMeans, pair.Value.Undefined)
            : throw new AssayException($"Source '{pair.Key}' has no run with a value of {metric}."))];

    /// <summary>Adds a table of runs, or of budgets, as 'assay evaluate' writes them.</summary>
    /// <param name="path">The CSV file: with columns budget_n and the metric, or <c>&lt;metric&gt;_mean</c>; and source, if it has several.</param>
    /// <exception cref="AssayException">A column is missing, or a budget or value is no number.</exception>
    public void AddFile(string path)
    {
        var table = Manifest.Read(path);
        var areMeans = !table.Columns.Contains(metric) && table.Columns.Contains($"{metric}_mean");
        if (!areMeans && !table.Columns.Contains(metric))
            throw new AssayException($"{path}: there is no column '{metric}' and no '{metric}_mean'; {NearWord.SuggestOrList(metric, MetricsOf(table), "it has no other")}.");
        var values = table.Column(areMeans ? $"{metric}_mean" : metric);
        var budgets = PredictionReader.Numbers(table, "budget_n");
        var sources = table.Columns.Contains("source") ? table.Column("source") : null;
        string[][] keys = [.. ReplicateColumns.Where(table.Columns.Contains).Select(table.Column)];
        for (var row = 0; row < budgets.Length; row++)
        {
            if (!(budgets[row] > 0) || !double.IsFinite(budgets[row]))
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: row {row + 1} has the budget {budgets[row]}; a number above 0 is expected."));
            // Runs that say no seed are replicates of their own.
            var key = keys.Length > 0 && !areMeans ? string.Join('/', keys.Select(column => column[row])) : string.Create(CultureInfo.InvariantCulture, $"{path}#{row}");
            Add(sources?[row] ?? Path.GetFileNameWithoutExtension(path), budgets[row], Value(values[row], path, row), key, areMeans);
        }
    }

    /// <summary>Adds runs of a store.</summary>
    /// <param name="rows">The runs, with the metric and their params.</param>
    /// <param name="budgetParam">The param that holds the budget.</param>
    /// <param name="sourceParam">The param or tag that holds the source; null puts all runs on one curve.</param>
    /// <param name="replicateParam">The param that holds the seed; null takes each run for a replicate of its own.</param>
    /// <returns>Runs left out, since they have no budget or never logged the metric.</returns>
    public int AddRuns(IEnumerable<RunRow> rows, string budgetParam, string? sourceParam, string? replicateParam)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var leftOut = 0;
        foreach (var row in rows)
        {
            if (row.Params.GetValueOrDefault(budgetParam)?.Text is not { } text || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var budget) || !(budget > 0) || !row.Metrics.TryGetValue(metric, out var summary))
            {
                leftOut++;
                continue;
            }

            string? Of(string? key) => key is null ? null : row.Params.GetValueOrDefault(key)?.Text ?? row.Tags.GetValueOrDefault(key);
            var value = summary.Last.NumberOrNull;
            Add(sourceParam is null ? "runs" : Of(sourceParam) ?? "unknown", budget, value is { } number && double.IsFinite(number) ? number : null, Of(replicateParam) ?? row.Run.Id.Value, areMeans: false);
        }

        return leftOut;
    }

    private static string[] MetricsOf(Manifest table) =>
        [.. table.Columns.Where(column => column is not ("source" or "budget_n") && !ReplicateColumns.Contains(column) && !column.EndsWith("_std", StringComparison.Ordinal) && !column.EndsWith("_count", StringComparison.Ordinal))
            .Select(column => column.EndsWith("_mean", StringComparison.Ordinal) ? column[..^"_mean".Length] : column).Distinct(StringComparer.Ordinal)];

    private static double? Value(string text, string path, int row)
    {
        if (text.Length == 0)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: row {row + 1} has the value '{text}'; a number, or nothing where it is undefined, is expected."));
    }

    private void Add(string source, double budget, double? value, string replicate, bool areMeans)
    {
        if (!_curves.TryGetValue(source, out var curve))
            _curves[source] = curve = new Collected(areMeans);
        if (curve.AreMeans != areMeans)
            throw new AssayException($"Source '{source}' has both single runs and means of runs; one of the tables is needed.");
        if (value is not { } number)
        {
            curve.Undefined++;
            return;
        }

        if (!_replicates.TryGetValue(replicate, out var place))
            _replicates[replicate] = place = _replicates.Count;
        curve.Points.Add(new CurvePoint(budget, number, place));
    }

    private sealed class Collected(bool areMeans)
    {
        public bool AreMeans { get; } = areMeans;

        public List<CurvePoint> Points { get; } = [];

        public int Undefined { get; set; }
    }
}
