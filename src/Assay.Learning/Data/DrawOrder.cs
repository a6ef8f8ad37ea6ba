using Assay.Foundation.Randomness;

namespace Assay.Learning.Data;

/// <summary>Draws samples by weight; keeps its tables, so that an epoch allocates nothing.</summary>
internal sealed class DrawOrder
{
    private readonly double[] _weights;
    private readonly double[] _sums;
    private readonly double[] _keys;
    private readonly int[] _samples;
    private readonly bool _withReplacement;

    public DrawOrder(DataLoaderOptions options, int count)
    {
        _weights = [.. options.Weights!];
        _withReplacement = options.WithReplacement;
        if (_weights.Length != count)
            throw new ArgumentException($"{_weights.Length} weights were given for {count} samples; it is one a sample.", nameof(options));
        if (Array.FindIndex(_weights, weight => !(weight >= 0) || !double.IsFinite(weight)) is var bad and >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The weight of sample {bad} is {_weights[bad]}; weights are finite numbers of 0 or more."), nameof(options));
        var positive = _weights.Count(weight => weight > 0);
        if (positive == 0)
            throw new ArgumentException("Every weight is 0, so that no sample can be drawn.", nameof(options));
        Draws = options.Draws ?? (_withReplacement ? count : positive);
        if (Draws < 1 || (!_withReplacement && Draws > positive))
            throw new ArgumentException($"{Draws} draws an epoch were asked for; {(_withReplacement ? "at least 1" : $"1 to {positive}, the samples of a weight above 0,")} can be made.", nameof(options));
        _sums = new double[count];
        _keys = new double[_withReplacement ? 0 : count];
        _samples = new int[_withReplacement ? 0 : count];
        var sum = 0.0;
        for (var sample = 0; sample < count; sample++)
            _sums[sample] = sum += _weights[sample];
    }

    public int Draws { get; }

    public void Fill(Span<int> order, Seed seed)
    {
        if (_withReplacement)
            DrawEach(order, seed);
        else
            DrawOnce(order, seed);
    }

    // Where u·Σw falls among the running sums; samples of weight 0 take no room there.
    private void DrawEach(Span<int> order, Seed seed)
    {
        for (var draw = 0; draw < order.Length; draw++)
        {
            var at = seed.Uniform((ulong)draw) * _sums[^1];
            int low = 0, high = _sums.Length - 1;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_sums[middle] > at)
                    high = middle;
                else
                    low = middle + 1;
            }

            order[draw] = low;
        }
    }

    // The largest keys ln(u)/w are a weighted draw without replacement, in its order. Source: Efraimidis and Spirakis 2006, algorithm A.
    private void DrawOnce(Span<int> order, Seed seed)
    {
        for (var sample = 0; sample < _keys.Length; sample++)
        {
            _samples[sample] = sample;
            _keys[sample] = _weights[sample] > 0 ? -Math.Log(1 - seed.Uniform((ulong)sample)) / _weights[sample] : double.PositiveInfinity;
        }

        Array.Sort(_keys, _samples);
        _samples.AsSpan(0, order.Length).CopyTo(order);
    }
}
