using System.CommandLine;
using Assay.Budgets.Scaling;
using Assay.Foundation.Randomness;
using Assay.Statistics;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Cli;

/// <summary>The options by which <c>budget fit</c> and <c>budget crossover</c> find their runs and make their intervals.</summary>
internal sealed class BudgetCurveOptions
{
    private const int UsualResamples = 1000;
    private static readonly string[] FormNames = ["log", "power", "broken"];
    private readonly Argument<string[]> _files;
    private readonly Option<string?> _metric;
    private readonly Option<string?> _runs;
    private readonly Option<string?> _budgetParam;
    private readonly Option<string?> _sourceParam;
    private readonly Option<string?> _seedParam;
    private readonly Option<string?> _forms;
    private readonly Option<string?> _resamples;
    private readonly Option<string?> _seed;
    private readonly Option<string?> _confidence;

    private BudgetCurveOptions(Verb verb)
    {
        _files = verb.Takes(new Argument<string[]>("tables") { Arity = ArgumentArity.ZeroOrMore, Description = "CSV tables of runs or of budgets, as 'assay evaluate' writes them" });
        _metric = verb.Has(Opt.Text("--metric", "column", "the metric: a column of the tables, or a key of the store's runs"));
        _runs = verb.Has(Opt.Text("--runs", "query", "take runs of the store instead of tables, e.g. \"status = completed\""));
        _budgetParam = verb.Has(Opt.Text("--budget-param", "key", "with --runs: the param that holds the budget (default budget_n)"));
        _sourceParam = verb.Has(Opt.Text("--source-param", "key", "with --runs: the param or tag that says whose labels they are"));
        _seedParam = verb.Has(Opt.Text("--seed-param", "key", "with --runs: the param that holds the seed, which pairs runs of two sources"));
        _forms = verb.Has(Opt.Text("--form", "words", $"forms to fit, separated by commas: {string.Join(", ", FormNames)} (default: all that there are budgets for)"));
        Minimize = verb.Has(Opt.Flag("--minimize", "smaller values of the metric are better"));
        _resamples = verb.Has(Opt.Text("--resamples", "n", $"bootstrap resamples (default {UsualResamples})"));
        _confidence = verb.Has(Opt.Text("--confidence", "share", "level of the intervals (default 0.95)"));
        _seed = verb.Has(Opt.Text("--seed", "number", "where the resamples come from (default 42)"));
        Figure = verb.Has(Opt.Text("--figure", "file", "write the figure as SVG"));
    }

    /// <summary>Whether smaller values are better.</summary>
    public Option<bool> Minimize { get; }

    /// <summary>Where the figure goes.</summary>
    public Option<string?> Figure { get; }

    /// <summary>Adds the options to a verb.</summary>
    public static BudgetCurveOptions AddTo(Verb verb) => new(verb);

    /// <summary>The metric that was typed.</summary>
    /// <exception cref="UsageException">None was.</exception>
    public string Metric(Invocation call, string verb) => call.Get(_metric) ?? throw new UsageException($"'budget {verb}' needs --metric <column>; see 'assay budget {verb} --help'.");

    /// <summary>The forms that were typed; all when none were.</summary>
    public IReadOnlyList<CurveForm> Forms(Invocation call) =>
        Numbers.Names("--form", call.Get(_forms)) is { } names ? [.. names.Select(name => (CurveForm)Values.Word("--form", name, FormNames))] : [CurveForm.Logarithmic, CurveForm.PowerLaw, CurveForm.BrokenPowerLaw];

    /// <summary>A form's word.</summary>
    public static string Name(CurveForm form) => FormNames[(int)form];

    /// <summary>How intervals are made.</summary>
    public Resampling Resampling(Invocation call) =>
        new(new Seed(Numbers.Seeds("--seed", call.Get(_seed))?[0] ?? 42), Values.Count("--resamples", call.Get(_resamples), UsualResamples, most: 1_000_000, least: Statistics.Resampling.LeastCount));

    /// <summary>The level of intervals.</summary>
    public double Confidence(Invocation call) => call.Get(_confidence) is { } text ? Numbers.Share("--confidence", text) : 0.95;

    /// <summary>The curves, by source.</summary>
    public async Task<IReadOnlyList<BudgetCurve>> CurvesAsync(Invocation call, string verb)
    {
        var metric = Metric(call, verb);
        var set = new BudgetCurveSet(metric);
        var files = call.Get(_files) ?? [];
        if (files.Length > 0 == call.Get(_runs) is not null)
            throw new UsageException($"'budget {verb}' needs tables, or --runs <query>; see 'assay budget {verb} --help'.");
        foreach (var file in files)
            set.AddFile(call.FullPath(file));
        if (call.Get(_runs) is { } query)
        {
            await using var store = await call.OpenToReadAsync();
            var search = new RunSearch { Query = string.IsNullOrWhiteSpace(query) ? null : RunQuery.Parse(query), Columns = RunColumns.All with { Metrics = [metric] } };
            var rows = (await store.SearchAsync(search, call.Cancellation)).Items.Where(row => row.Run.Status == RunStatus.Completed && row.Run.SupersededBy is null).ToArray();
            var leftOut = set.AddRuns(rows, call.Get(_budgetParam) ?? "budget_n", call.Get(_sourceParam), call.Get(_seedParam));
            if (leftOut > 0)
                call.Remark($"{leftOut} of {rows.Length} completed runs are left out: no param {call.Get(_budgetParam) ?? "budget_n"} above 0, or no metric {metric}.");
        }

        var curves = set.Curves;
        return curves.Count > 0 ? curves : throw new AssayException($"No run has a budget and a value of {metric}.");
    }
}
