using Assay.Foundation.Files;
using Assay.Foundation.Formats;

namespace Assay.Budgets;

/// <summary>
/// Reads predictions. CSV: columns <c>p_&lt;name&gt;</c> (or <c>prob_</c>, <c>score_</c>) beside a column of truth for each name, or beside one
/// column <c>label</c> with the class; or one column <c>score</c> beside <c>label</c>; or <c>prediction</c> beside <c>target</c>. NPZ: arrays <c>scores</c>
/// and <c>labels</c>, or <c>predictions</c> and <c>targets</c>.
/// </summary>
public static class PredictionReader
{
    private static readonly string[] IdColumns = ["id", "case_id", "volumename"];
    private static readonly string[] Prefixes = ["p_", "prob_", "score_"];
    private static readonly string[] ScoreColumns = ["score", "probability", "prob", "p", "y_score"];
    private static readonly string[] LabelColumns = ["label", "y", "y_true", "class", "target"];
    private static readonly string[] NumberColumns = ["prediction", "predicted", "y_pred"];
    private static readonly string[] TruthPrefixes = ["", "y_", "label_"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file: <c>.npz</c>, otherwise CSV.</param>
    /// <param name="options">How; by the columns when null.</param>
    /// <returns>Predictions, at least one.</returns>
    /// <exception cref="AssayException">The file is not as described, a score is no number, a case is there twice, or truth and scores do not fit together.</exception>
    public static Predictions Read(string path, PredictionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new PredictionOptions();
        if (!File.Exists(path))
            throw new AssayException($"{path}: {(Directory.Exists(path) ? "it is a folder" : "there is no such file")}; predictions in CSV or NPZ are expected.");
        return path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) ? ReadArrays(path, options) : ReadTable(path, options);
    }

    /// <summary>The scores of a CSV file by the names of cases, without truth: for predictions whose truth is a manifest.</summary>
    /// <param name="table">The file.</param>
    /// <returns>For each column of scores the label's name and the column's.</returns>
    internal static IReadOnlyList<(string Name, string Column)> ScoresOf(Manifest table) =>
        [.. table.Columns.SelectMany(column => Prefixes.Where(prefix => column.StartsWith(prefix, StringComparison.Ordinal) && column.Length > prefix.Length).Take(1).Select(prefix => (column[prefix.Length..], column)))];

    /// <summary>Scores of a file that has no truth, beside the truth of a manifest, in the manifest's order.</summary>
    /// <param name="path">The scores: CSV with the cases' names, or NPZ with one row a case of the manifest.</param>
    /// <param name="manifest">The truth.</param>
    /// <param name="labels">The labels to judge; null for every column of scores.</param>
    /// <exception cref="AssayException">The cases or labels of the two are not the same.</exception>
    internal static (IReadOnlyList<string> Names, double[] Scores, CaseLabels Truth) Against(string path, Manifest manifest, IReadOnlyList<string>? labels)
    {
        if (path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
            return AgainstArrays(path, manifest, labels);
        var table = Manifest.Read(path);
        var idColumn = IdColumnOf(table, null) ?? throw new AssayException($"{path}: no column names its cases ({string.Join(", ", IdColumns)}).");
        if (!manifest.Columns.Contains(idColumn))
            throw new AssayException($"{manifest.Path}: there is no column '{idColumn}', by which {path} names its cases.");
        var ordered = table.InOrderOf(idColumn, manifest.Ids(idColumn), manifest.Path);
        var named = ScoresOf(ordered);
        if (labels is not null)
            named = [.. labels.Select(label => named.FirstOrDefault(pair => pair.Name == label) is { Name: not null } pair ? pair : throw new AssayException($"{path}: there is no column p_{label}; each label needs its scores."))];
        var names = Names(named, path);
        return (names, Columns(ordered, named), manifest.Labels(names, blankIsNegative: false));
    }

    private static (IReadOnlyList<string> Names, double[] Scores, CaseLabels Truth) AgainstArrays(string path, Manifest manifest, IReadOnlyList<string>? labels)
    {
        if (labels is null)
            throw new AssayException($"{path}: arrays do not name their labels; the run's record must ('labels', or training.target_labels).");
        try
        {
            var arrays = Npz.Read(path);
            var scores = arrays.GetValueOrDefault("scores") ?? arrays.GetValueOrDefault("probabilities") ?? throw new AssayException($"{path}: it has the arrays {Foundation.Text.NearWord.List([.. arrays.Keys])}; scores is expected.");
            var values = scores.ToDoubles();
            if (scores.Shape.Count is not (1 or 2) || scores.Shape[0] != manifest.Count || values.Length != manifest.Count * labels.Count)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: scores are [{string.Join(", ", scores.Shape)}]; [{manifest.Count}, {labels.Count}] is expected, the cases of {manifest.Path} and the labels."));
            return (labels, values, manifest.Labels(labels, blankIsNegative: false));
        }
        catch (DataFileException error)
        {
            throw new AssayException(error.Message, error);
        }
    }

    /// <summary>The column that names cases; null when there is none.</summary>
    internal static string? IdColumnOf(Manifest table, string? wished) => wished ?? IdColumns.FirstOrDefault(table.Columns.Contains);

    /// <summary>A column as numbers.</summary>
    internal static double[] Numbers(Manifest table, string column)
    {
        var fields = table.Column(column);
        var numbers = new double[fields.Length];
        for (var row = 0; row < fields.Length; row++)
        {
            if (!double.TryParse(fields[row], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) || double.IsNaN(numbers[row]))
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{table.Path}: row {row + 1} has '{(fields[row].Length <= 40 ? fields[row] : fields[row][..40] + "…")}' in column '{column}'; a number is expected."));
        }

        return numbers;
    }

    private static Predictions ReadTable(string path, PredictionOptions options)
    {
        var table = Manifest.Read(path);
        var idColumn = IdColumnOf(table, options.IdColumn);
        var ids = idColumn is null ? null : table.Ids(idColumn);
        var truth = options.Labels is null ? table : Joined(options, ids, path);
        var named = ScoresOf(table);
        var label = LabelColumns.FirstOrDefault(truth.Columns.Contains);
        var single = ScoreColumns.FirstOrDefault(table.Columns.Contains);
        var number = NumberColumns.FirstOrDefault(table.Columns.Contains);
        var task = options.Task ?? (named.Count > 0, label, single, number) switch
        {
            (true, null, _, _) => PredictionTask.MultiLabel,
            (true, _, _, _) => PredictionTask.MultiClass,
            (_, not null, not null, _) => PredictionTask.Binary,
            (_, not null, _, not null) => PredictionTask.Regression,
            _ => throw new AssayException($"{path}: its columns ({Foundation.Text.NearWord.List([.. table.Columns])}) are no predictions; p_<name> for each label, or score and label, or prediction and target are expected."),
        };
        var found = new Predictions(path, table.Digest, task, [], table.Count, []) { Ids = ids, Split = options.Split ?? SplitOf(table), Groups = GroupsOf(table, options.Groups) };
        return task switch
        {
            PredictionTask.Binary => found with { Names = [Needed(label, truth, LabelColumns)], Scores = Numbers(table, Needed(single, table, ScoreColumns)), Labels = Truths(truth, [label!]) },
            PredictionTask.Regression => found with { Names = [Needed(label, truth, LabelColumns)], Scores = Finite(Numbers(table, Needed(number, table, NumberColumns)), path), Targets = Finite(Numbers(truth, label!), truth.Path) },
            PredictionTask.MultiLabel => found with { Names = Names(named, path), Scores = Columns(table, named), Labels = Truths(truth, [.. named.Select(pair => TruthColumn(truth, pair.Name))]) },
            _ => found with { Names = Names(named, path), Scores = Columns(table, named), Classes = ClassesOf(truth, Needed(label, truth, LabelColumns), [.. named.Select(pair => pair.Name)]) },
        };
    }

    private static string[] Names(IReadOnlyList<(string Name, string Column)> named, string path)
    {
        if (named.Count == 0)
            throw new AssayException($"{path}: it has no column of scores; p_<name> for each label or class is expected.");
        string[] names = [.. named.Select(pair => pair.Name)];
        return names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new AssayException($"{path}: '{twice.Key}' has two columns of scores: {string.Join(" and ", named.Where(pair => pair.Name == twice.Key).Select(pair => pair.Column))}.")
            : names;
    }

    private static string Needed(string? column, Manifest table, string[] usual) =>
        column ?? throw new AssayException($"{table.Path}: it has none of the columns {string.Join(", ", usual)}; one is needed.");

    private static int[]? GroupsOf(Manifest table, GroupRule? rule)
    {
        if (rule is null)
            return null;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return Array.ConvertAll(table.Column(rule.Column), name =>
        {
            var key = rule.KeyOf(name);
            if (!numbers.TryGetValue(key, out var number))
                numbers.Add(key, number = numbers.Count);
            return number;
        });
    }

    private static string? SplitOf(Manifest table)
    {
        if (!table.Columns.Contains("split"))
            return null;
        string[] splits = [.. table.Column("split").Distinct(StringComparer.Ordinal)];
        return splits.Length == 1 ? splits[0] : throw new AssayException($"{table.Path}: its cases are of {splits.Length} splits ({Foundation.Text.NearWord.List(splits)}); a file is of one.");
    }

    // The truth of the other file in the order of the scores: every case must be there, and no other.
    private static Manifest Joined(PredictionOptions options, string[]? ids, string path)
    {
        var truth = Manifest.Read(options.Labels!);
        var idColumn = IdColumnOf(truth, options.IdColumn);
        if (ids is null || idColumn is null)
            throw new AssayException($"{(ids is null ? path : truth.Path)}: no column names its cases ({string.Join(", ", IdColumns)}, or --id-column); scores and labels are joined by it.");
        return truth.InOrderOf(idColumn, ids, path);
    }

    private static string TruthColumn(Manifest truth, string name) =>
        TruthPrefixes.Select(prefix => prefix + name).FirstOrDefault(truth.Columns.Contains)
            ?? throw new AssayException($"{truth.Path}: there is no column '{name}' that says what is true ({string.Join(", ", TruthPrefixes.Select(prefix => prefix + name))} are looked for).");

    private static byte[] Truths(Manifest truth, IReadOnlyList<string> columns)
    {
        var labels = truth.Labels(columns, blankIsNegative: false);
        var values = new byte[labels.Count * columns.Count];
        for (var row = 0; row < labels.Count; row++)
        {
            var of = labels.Row(row);
            for (var label = 0; label < of.Length; label++)
                values[(row * of.Length) + label] = of[label] ? (byte)1 : (byte)0;
        }

        return values;
    }

    private static double[] Columns(Manifest table, IReadOnlyList<(string Name, string Column)> named)
    {
        var scores = new double[table.Count * named.Count];
        for (var column = 0; column < named.Count; column++)
        {
            var numbers = Numbers(table, named[column].Column);
            for (var row = 0; row < numbers.Length; row++)
                scores[(row * named.Count) + column] = numbers[row];
        }

        return scores;
    }

    // A class is written by its name, or by its number from 0 where no class has that name.
    private static int[] ClassesOf(Manifest truth, string column, string[] names)
    {
        var fields = truth.Column(column);
        return [.. fields.Select((field, row) =>
        {
            var place = Array.IndexOf(names, field);
            if (place < 0 && int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < names.Length)
                place = number;
            return place >= 0 ? place : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{truth.Path}: row {row + 1} has the class '{(field.Length <= 40 ? field : field[..40] + "…")}' in column '{column}'; {Foundation.Text.NearWord.SuggestOrList(field, names, "there are none")}."));
        })];
    }

    private static Predictions ReadArrays(string path, PredictionOptions options)
    {
        try
        {
            var arrays = Npz.Read(path);
            NumberArray? Of(params string[] names) => names.Select(name => arrays.GetValueOrDefault(name)).FirstOrDefault(array => array is not null);
            var numbers = Of("predictions", "y_pred");
            var scores = Of("scores", "probabilities", "probs", "y_score", "logits") ?? numbers;
            var truth = Of("labels", "y", "y_true", "targets");
            if (scores is null || truth is null)
                throw new AssayException($"{path}: it has the arrays {Foundation.Text.NearWord.List([.. arrays.Keys])}; scores and labels, or predictions and targets, are expected.");
            if (options.Groups is not null)
                throw new AssayException($"{path}: arrays have no column '{options.Groups.Column}' that groups cases; write CSV.");
            if (options.Labels is not null)
                throw new AssayException($"{path}: arrays do not name their cases, so --labels cannot be joined; put the array 'labels' beside the scores.");
            var rows = scores.Shape.Count is 1 or 2 ? scores.Shape[0] : throw new AssayException($"{path}: the scores have {scores.Shape.Count} axes; [cases] or [cases, labels] is expected.");
            var columns = scores.Shape.Count == 2 ? scores.Shape[1] : 1;
            if (rows == 0 || columns == 0 || truth.Shape.Count is not (1 or 2) || truth.Shape[0] != rows)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: scores are [{string.Join(", ", scores.Shape)}] and labels [{string.Join(", ", truth.Shape)}]; the same number of cases, from 1, is expected."));
            var values = scores.ToDoubles();
            if (Array.FindIndex(values, double.IsNaN) is >= 0 and var nan)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: the score of case {nan / columns}, column {nan % columns}, is NaN; a number is expected."));
            var task = options.Task ?? (numbers is not null && ReferenceEquals(numbers, scores) ? PredictionTask.Regression : (columns, truth.Count == rows) switch
            {
                (1, _) => PredictionTask.Binary,
                (_, true) => PredictionTask.MultiClass,
                _ => PredictionTask.MultiLabel,
            });
            var names = options.Names ?? [.. Enumerable.Range(0, columns).Select(column => CsvText.Of(column))];
            if (names.Count != columns)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: the scores have {columns} columns and {names.Count} names were given."));
            var wanted = task == PredictionTask.MultiClass ? rows : rows * columns;
            if (truth.Count != wanted)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: labels are [{string.Join(", ", truth.Shape)}] and scores [{string.Join(", ", scores.Shape)}]; {wanted} labels are expected."));
            var found = new Predictions(path, FileDigest.OfFile(path), task, names, rows, values) { Split = options.Split };
            return task switch
            {
                PredictionTask.Regression => found with { Scores = Finite(values, path), Targets = Finite(truth.ToDoubles(), path) },
                PredictionTask.MultiClass => found with { Classes = InRange(truth.ToInt32s(), columns, "classes", path) },
                _ => found with { Labels = Array.ConvertAll(InRange(truth.ToInt32s(), 2, "labels", path), label => (byte)label) },
            };
        }
        catch (Exception error) when (error is DataFileException or InvalidOperationException)
        {
            throw new AssayException(error is DataFileException ? error.Message : $"{path}: labels: {error.Message}", error);
        }
    }

    private static double[] Finite(double[] values, string path)
    {
        var wrong = Array.FindIndex(values, value => !double.IsFinite(value));
        return wrong < 0 ? values : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: number {wrong} is {values[wrong]}; a finite one is expected."));
    }

    private static int[] InRange(int[] values, int bound, string what, string path)
    {
        var wrong = Array.FindIndex(values, value => value < 0 || value >= bound);
        return wrong < 0 ? values : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{path}: {what}[{wrong}] is {values[wrong]}; 0 to {bound - 1} is expected."));
    }
}
