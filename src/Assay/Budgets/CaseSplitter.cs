using Assay.Foundation.Randomness;

namespace Assay.Budgets;

/// <summary>Draws budgets and folds from labelled cases. The same options give the same draws, bit for bit, on every machine.</summary>
/// <param name="labels">The labels of all cases.</param>
/// <param name="groups">The group of each case; null where every case stands for itself.</param>
/// <param name="options">What is wished.</param>
internal sealed class CaseSplitter(CaseLabels labels, string[]? groups, SplitOptions options)
{
    /// <summary>Draws.</summary>
    /// <exception cref="AssayException">What is wished cannot be drawn from these cases.</exception>
    public CaseSplits Split()
    {
        Check();
        var all = Enumerable.Range(0, labels.Count).ToArray();
        if (options.Folds is not { } count)
            return new CaseSplits([], [.. Draws(null, all).OrderBy(split => split.Budget)]);
        var folds = Folds(all, count);
        return new CaseSplits(folds, [.. folds.SelectMany((test, fold) => Draws(fold, [.. all.Except(test)]).OrderBy(split => split.Budget))]);
    }

    private void Check()
    {
        if (options.Budgets.Any(budget => budget < 1))
            throw new AssayException("A budget is a whole number of cases from 1.");
        if (options.Seeds.Count == 0)
            throw new AssayException("At least one seed is needed.");
        if (options.CarvedValidation is { } share && !(share is > 0 and < 1))
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"The share of validation {share} is not between 0 and 1."));
        if (options.Unit == SplitUnit.Groups && groups is null)
            throw new AssayException("Groups are to be drawn and no column names them: --group-column is needed.");
        if (options.Budgets.Count == 0 && options.Folds is null && options.CarvedValidation is null)
            throw new AssayException("Nothing is to be split: budgets, folds or a share of validation are needed.");
    }

    private int[][] Folds(int[] all, int count)
    {
        var units = CaseUnits.Grouped(all, groups, labels);
        if (count < 2)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{count} fold is no division: 2 folds or more are expected."));
        if (count > units.Count)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{count} folds cannot be made of {units.Count} {(groups is null ? "cases" : "groups")}: each needs one at least."));
        var seed = new Seed(options.FoldSeed).For("folds");
        int[] places = options.Strategy == SplitStrategy.Stratified
            ? IterativeStratification.Assign(units, [.. Enumerable.Repeat(1d / count, count)], seed)
            : Dealt(units.Count, count, seed);
        int[][] folds = [.. Enumerable.Range(0, count).Select(fold => units.RowsOf(Enumerable.Range(0, units.Count).Where(unit => places[unit] == fold)))];
        var empty = Array.FindIndex(folds, fold => fold.Length == 0);
        return empty < 0
            ? folds
            : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"Fold {empty} of {count} came out empty: fewer folds, or --sampling-strategy random, are needed for {units.Count} {(groups is null ? "cases" : "groups")}."));
    }

    private static int[] Dealt(int units, int folds, Seed seed)
    {
        var places = new int[units];
        var order = new SeededOrder(seed).Permutation(units);
        for (var i = 0; i < units; i++)
            places[order[i]] = i % folds;
        return places;
    }

    private IEnumerable<CaseSplit> Draws(int? fold, int[] pool)
    {
        int[] budgets = options.Budgets.Count > 0 ? [.. options.Budgets.Distinct().OrderDescending()] : [pool.Length];
        foreach (var number in options.Seeds.Distinct())
        {
            var seed = new Seed(number).For(fold is { } one ? string.Create(CultureInfo.InvariantCulture, $"fold {one}") : "pool");
            (int[] Train, int[] Validation)? larger = null;
            foreach (var budget in budgets)
            {
                var drawn = Draw(pool, larger, budget, seed, fold);
                larger = options.IsNested ? drawn : null;
                yield return new CaseSplit(budget, number, fold, drawn.Train, drawn.Validation);
            }
        }
    }

    // Nested: training cases come from the larger draw's training cases and validation cases from its validation cases, so that no
    // case is on one side here and on the other there.
    private (int[] Train, int[] Validation) Draw(int[] pool, (int[] Train, int[] Validation)? larger, int budget, Seed seed, int? fold)
    {
        var share = options.CarvedValidation ?? 0;
        var total = options.Counts == BudgetCount.Train && share > 0 ? (int)Math.Ceiling(budget / (1 - share)) : budget;
        if (total > pool.Length)
        {
            if (!options.CapAtPool && options.Budgets.Count > 0)
                throw TooLarge(budget, total, pool.Length, fold);
            total = Math.Min(total, pool.Length);
        }

        var own = seed.For(string.Create(CultureInfo.InvariantCulture, $"budget {budget}"));
        var validation = share > 0 ? Math.Max(1, (int)Math.Round(share * total, MidpointRounding.AwayFromZero)) : 0;
        if (share > 0 && validation >= total)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"Budget {budget}: {validation} of {total} cases would validate and none would train; a larger budget or a smaller share of validation is needed."));
        if (larger is { } from)
            return (Take(from.Train, total - validation, own.For("train"), budget), validation == 0 ? [] : Take(from.Validation, validation, own.For("validation"), budget));
        var drawn = Take(pool, total, own, budget);
        return validation == 0 ? (drawn, []) : Carve(drawn, Math.Max(1, (int)Math.Round(share * drawn.Length, MidpointRounding.AwayFromZero)), own.For("validation"), budget);
    }

    private int[] Take(int[] rows, int count, Seed seed, int budget)
    {
        var units = CaseUnits.Grouped(rows, options.Unit == SplitUnit.Groups ? groups : null, labels);
        var taken = units.RowsOf(CaseDraw.Take(units, count, options.Strategy, seed));
        return taken.Length > 0
            ? taken
            : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"Budget {budget}: no group has {count} cases or fewer, so none can be drawn whole; a larger budget, or --sample-unit rows, is needed."));
    }

    // A group is never divided between training and validation, even where single cases are drawn.
    private (int[] Train, int[] Validation) Carve(int[] drawn, int count, Seed seed, int budget)
    {
        var units = CaseUnits.Grouped(drawn, groups, labels);
        var taken = CaseDraw.Take(units, count, options.Strategy, seed);
        if (taken.Length == 0)
            taken = [Enumerable.Range(0, units.Count).MinBy(unit => units.RowsOf(unit).Count)];
        if (taken.Length == units.Count)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"Budget {budget}: its {drawn.Length} cases are {units.Count} group{(units.Count == 1 ? "" : "s")}, too few to carve validation out of; a larger budget is needed."));
        return (units.RowsOf(Enumerable.Range(0, units.Count).Except(taken)), units.RowsOf(taken));
    }

    private AssayException TooLarge(int budget, int total, int pool, int? fold)
    {
        var where = fold is { } one ? string.Create(CultureInfo.InvariantCulture, $" of fold {one}") : "";
        var need = total == budget ? "" : string.Create(CultureInfo.InvariantCulture, $", which with its validation is {total} cases,");
        return new AssayException(string.Create(CultureInfo.InvariantCulture, $"Budget {budget}{need} is larger than the pool{where}, which has {pool} cases; --cap-at-pool takes the whole pool and records both numbers ({labels.Count} cases in all)."));
    }
}
