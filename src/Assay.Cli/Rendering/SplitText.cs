using Assay.Budgets;

namespace Assay.Cli.Rendering;

/// <summary>Shows what <c>budget split</c> wrote.</summary>
internal static class SplitText
{
    /// <summary>Prints the draws and how they were made.</summary>
    public static void Print(Screen screen, BudgetManifest manifest, string folder)
    {
        var hasFolds = manifest.Folds.Count > 0;
        var table = new Table(
        [
            .. hasFolds ? [new Table.Column("FOLD", Right: true)] : Array.Empty<Table.Column>(),
            new("BUDGET", Right: true), new("SEED", Right: true), new("REQUESTED", Right: true), new("EFFECTIVE", Right: true), new("TRAIN", Right: true), new("VAL", Right: true),
            .. hasFolds ? [new Table.Column("TEST", Right: true)] : Array.Empty<Table.Column>(),
            new("LARGEST SHIFT", Right: true, Rank: 1), new("MANIFEST", Shortest: 20, Rank: 2),
        ]);
        foreach (var split in manifest.Splits)
        {
            table.Add(
            [
                .. hasFolds ? [(Table.Cell)Whole(split.Fold!.Value)] : Array.Empty<Table.Cell>(),
                Whole(split.Budget), split.Seed.ToString(CultureInfo.InvariantCulture), Whole(split.RequestedRows),
                new Table.Cell(Whole(split.EffectiveRows), split.EffectiveRows == split.RequestedRows ? Ink.None : Ink.Warn),
                Whole(split.Train.Rows), Whole(split.Validation?.Rows ?? 0),
                .. hasFolds ? [(Table.Cell)Whole(manifest.Folds[split.Fold!.Value].Rows)] : Array.Empty<Table.Cell>(),
                Shift(manifest, split), split.Train.Path,
            ]);
        }

        table.Print(screen);
        screen.Line();
        screen.Line(How(manifest));
        if (manifest.ReplayOf is { } replay)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"Replayed: {replay.Matched} of {replay.Cases} cases of {replay.Path} were found."));
        var empty = manifest.Splits.Count(split => split.Train.Positives!.Contains(0));
        if (empty > 0)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{empty} of {manifest.Splits.Count} draws have no positive case of some label; {SplitFolder.IndexName} names them."), Ink.Warn);
        screen.Line($"Wrote {Whole(manifest.Splits.Count)} draw{(manifest.Splits.Count == 1 ? "" : "s")}, {SplitFolder.IndexName}{(manifest.IdColumn is null ? "" : $", {SplitFolder.SelectionName}")} and {BudgetManifest.FileName} to {folder}.", Ink.Bold);
    }

    /// <summary>Prints the draws as one JSON object.</summary>
    public static void PrintJson(TextWriter writer, BudgetManifest manifest) => JsonPage.Print(writer, "budget-split", null, json =>
    {
        foreach (var split in manifest.Splits)
        {
            json.WriteStartObject();
            json.WriteNumber("budget", split.Budget);
            json.WriteNumber("seed", split.Seed);
            if (split.Fold is { } fold)
            {
                json.WriteNumber("fold", fold);
                json.WriteString("test", manifest.Folds[fold].Path);
                json.WriteNumber("test_rows", manifest.Folds[fold].Rows);
            }

            json.WriteNumber("requested_rows", split.RequestedRows);
            json.WriteNumber("effective_rows", split.EffectiveRows);
            json.WriteNumber("train_rows", split.Train.Rows);
            json.WriteNumber("val_rows", split.Validation?.Rows ?? 0);
            json.WriteString("train", split.Train.Path);
            json.Text("validation", split.Validation?.Path);
            json.WriteString("train_digest", split.Train.Digest);
            json.WriteEndObject();
        }
    }, json =>
    {
        json.WriteString("how", How(manifest));
        json.WriteBoolean("nested", manifest.Nested);
    });

    private static string How(BudgetManifest manifest)
    {
        var unit = manifest.Unit == SplitUnit.Groups ? $"whole groups by {manifest.Groups!.Column}" : "single cases";
        var strategy = manifest.Strategy == SplitStrategy.Stratified ? $"stratified over {Whole(manifest.Labels.Count)} label{(manifest.Labels.Count == 1 ? "" : "s")}" : "random";
        var nesting = manifest.Nested ? "nested: of one seed every smaller budget is a part of every larger one" : "independent: budgets of one seed share cases by chance only";
        var validation = manifest switch
        {
            { CarvedValidation: { } share } => string.Create(CultureInfo.InvariantCulture, $"validation carved ({share}, {(manifest.Counts == BudgetCount.Train ? "on top of the budget" : "part of the budget")})"),
            { CopiedValidation: { } copied } => $"validation copied from {copied.Path}",
            _ => "no validation",
        };
        return $"Drawn {strategy}, {unit}; {nesting}; {validation}.";
    }

    // The label whose share among the training cases is farthest from its share in the source, in points of per cent.
    private static string Shift(BudgetManifest manifest, SplitRecord split)
    {
        var shift = manifest.Labels.Select((_, label) => ((double)split.Train.Positives![label] / split.Train.Rows) - ((double)manifest.Source.Positives![label] / manifest.Source.Rows)).MaxBy(Math.Abs);
        return string.Create(CultureInfo.InvariantCulture, $"{shift * 100:+0.0;-0.0;0.0} pts");
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
