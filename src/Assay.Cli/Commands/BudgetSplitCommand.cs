using Assay.Budgets;
using Assay.Cli.Rendering;

namespace Assay.Cli.Commands;

/// <summary><c>assay budget split</c>: label budgets, folds and validation sets drawn from a manifest.</summary>
internal static class BudgetSplitCommand
{
    private const string UsualFolder = "budget_splits";
    private static readonly string[] Units = ["rows", "groups"];
    private static readonly string[] Strategies = ["stratified", "random"];
    private static readonly string[] Nestings = ["nested", "independent"];
    private static readonly string[] Counts = ["labelled", "train"];

    // Columns that name a case in the manifests people have, when none is said.
    private static readonly string[] UsualIds = ["volumename", "case_id", "id"];

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("split", "draw label budgets, folds and validation sets from a manifest")
        {
            Details = """
                A manifest is a CSV file with a row a case and a column of 0 and 1 a label. Every budget is drawn once for each seed; the
                same seed gives the same files, bit for bit. Stratified draws keep every label's share by iterative stratification.
                Nested draws of one seed are parts of each other, independent ones are not; the output says which. Nothing is written
                unless everything can be drawn.
                """,
            Examples =
            [
                new("budget split --config-name configs/gpt.yaml --budgets 50,100,200 --seeds 42,1234,2025 --copy-validation", "what a training configuration names"),
                new("budget split --train-manifest-path train.csv --target-labels nodule,opacity --budgets 20,50 --val-fraction 0.1 --group-column volumename --group-remove-last 1", "carve validation out, groups kept whole"),
                new("budget split --train-manifest-path all.csv --target-labels nodule,opacity --folds 5 --budgets 20,50 --seeds 52,123", "folds times seeds"),
                new("budget split --train-manifest-path gpt.csv --target-labels nodule,opacity --replay manual/budget_splits", "the same cases with another source's labels"),
            ],
        };
        var config = verb.Has(Opt.Text("--config-name", "file", "YAML or JSON that names the manifests and labels (paths.manifest_dir, data.train_manifest, data.val_manifest, training.target_labels)"));
        var train = verb.Has(Opt.Text("--train-manifest-path", "file", "the manifest to draw from"));
        var validation = verb.Has(Opt.Text("--val-manifest-path", "file", "the validation manifest, for --copy-validation"));
        var labels = verb.Has(Opt.Text("--target-labels", "names", "the label columns, separated by commas"));
        var budgets = verb.Has(Opt.Text("--budgets", "numbers", "numbers of cases, separated by commas"));
        var seeds = verb.Has(Opt.Text("--seeds", "numbers", "a draw for each (default 42)"));
        var unit = verb.Has(Opt.Choice("--sample-unit", "what is drawn as one (default rows)", Units));
        var strategy = verb.Has(Opt.Choice("--sampling-strategy", "how cases are drawn (default stratified)", Strategies));
        var nesting = verb.Has(Opt.Choice("--nesting", "whether smaller budgets are parts of larger ones (default nested)", Nestings));
        var copy = verb.Has(Opt.Flag("--copy-validation", "copy the validation manifest beside every draw"));
        var carve = verb.Has(Opt.Text("--val-fraction", "share", "carve this share of every budget out for validation, e.g. 0.1"));
        var counts = verb.Has(Opt.Choice("--budget-counts", "what a budget counts when validation is carved out (default labelled: training and validation together)", Counts));
        var folds = verb.Has(Opt.Text("--folds", "k", "leave each of k folds out for testing"));
        var foldSeed = verb.Has(Opt.Text("--fold-seed", "number", "the seed of the folds (default: the first seed)"));
        var groupColumn = verb.Has(Opt.Text("--group-column", "column", "cases with the same field stay together in folds and validation"));
        var separator = verb.Has(Opt.Text("--group-separator", "text", "what stands between the tokens of a group's name (default _)"));
        var removeLast = verb.Has(Opt.Text("--group-remove-last", "n", "leave the last n tokens of the name out: 1 makes train_2_a_1 belong to train_2_a"));
        var selection = verb.Has(Opt.Text("--selection-column", "column", "the column that names a case (default: volumename, case_id or id, if there)"));
        var replay = verb.Has(Opt.Text("--replay", "folder", "take the cases of another source's splits; all of them must be in this manifest"));
        var cap = verb.Has(Opt.Flag("--cap-at-pool", "a budget above the pool takes the whole pool; both numbers are recorded"));
        var overlap = verb.Has(Opt.Flag("--allow-overlap", "let cases be both in the validation manifest and in the pool"));
        var blank = verb.Has(Opt.Flag("--blank-is-negative", "take a blank label for 0"));
        var prefix = verb.Has(Opt.Text("--prefix", "text", "how files begin their names (default: the manifest's name)"));
        var output = verb.Has(Opt.Text("--output-dir", "folder", $"where the files go (default: {UsualFolder} beside the manifest)"));
        var json = verb.Has(Opt.Json());
        return verb.Does(call =>
        {
            var study = call.Get(config) is { } file ? StudyConfig.Read(call.FullPath(file)) : null;
            var source = call.FullPath(Value(call.Get(train)) ?? OfConfig(study, "data.train_manifest") ?? throw new UsageException("'budget split' needs --train-manifest-path <file> or --config-name <file>; see 'assay budget split --help'."));
            var validationPath = call.Get(copy)
                ? call.FullPath(call.Get(validation) ?? OfConfig(study, "data.val_manifest") ?? throw new UsageException("--copy-validation needs --val-manifest-path <file>, or data.val_manifest in --config-name."))
                : null;
            if (call.Get(copy) && call.Get(carve) is not null)
                throw new UsageException("--copy-validation and --val-fraction exclude each other: validation is copied or carved.");
            if (call.Get(replay) is not null && (call.Get(budgets) ?? call.Get(folds) ?? call.Get(carve)) is not null)
                throw new UsageException("--replay takes budgets, folds and validation as they were drawn: --budgets, --folds and --val-fraction exclude it.");
            var drawn = Numbers.Seeds("--seeds", call.Get(seeds)) ?? [42];
            var manifest = Manifest.Read(source);
            var request = new SplitRequest(
                manifest,
                Numbers.Names("--target-labels", call.Get(labels)) ?? study?.List("training.target_labels") ?? study?.List("data.columns.labels")
                    ?? throw new UsageException("'budget split' needs --target-labels <names>, or training.target_labels in --config-name."),
                call.Get(output) is { } folder ? call.FullPath(folder) : Path.Combine(Path.GetDirectoryName(source)!, UsualFolder))
            {
                Options = new SplitOptions
                {
                    Budgets = Numbers.Counts("--budgets", call.Get(budgets)) ?? [],
                    Seeds = drawn,
                    Unit = (SplitUnit)(call.Get(unit) ?? 0),
                    Strategy = (SplitStrategy)(call.Get(strategy) ?? 0),
                    IsNested = call.Get(nesting) is null or 0,
                    CarvedValidation = call.Get(carve) is { } share ? Numbers.Share("--val-fraction", share) : null,
                    Counts = (BudgetCount)(call.Get(counts) ?? 0),
                    CapAtPool = call.Get(cap),
                    Folds = call.Get(folds) is { } k ? Values.Count("--folds", k, 5, most: 1000, least: 2) : null,
                    FoldSeed = Numbers.Seeds("--fold-seed", call.Get(foldSeed))?[0] ?? drawn[0],
                },
                Groups = (call.Get(groupColumn) ?? study?.Text("data.columns.grouping_col")) is { } column
                    ? new GroupRule(column, call.Get(separator) ?? "_", Values.Count("--group-remove-last", call.Get(removeLast), 0, most: 100, least: 0))
                    : null,
                IdColumn = call.Get(selection) ?? UsualIds.FirstOrDefault(manifest.Columns.Contains),
                Validation = validationPath is null ? null : Manifest.Read(validationPath),
                AllowOverlap = call.Get(overlap),
                BlankIsNegative = call.Get(blank),
                Prefix = call.Get(prefix),
                Replay = call.Get(replay) is { } other ? call.FullPath(other) : null,
            };
            var written = SplitFolder.Write(request);
            if (call.Get(json))
                SplitText.PrintJson(call.Host.Out, written);
            else
                SplitText.Print(call.Screen, written, Path.GetRelativePath(call.Host.Folder, request.Folder));
            return Task.FromResult(ExitCodes.Done);
        });
    }

    private static string? Value(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? OfConfig(StudyConfig? study, string key) =>
        study?.Text(key) is { } name ? Path.Combine(study.Text("paths.manifest_dir") ?? "", name) : null;
}
