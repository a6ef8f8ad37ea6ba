using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Foundation.Formats;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Linting;

/// <summary>Reads training curves: a CSV table with a row a step, or JSON lines (<c>metrics.jsonl</c>) with an object a step.</summary>
internal sealed class CurveFileReader : ISubjectReader
{
    private static readonly string[] Steps = ["epoch", "step", "iteration", "global_step"];

    public string Reads => "curves (.csv with a column epoch or step, .jsonl)";

    public bool Recognizes(string path) =>
        File.Exists(path) && (path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && HasStep(path)));

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        var isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        var (points, problems) = isCsv ? (ReadTable(path), (IReadOnlyList<string>)[]) : ReadLines(path);
        var curves = points.GroupBy(point => point.Key, StringComparer.Ordinal)
            .Select(group => Curve.Of(new MetricIdentity(group.Key), [.. group.OrderBy(point => point.Step).Select(point => new MetricPoint(point.Step, default, point.Value))]))
            .Where(curve => curve.Values.Count > 1).OrderBy(curve => curve.Identity.Key, StringComparer.Ordinal).ToList();
        return new SubjectReading(curves.Count == 0 ? [] : [new RunSubject(Place.OfFile(name)) { Curves = curves, ClassCounts = options.ClassCounts }], problems);
    }

    private static (List<ResultMetric> Points, IReadOnlyList<string> Problems) ReadLines(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var reading = ResultReader.Read([new ResultSource(ResultFormat.JsonLines, Path.GetFileName(path))], folder, null);
        // Lines are steps from 0; a key that counts is the step itself.
        var step = reading.Metrics.FirstOrDefault(metric => Steps.Contains(metric.Key, StringComparer.OrdinalIgnoreCase)).Key;
        var counted = step is null ? [] : reading.Metrics.Where(metric => metric.Key == step && metric.Value.NumberOrNull is not null).ToDictionary(metric => metric.Step, metric => (long)metric.Value.Number);
        return ([.. reading.Metrics.Where(metric => metric.Key != step).Select(metric => metric with { Step = counted.GetValueOrDefault(metric.Step, metric.Step) })], [.. reading.Missing, .. reading.Problems]);
    }

    private static List<ResultMetric> ReadTable(string path)
    {
        var table = NumberTable.ReadCsv(path, header: true, emptyIsNaN: true);
        var step = Enumerable.Range(0, table.Columns.Count).First(column => Steps.Contains(table.Columns[column], StringComparer.OrdinalIgnoreCase));
        var points = new List<ResultMetric>();
        for (var row = 0; row < table.Rows; row++)
        {
            if (!double.IsFinite(table[row, step]))
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: row {row + 1} has no {table.Columns[step]}; a whole number is expected."));
            for (var column = 0; column < table.Columns.Count; column++)
            {
                if (column != step)
                    points.Add(new ResultMetric(table.Columns[column], table[row, column], (long)table[row, step]));
            }
        }

        return points;
    }

    private static bool HasStep(string path)
    {
        using var reader = new StreamReader(path);
        var buffer = new char[4096];
        var head = new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n', 2)[0].Trim('\r', '\uFEFF');
        return head.Split(',').Any(column => Steps.Contains(column.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase));
    }
}
