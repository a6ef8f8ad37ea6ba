using Assay.Budgets.Scaling;
using Assay.Cli.Rendering;
using Assay.Foundation.Files;
using Assay.Notebook.Figures;
using Assay.Statistics;

namespace Assay.Cli.Commands;

/// <summary><c>assay budget fit</c>: curves fitted to a metric by the number of labelled cases.</summary>
internal static class BudgetFitCommand
{
    private static readonly string[] Schemes = ["auto", "runs", "replicates", "residuals"];

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("fit", "fit scaling curves with intervals")
        {
            Details = """
                Fits y = a + b ln N (log), y = a - b N^-c (power) and the power law with one break (broken) by least squares over runs, a
                curve for each source. Intervals come from fitting resamples again: runs drawn within each budget, or residuals where a
                budget has one run only. A ceiling that the data do not tell is called not identifiable, whatever the formula gives.
                """,
            Examples =
            [
                new("budget fit gpt_per_run.csv --metric test_primary_auprc --figure gpt.svg", "every form, and a figure"),
                new("budget fit gpt_per_run.csv manual_per_run.csv --metric test_primary_auroc --form power --predict 2000,10000", "what larger budgets would give"),
                new("budget fit --runs \"status = completed\" --metric test/auc --source-param source", "runs of the store"),
            ],
        };
        var shared = BudgetCurveOptions.AddTo(verb);
        var scheme = verb.Has(Opt.Choice("--resample-by", "what is drawn again (default auto; replicates: seeds with all their budgets)", Schemes));
        var predict = verb.Has(Opt.Text("--predict", "numbers", "budgets to predict, separated by commas"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var forms = shared.Forms(call);
            var curves = await shared.CurvesAsync(call, "fit");
            var budgets = Numbers.Counts("--predict", call.Get(predict)) ?? [];
            var fits = new List<(BudgetCurve Curve, CurveForm Form, FittedCurve? Fit)>();
            foreach (var curve in curves)
            {
                foreach (var form in forms)
                    fits.Add((curve, form, Fit(curve, form, shared.Resampling(call), (CurveResampling)(call.Get(scheme) ?? 0), shared.Confidence(call))));
            }

            if (call.Get(shared.Figure) is { } file)
            {
                // One line a source: the power law where it levels off, else the logarithm, which claims no ceiling.
                var shown = curves.Select(curve => (curve, fits.Where(fit => fit.Curve == curve && fit.Fit is not null).OrderBy(fit => Rank(fit.Form, fit.Fit!)).Select(fit => fit.Fit).FirstOrDefault())).ToArray();
                AtomicFile.WriteText(call.FullPath(file), ScalingFigure.Of($"{shared.Metric(call, "fit")} by labelled cases", shown).ToSvg());
            }

            if (call.Get(json))
                ScalingText.PrintFitsJson(call.Host.Out, fits, budgets);
            else
                ScalingText.PrintFits(call.Screen, fits, budgets);
            return ExitCodes.Done;
        });
    }

    private static int Rank(CurveForm form, FittedCurve fit) => form switch
    {
        CurveForm.PowerLaw => fit.Asymptote.IsDefined ? 0 : 2,
        CurveForm.Logarithmic => 1,
        _ => fit.Asymptote.IsDefined ? 3 : 4,
    };

    private static FittedCurve? Fit(BudgetCurve curve, CurveForm form, Resampling resampling, CurveResampling scheme, double confidence)
    {
        try
        {
            return LearningCurve.FitWithIntervals(curve.Points, form, resampling, scheme, confidence);
        }
        catch (ArgumentException error)
        {
            throw new AssayException($"{curve.Source}: {error.Message}", error);
        }
    }
}
