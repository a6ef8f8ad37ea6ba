using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Foundation.Formats;

namespace Assay.Linting;

/// <summary>
/// Reads predictions with their truth: an NPZ archive of pairs of arrays (<c>val_predictions</c> with <c>val_labels</c>, <c>y_score</c> with
/// <c>y_true</c>), or a CSV table with a column of scores and one of labels.
/// </summary>
internal sealed class PredictionFileReader : ISubjectReader
{
    private static readonly string[] ScoreNames = ["predictions", "probabilities", "scores", "y_score", "y_prob", "y_pred", "probs", "preds", "score", "probability", "prob", "p"];
    private static readonly string[] Labels = ["labels", "targets", "y_true", "truth", "label", "target", "y"];

    public string Reads => "predictions (.npz or .csv with scores and labels)";

    public bool Recognizes(string path)
    {
        if (!File.Exists(path))
            return false;
        if (path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
            return Path.GetFileName(path).Contains("pred", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(path).Contains("score", StringComparison.OrdinalIgnoreCase);
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return false;
        var columns = JsonFile.Head(path).Split('\n', 2)[0].Trim('\r', '\uFEFF').Split(',').Select(column => column.Trim().Trim('"').ToLowerInvariant()).ToList();
        return columns.Exists(column => ScoreNames.Contains(column, StringComparer.Ordinal)) && columns.Exists(column => Labels.Contains(column, StringComparer.Ordinal));
    }

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        try
        {
            var columns = path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) ? OfArchive(path) : OfTable(path);
            var subjects = new List<Subject>();
            var leftOut = new List<string>();
            foreach (var (key, all) in columns.OrderBy(column => column.Key, StringComparer.Ordinal))
            {
                if (Prefix(key, ScoreNames) is not { } prefix)
                    continue;
                var scores = all.Where(double.IsFinite).ToArray();
                var truth = columns.FirstOrDefault(other => Prefix(other.Key, Labels) == prefix).Value;
                // What is NaN has no rank: its row takes no part, and that is said.
                if (scores.Length < all.Length)
                {
                    leftOut.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {all.Length - scores.Length} of {all.Length} values of '{key}' are no finite numbers; their rows are left out."));
                    if (truth is not null && truth.Length == all.Length)
                        truth = [.. truth.Where((_, row) => double.IsFinite(all[row]))];
                    if (scores.Length == 0)
                        continue;
                }

                if (truth is not null && (truth.Length != scores.Length || truth.Any(value => value is not (0 or 1))))
                    leftOut.Add($"{name}: the labels beside '{key}' are not one 0 or 1 a score; they are left out.");
                var aligned = truth is not null && truth.Length == scores.Length && truth.All(value => value is 0 or 1) ? truth : null;
                subjects.Add(new PredictionsSubject(Place.OfFile(name))
                {
                    Label = prefix.Length > 0 ? prefix.TrimEnd('_', '.', '/') : null,
                    Split = CurveRole.Of(new Tracking.MetricIdentity(key)).Split,
                    Scores = scores,
                    Truth = aligned is null ? [] : [.. aligned.Select(value => value == 1)],
                    Counts = aligned is null ? null : (scores.Length, aligned.Count(value => value == 1)),
                });
            }

            return subjects.Count > 0 || leftOut.Count > 0 ? new SubjectReading(subjects, leftOut)
                : throw new AssayException($"{name}: holds no predictions: an array named {string.Join(", ", ScoreNames.Take(4))} or so is expected.");
        }
        catch (DataFileException e)
        {
            throw new AssayException(e.Message, e);
        }
    }

    private static Dictionary<string, double[]> OfArchive(string path) =>
        Npz.Read(path).Where(array => array.Value.Shape.Count == 1 || array.Value.Shape.Skip(1).All(size => size == 1))
            .ToDictionary(array => array.Key, array => Array.ConvertAll(array.Value.ToSingles(), value => (double)value), StringComparer.Ordinal);

    private static Dictionary<string, double[]> OfTable(string path)
    {
        var table = NumberTable.ReadCsv(path, header: true, emptyIsNaN: true);
        return Enumerable.Range(0, table.Columns.Count).ToDictionary(column => table.Columns[column], column => Enumerable.Range(0, table.Rows).Select(row => table[row, column]).ToArray(), StringComparer.Ordinal);
    }

    // "val_predictions" is "val_" before one of the names; null when it ends in none.
    private static string? Prefix(string key, string[] names)
    {
        var lower = key.ToLowerInvariant();
        var name = names.Where(name => lower == name || lower.EndsWith("_" + name, StringComparison.Ordinal) || lower.EndsWith("/" + name, StringComparison.Ordinal)).MaxBy(name => name.Length);
        return name is null ? null : lower[..^name.Length];
    }
}
