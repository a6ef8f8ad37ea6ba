namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// Finds hyper-parameters of the greatest posterior probability for the first trials of a study. When they are found anew is fixed by the number of trials:
/// at <em>anchors</em>, some 40 % apart, the search begins from nothing; between anchors it begins at the last anchor's. So what is found is a function of the
/// first trials alone, though a search that asks trial after trial repeats no work.
/// </summary>
internal sealed class HyperparameterFit(PointEncoding encoding)
{
    /// <summary>How many trials hyper-parameters are fitted to at most; of more, some are chosen.</summary>
    public const int MostTrials = 160;

    private const int FewestTrials = 2;
    private const int AnchorEvaluations = 60;
    private const int Evaluations = 15;
    private const int StepsPerTrial = 20;
    private const double Tolerance = 1e-3;

    private readonly BoundedMinimizer _minimizer = new(encoding.Groups.Count + 2);
    private Fitted? _anchor;
    private Fitted? _latest;

    /// <summary>The hyper-parameters for a number of trials.</summary>
    /// <param name="learnt">The trials that are learnt from, in their order.</param>
    /// <returns>The hyper-parameters, and how many trials they were fitted to.</returns>
    public (Hyperparameters Hyper, int Trials) For(IReadOnlyList<Observation> learnt)
    {
        var trials = FitAt(learnt.Count);
        if (trials < FewestTrials)
            return (Hyperparameters.Start(encoding.Groups.Count), 0);
        if (_latest?.Fits(learnt, trials) != true)
        {
            var anchor = AnchorAt(trials);
            if (_anchor?.Fits(learnt, anchor) != true)
                _anchor = Fit(learnt, anchor, Hyperparameters.Start(encoding.Groups.Count), AnchorEvaluations);
            _latest = anchor == trials ? _anchor : Fit(learnt, trials, _anchor.Hyper, Evaluations);
        }

        return (_latest.Hyper, trials);
    }

    /// <summary>How many trials the fit is made with when there are <paramref name="trials"/>: a new one every twentieth part.</summary>
    /// <param name="trials">At least 0.</param>
    /// <returns>At most as many.</returns>
    public static int FitAt(int trials)
    {
        var step = Math.Max(1, trials / StepsPerTrial);
        return AnchorAt(trials) is var anchor && trials - anchor < step ? anchor : anchor + ((trials - anchor) / step * step);
    }

    private static int AnchorAt(int trials)
    {
        var anchor = FewestTrials;
        if (trials < anchor)
            return trials;
        while (Next(anchor) <= trials)
            anchor = Next(anchor);
        return anchor;

        static int Next(int anchor) => Math.Max(anchor + 2, anchor * 7 / 5);
    }

    private Fitted Fit(IReadOnlyList<Observation> learnt, int trials, Hyperparameters start, int evaluations)
    {
        var losses = TrainingSet.Losses(learnt, trials);
        var scale = OutputScale.Of(losses);
        var chosen = TrainingSet.Choose(losses, MostTrials);
        var values = Array.ConvertAll(chosen, index => scale.ToStandard(losses[index]));
        var points = new double[encoding.Columns][];
        for (var column = 0; column < points.Length; column++)
            points[column] = new double[Triangle.Padded(chosen.Length)];
        var columns = new double[encoding.Columns];
        for (var row = 0; row < chosen.Length; row++)
        {
            encoding.Encode(learnt[chosen[row]].Point, columns);
            for (var column = 0; column < columns.Length; column++)
                points[column][row] = columns[column];
        }

        var likelihood = new MarginalLikelihood(encoding, points, values);
        var logarithms = start.ToLogarithms();
        var (lower, upper) = Hyperparameters.Bounds(encoding.Groups.Count);
        _minimizer.Minimize((variables, gradient) => likelihood.Evaluate(variables, gradient), logarithms, lower, upper, evaluations, Tolerance, 1);
        return new Fitted([.. learnt.Take(trials)], Hyperparameters.OfLogarithms(logarithms));
    }

    private sealed record Fitted(Observation[] Trials, Hyperparameters Hyper)
    {
        public bool Fits(IReadOnlyList<Observation> learnt, int trials)
        {
            if (Trials.Length != trials)
                return false;
            for (var index = 0; index < trials; index++)
            {
                if (!TrainingSet.IsSame(Trials[index], learnt[index]))
                    return false;
            }

            return true;
        }
    }
}
