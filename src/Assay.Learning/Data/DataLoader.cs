using Assay.Foundation.Randomness;

namespace Assay.Learning.Data;

/// <summary>
/// Gives out a data set in batches, epoch after epoch. What comes when follows from seed and epoch alone, so that a loader that is set to a
/// <see cref="State"/> goes on exactly as the one it was taken from. One thread uses a loader; many loaders may share a data set.
/// </summary>
public sealed class DataLoader : IDisposable
{
    private readonly DrawOrder? _draws;
    private readonly int[] _order;
    private readonly Batch[] _batches;
    private readonly Prefetcher? _prefetcher;
    private readonly Seed _seed;
    private int _orderedEpoch = -1;
    private int _epoch;
    private int _position;
    private int _turn;
    private Batch? _pending;

    /// <summary>A loader at the start of epoch 0.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="options">How batches are made; the defaults shuffle and give out 64 samples at a time.</param>
    /// <exception cref="ArgumentException">Options that do not fit the data; the message has the numbers.</exception>
    public DataLoader(Dataset data, DataLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
        Options = options ??= new DataLoaderOptions();
        if (options.BatchSize < 1)
            throw new ArgumentException($"The batch size is {options.BatchSize}; it is at least 1.", nameof(options));
        if (options.Weights is null && options.Draws is not null)
            throw new ArgumentException("Draws says how many samples are drawn by weight; there are no Weights.", nameof(options));
        if (options.Weights is not null)
            _draws = new DrawOrder(options, data.Count);
        Samples = _draws?.Draws ?? data.Count;
        if (options.DropLast && options.BatchSize > Samples)
            throw new ArgumentException($"A batch of {options.BatchSize} is larger than the epoch of {Samples} samples, and incomplete batches are left out, so that none would come; lower BatchSize or unset DropLast.", nameof(options));
        BatchesPerEpoch = options.DropLast ? Samples / options.BatchSize : (int)(((long)Samples + options.BatchSize - 1) / options.BatchSize);
        _seed = new Seed(options.Seed).For("shuffle");
        _order = new int[Samples];
        var size = Math.Min(options.BatchSize, Samples);
        _batches = options.Prefetch ? [new Batch(data, size, gathers: true), new Batch(data, size, gathers: true)] : [new Batch(data, size, gathers: false)];
        _prefetcher = options.Prefetch ? new Prefetcher() : null;
    }

    /// <summary>The samples.</summary>
    public Dataset Data { get; }

    /// <summary>How batches are made.</summary>
    public DataLoaderOptions Options { get; }

    /// <summary>Samples that are ordered or drawn for an epoch; without <see cref="DataLoaderOptions.DropLast"/>, all of them are given out.</summary>
    public int Samples { get; }

    /// <summary>Batches in an epoch, at least 1.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>Where the loader stands; setting it goes there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public DataLoaderState State
    {
        get => new(_epoch, _position);
        set
        {
            if (value.Epoch < 0 || value.Batch < 0 || value.Batch > BatchesPerEpoch)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"An epoch is 0 or more and has {BatchesPerEpoch} batches; is this the state of a loader over other data, or of other batch size?");
            Settle();
            (_epoch, _position) = (value.Epoch, value.Batch);
        }
    }

    /// <summary>How many samples a batch of an epoch has.</summary>
    /// <param name="batch">From 0 to <see cref="BatchesPerEpoch"/> − 1.</param>
    public int SizeOf(int batch) => Math.Min(Options.BatchSize, Samples - (batch * Options.BatchSize));

    /// <summary>The next batch.</summary>
    /// <returns>The batch, valid until the next call; null once at the end of every epoch, after which the next epoch's batches come.</returns>
    public Batch? Next()
    {
        if (_position >= BatchesPerEpoch)
        {
            _epoch++;
            _position = 0;
            return null;
        }

        Order();
        var batch = _pending;
        if (batch is not null)
        {
            Settle();
        }
        else
        {
            batch = Filled(_position);
            batch.Gather();
        }

        _position++;
        if (_prefetcher is not null && _position < BatchesPerEpoch)
            _prefetcher.Begin(_pending = Filled(_position));
        return batch;
    }

    /// <summary>The rest of this epoch's batches, each valid until the next.</summary>
    public IEnumerable<Batch> Epoch()
    {
        while (Next() is { } batch)
            yield return batch;
    }

    /// <summary>Ends the thread that gathers ahead, if there is one.</summary>
    public void Dispose()
    {
        Settle();
        _prefetcher?.Dispose();
    }

    private Batch Filled(int position)
    {
        _turn = (_turn + 1) % _batches.Length;
        _batches[_turn].Set(_order, position * Options.BatchSize, SizeOf(position));
        return _batches[_turn];
    }

    private void Order()
    {
        if (_orderedEpoch == _epoch)
            return;
        var seed = _seed.For(_epoch.ToString(CultureInfo.InvariantCulture));
        if (_draws is not null)
            _draws.Fill(_order, seed);
        else if (Options.Shuffle)
            Permutation.Fill(_order, seed);
        else if (_orderedEpoch < 0)
            Permutation.FillInOrder(_order);
        _orderedEpoch = _epoch;
    }

    // After this, the other thread has nothing to do and touches nothing.
    private void Settle()
    {
        if (_pending is not null)
            _prefetcher!.Await();
        _pending = null;
    }
}
