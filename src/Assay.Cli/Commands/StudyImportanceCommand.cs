using Assay.Cli.Rendering;
using Assay.Foundation.Randomness;
using Assay.Tuning.Importance;

namespace Assay.Cli.Commands;

/// <summary><c>assay study importance</c>: which parameters matter.</summary>
internal static class StudyImportanceCommand
{
    private static readonly string[] Methods = ["ped-anova", "fanova", "permutation"];

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("importance", "show which parameters matter")
        {
            Details = """
                ped-anova: how differently the good trials are distributed over a parameter than all trials. fanova: the share of the objective's
                variance over the whole space that a parameter explains, in a forest fitted to the trials; --pairs adds interactions. permutation:
                how much worse that forest predicts when a parameter's values are shuffled. A forest that does not predict trials it has not seen
                (fit near 0) tells nothing, whatever the bars say.
                """,
            Examples =
            [
                new("study importance hpo_2m_h1", "what it takes to be good"),
                new("study importance hpo_2m_h1 --method fanova --pairs", "where the variance comes from"),
                new("study importance study.db --method permutation --json", "an Optuna study, without a store"),
            ],
        };
        var study = verb.Takes(new StudyArgument());
        var method = verb.Has(Opt.Choice("--method", "how (default ped-anova)", Methods));
        var pairs = verb.Has(Opt.Flag("--pairs", "fanova: also pairs of parameters"));
        var trees = verb.Has(Opt.Text("--trees", "n", "trees of the forest (default 64)"));
        var share = verb.Has(Opt.Text("--target-share", "share", "ped-anova: share of the trials that count as good (default 0.1)"));
        var seed = verb.Has(Opt.Text("--seed", "n", "seed of the forest and the resamples (default 0)"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var options = new ImportanceOptions
            {
                Trees = Values.Count("--trees", call.Get(trees), 64, most: 4096, least: 2),
                TargetShare = call.Get(share) is { } text ? Numbers.Share("--target-share", text) : 0.1,
                Pairs = call.Get(pairs),
                Seed = new Seed(Numbers.Seeds("--seed", call.Get(seed))?[0] ?? 0),
            };
            var chosen = (ImportanceMethod)(call.Get(method) ?? 0);
            if (options.Pairs && chosen != ImportanceMethod.Fanova)
                throw new UsageException("--pairs goes with --method fanova.");
            var read = await StudySource.ReadAsync(call, call.Get(study)!);
            var importance = StudyImportance.Of(read, chosen, options, call.Cancellation);
            if (call.Get(json))
                ImportanceText.PrintJson(call.Host.Out, read, importance, Methods[(int)chosen]);
            else
                ImportanceText.Print(call.Screen, read, importance);
            return ExitCodes.Done;
        });
    }
}
