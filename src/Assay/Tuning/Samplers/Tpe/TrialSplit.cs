using System.Runtime.CompilerServices;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>Which trials of a block count as good and which as bad, and how much each weighs.</summary>
/// <param name="dimensions">The block's dimensions: only trials in which all are in play count.</param>
/// <param name="choices">Dimensions without an order that are chosen before the block.</param>
/// <param name="options">How many are good.</param>
internal sealed class TrialSplit(int[] dimensions, int[] choices, TpeSamplerOptions options)
{
    private const int Newest = 25;
    private const int FewestOfItsOwn = 4;

    private int[] _rows = [];
    private int[] _slots = [];
    private double[] _weights = [];
    private bool[] _isGood = [];
    private bool[] _isInPlay = [];
    private bool[] _agrees = []; // In play, with the choices made before.
    private int _count;
    private int _total;
    private bool _isOwn;

    /// <summary>The rows of the side that was taken last, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Of every row its index in <see cref="Rows"/>; −1 of others.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _total);

    /// <summary>The weight of each of <see cref="Rows"/>, not normalized.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, _count);

    /// <summary>
    /// Takes the good side: the best of the block's trials, and besides the best of those that agree with the choices made before, so that what a rarely chosen value showed is not lost.
    /// When none of the best agrees, but a few trials do, only those count on both sides: a choice that looks bad is judged by its own optimum, not at the optimum of another.
    /// A trial weighs the more the more it improves on the worst good one.
    /// </summary>
    /// <param name="table">The trials.</param>
    /// <param name="places">What was chosen before.</param>
    public void TakeGood(TrialTable table, ReadOnlySpan<double> places)
    {
        _total = table.Rows;
        if (_slots.Length < _total)
        {
            _slots = new int[2 * _total];
            _rows = new int[2 * _total];
            _weights = new double[2 * _total];
            _isGood = new bool[2 * _total];
            _isInPlay = new bool[2 * _total];
            _agrees = new bool[2 * _total];
        }

        _isGood.AsSpan(0, _total).Clear();
        Look(table, places);
        var (all, agreeing) = (0, 0);
        foreach (var row in table.BestFirst)
        {
            if (!_isInPlay[row])
                continue;
            all++;
            if (choices.Length > 0 && _agrees[row])
                agreeing++;
        }

        var (most, mostAgreeing) = (Share(all), Share(agreeing));
        _isOwn = agreeing >= FewestOfItsOwn && !AnyAgrees(table, most);
        if (_isOwn)
            most = 0;
        foreach (var row in table.BestFirst)
        {
            if (most <= 0 && mostAgreeing <= 0)
                break;
            if (!_isInPlay[row])
                continue;
            _isGood[row] = most > 0;
            most--;
            if (mostAgreeing > 0 && _agrees[row])
            {
                _isGood[row] = true;
                mostAgreeing--;
            }
        }

        Take(isGood: true);
        WeighByImprovement(table);
    }

    /// <summary>Takes all other trials: bad ones, failed ones and those that are running. The newest 25 weigh 1, older ones less, down to 1/n.</summary>
    public void TakeBad()
    {
        Take(isGood: false);
        var old = _count - Newest;
        var least = 1.0 / _count;
        for (var index = 0; index < _count; index++)
            _weights[index] = index >= old ? 1 : old == 1 ? least : least + ((1 - least) * index / (old - 1));
    }

    private int Share(int count) => Math.Min((int)Math.Ceiling(options.GoodShare * count), options.MostGood);

    // Whether one of the best trials has the choices made before.
    private bool AnyAgrees(TrialTable table, int best)
    {
        foreach (var row in table.BestFirst)
        {
            if (best == 0)
                return false;
            if (!_isInPlay[row])
                continue;
            if (_agrees[row])
                return true;
            best--;
        }

        return false;
    }

    private void Take(bool isGood)
    {
        _count = 0;
        for (var row = 0; row < _total; row++)
        {
            var isTaken = _isGood[row] == isGood && (_isOwn ? _agrees[row] : _isInPlay[row]);
            _slots[row] = isTaken ? _count : -1;
            if (isTaken)
                _rows[_count++] = row;
        }
    }

    // The expected-improvement weights of Watanabe, arXiv:2304.11127, section 3.2.
    private void WeighByImprovement(TrialTable table)
    {
        var worst = double.NegativeInfinity;
        foreach (var row in Rows)
        {
            if (Counts(table.Trial(row)))
                worst = Math.Max(worst, table.Trial(row).Loss);
        }

        var mean = 0.0;
        for (var index = 0; index < _count; index++)
        {
            var trial = table.Trial(_rows[index]);
            _weights[index] = Counts(trial) ? worst - trial.Loss : 0;
            mean += _weights[index] / _count;
        }

        var isEven = !(mean > 0) || !double.IsFinite(mean);
        for (var index = 0; index < _count; index++)
            _weights[index] = isEven ? 1 : _weights[index] / mean;

        static bool Counts(Observation trial) => trial.Counts && trial.Violation == 0;
    }

    // Once a split, column by column: rows are asked about several times.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Look(TrialTable table, ReadOnlySpan<double> places)
    {
        var isInPlay = _isInPlay.AsSpan(0, _total);
        isInPlay.Fill(true);
        foreach (var dimension in dimensions)
        {
            var column = table.Places(dimension);
            for (var row = 0; row < isInPlay.Length; row++)
                isInPlay[row] &= !double.IsNaN(column[row]);
        }

        var agrees = _agrees.AsSpan(0, _total);
        isInPlay.CopyTo(agrees);
        foreach (var dimension in choices)
        {
            var place = places[dimension];
            if (double.IsNaN(place))
                continue;
            var column = table.Places(dimension);
            for (var row = 0; row < agrees.Length; row++)
                agrees[row] &= column[row] == place;
        }
    }
}
