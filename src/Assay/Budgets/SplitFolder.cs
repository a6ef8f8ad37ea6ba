using Assay.Foundation.Files;

namespace Assay.Budgets;

/// <summary>Writes splits as CSV files with two indexes and a <c>manifest.json</c>. Everything is checked and drawn before the first file is written; <c>manifest.json</c> is written last.</summary>
public static class SplitFolder
{
    /// <summary>The index of the files.</summary>
    public const string IndexName = "manifest_index.csv";

    /// <summary>The index of the cases.</summary>
    public const string SelectionName = "selection_index.csv";

    /// <summary>Draws, or takes another source's cases, and writes.</summary>
    /// <param name="request">What is wished.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="AssayException">It cannot be had from these cases; nothing was written.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static BudgetManifest Write(SplitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var labels = request.Source.Labels(request.Labels, request.BlankIsNegative);
        var ids = request.IdColumn is null ? null : request.Source.Ids(request.IdColumn);
        var groups = request.Groups is { } rule ? Array.ConvertAll(request.Source.Column(rule.Column), rule.KeyOf) : null;
        var overlap = Overlap(request, ids);
        if (overlap.Count > 0 && !request.AllowOverlap)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{request.Validation!.Path}: {overlap.Count} of its {request.Validation.Count} cases are in {request.Source.Path} as well ({Foundation.Text.NearWord.List(overlap)}); a case must not train and validate (--allow-overlap lets it)."));

        var replay = request.Replay is null ? null : SplitReplay.Read(request.Replay, request.Source, ids);
        var splits = replay?.Splits ?? new CaseSplitter(labels, groups, request.Options).Split();
        var stem = request.Prefix ?? Path.GetFileNameWithoutExtension(request.Source.Path);
        var files = new List<(string Name, string Text)>();

        SplitFile Add(string name, IReadOnlyList<int> rows)
        {
            var text = request.Source.ToCsv(rows);
            files.Add((name, text));
            return new SplitFile(name, rows.Count, FileDigest.OfText(text), labels.Positives(rows));
        }

        var folds = splits.Folds.Select((test, fold) => Add($"{stem}_f{CsvText.Of(fold)}_test.csv", test)).ToArray();
        var records = splits.Splits.Select(split =>
        {
            var name = $"{stem}{(split.Fold is { } fold ? $"_f{CsvText.Of(fold)}" : "")}_n{CsvText.Of(split.Budget)}_s{split.Seed.ToString(CultureInfo.InvariantCulture)}";
            return new SplitRecord(split.Budget, split.Seed, split.Fold, split.Budget, split.Effective, Add($"{name}.csv", split.Train), ValidationOf(name, split));
        }).ToArray();

        var manifest = new BudgetManifest
        {
            Schema = BudgetManifest.CurrentSchema,
            Source = new SplitFile(Relative(request.Folder, request.Source.Path), request.Source.Count, request.Source.Digest, labels.Positives(Enumerable.Range(0, labels.Count))),
            Labels = labels.Names,
            IdColumn = request.IdColumn,
            Groups = request.Groups,
            Unit = replay?.Of.Unit ?? request.Options.Unit,
            Strategy = replay?.Of.Strategy ?? request.Options.Strategy,
            Nested = replay?.Of.Nested ?? request.Options.IsNested,
            CarvedValidation = replay is null ? request.Options.CarvedValidation : replay.Of.CarvedValidation,
            CopiedValidation = request.Validation is { } copied ? new SplitFile(Relative(request.Folder, copied.Path), copied.Count, copied.Digest) : null,
            Counts = replay?.Of.Counts ?? request.Options.Counts,
            FoldSeed = folds.Length == 0 ? null : replay?.Of.FoldSeed ?? request.Options.FoldSeed,
            Folds = folds,
            Splits = records,
            ReplayOf = replay is null ? null : replay.Record with { Path = Relative(request.Folder, replay.Record.Path) },
        };
        files.Add((IndexName, Index(manifest)));
        if (ids is not null)
            files.Add((SelectionName, Selection(splits, ids)));
        // Last: a folder with this file is whole.
        files.Add((BudgetManifest.FileName, manifest.ToJson()));
        foreach (var (name, text) in files)
            AtomicFile.WriteText(Path.Combine(request.Folder, name), text);
        return manifest;

        SplitFile? ValidationOf(string name, CaseSplit split)
        {
            if (split.Validation.Count > 0)
                return Add($"{name}_val.csv", split.Validation);
            if (request.Validation is not { } copied)
                return null;
            var text = copied.ToCsv(Enumerable.Range(0, copied.Count));
            files.Add(($"{name}_val.csv", text));
            return new SplitFile($"{name}_val.csv", copied.Count, FileDigest.OfText(text));
        }
    }

    private static List<string> Overlap(SplitRequest request, string[]? ids)
    {
        if (request.Validation is not { } validation || ids is null || !validation.Columns.Contains(request.IdColumn!))
            return [];
        var pool = ids.ToHashSet(StringComparer.Ordinal);
        return [.. validation.Column(request.IdColumn!).Where(pool.Contains)];
    }

    private static string Index(BudgetManifest manifest)
    {
        var text = new StringBuilder();
        CsvText.Append(text, ["budget", "seed", "fold", "sample_unit", "sampling_strategy", "nesting", "requested_rows", "effective_rows", "train_rows", "val_rows", "test_rows", "train_manifest", "val_manifest", "test_manifest", "labels_without_positives"]);
        foreach (var split in manifest.Splits)
        {
            var test = split.Fold is { } fold ? manifest.Folds[fold] : null;
            CsvText.Append(text,
            [
                CsvText.Of(split.Budget),
                split.Seed.ToString(CultureInfo.InvariantCulture),
                split.Fold is { } number ? CsvText.Of(number) : "",
                manifest.Unit == SplitUnit.Groups ? "groups" : "rows",
                manifest.Strategy == SplitStrategy.Random ? "random" : "stratified",
                manifest.Nested ? "nested" : "independent",
                CsvText.Of(split.RequestedRows),
                CsvText.Of(split.EffectiveRows),
                CsvText.Of(split.Train.Rows),
                CsvText.Of(split.Validation?.Rows ?? 0),
                CsvText.Of(test?.Rows ?? 0),
                split.Train.Path,
                split.Validation?.Path ?? "",
                test?.Path ?? "",
                string.Join(';', manifest.Labels.Where((_, label) => split.Train.Positives![label] == 0)),
            ]);
        }

        return text.ToString();
    }

    private static string Selection(CaseSplits splits, string[] ids)
    {
        var text = new StringBuilder();
        CsvText.Append(text, ["budget", "seed", "fold", "part", "selection_value"]);
        for (var fold = 0; fold < splits.Folds.Count; fold++)
        {
            foreach (var row in splits.Folds[fold])
                CsvText.Append(text, ["", "", CsvText.Of(fold), "test", ids[row]]);
        }

        foreach (var split in splits.Splits)
        {
            var fold = split.Fold is { } number ? CsvText.Of(number) : "";
            var seed = split.Seed.ToString(CultureInfo.InvariantCulture);
            foreach (var (part, rows) in new[] { ("train", split.Train), ("val", split.Validation) })
            {
                foreach (var row in rows)
                    CsvText.Append(text, [CsvText.Of(split.Budget), seed, fold, part, ids[row]]);
            }
        }

        return text.ToString();
    }

    private static string Relative(string folder, string path) => Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path)).Replace('\\', '/');
}
