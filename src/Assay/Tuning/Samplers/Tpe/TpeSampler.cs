using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// Tree-structured Parzen estimator: one density of the good trials, one of the others, and proposals where their ratio is large. The tree of conditions is followed: what decides comes
/// first, then the parameters that this puts in play, modeled from the trials in which they were in play, given the choices made.
/// </summary>
/// <remarks>
/// Sources: Bergstra et al., NeurIPS 2011; Watanabe, arXiv:2304.11127; with the kernels and bandwidths of Optuna 5, and these differences: choices without an order are decided first and
/// over all their values, conditions are modeled, good trials are weighed by their improvement and are more of them, choices that are numbers have neighbors.
/// </remarks>
public sealed class TpeSampler : ISampler
{
    private const int MostTries = 30;

    private readonly TpeSamplerOptions _options;
    private TrialTable? _table;
    private Block[] _blocks = [];

    /// <summary>A sampler.</summary>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="AssayException">An option cannot be used.</exception>
    public TpeSampler(TpeSamplerOptions? options = null)
    {
        _options = options ?? new TpeSamplerOptions();
        if (_options.Validate() is [var fault, ..])
            throw new AssayException($"TPE cannot work so: {fault}");
    }

    /// <inheritdoc/>
    public string Name => "tpe";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Objectives > 1)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"TPE seeks one optimum, and the study has {request.Objectives} objectives; use a sampler for several, such as nsga2."));
        if (_table is null || !ReferenceEquals(_table.Space, request.Space))
        {
            _table = new TrialTable(request.Space);
            _blocks = Block.Of(_table, _options);
        }

        _table.Update(request.Finished, _options.ConstantLiar ? request.Running : []);
        var random = request.Random(Name);
        return new Proposal(_table.BestFirst.Length < _options.StartupTrials ? request.Space.Draw(ref random) : Compose(_table, ref random));
    }

    private double[] Compose(TrialTable table, ref RandomSequence random)
    {
        var space = table.Space;
        var (places, point) = (new double[table.Axes.Length], new double[table.Axes.Length]);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            Array.Fill(places, double.NaN);
            Array.Fill(point, double.NaN);
            var isWhole = true;
            foreach (var block in _blocks)
            {
                if (!space.IsActive(block.Dimensions[0], point))
                    continue;
                // Constraints can be asked when nothing is open any more; where conditions follow, at the end.
                var isLast = ReferenceEquals(block, _blocks[^1]) && space.IsConstrained;
                if (!block.Choose(table, places, isLast ? candidate => space.Satisfies(PointOf(table, candidate)) : null, isGreedy: attempt == 0, ref random))
                {
                    isWhole = false;
                    break;
                }

                foreach (var dimension in block.Dimensions)
                    point[dimension] = table.Axes[dimension].ValueOf(places[dimension]);
            }

            if (isWhole && space.Satisfies(point))
                return point;
        }

        return space.Draw(ref random);
    }

    private static double[] PointOf(TrialTable table, double[] places)
    {
        var point = new double[places.Length];
        for (var dimension = 0; dimension < point.Length; dimension++)
            point[dimension] = table.Axes[dimension].ValueOf(places[dimension]);
        return point;
    }
}
