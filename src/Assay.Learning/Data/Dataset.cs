using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Foundation.Formats;
using Assay.Foundation.Randomness;
using Assay.Learning.Tensors;

namespace Assay.Learning.Data;

/// <summary>Samples in memory: features of one shape, and for each sample a class label or target numbers. Parts of it share its numbers.</summary>
/// <remarks>Unchangeable, so that many loaders and threads may read it at once. The arrays that it is made of are not copied: leave them alone.</remarks>
public sealed class Dataset
{
    private readonly float[] _features;
    private readonly int[]? _labels;
    private readonly float[]? _targets;
    private readonly int[]? _rows;
    private readonly Lazy<string> _digest;

    private Dataset(float[] features, Shape sample, int[]? labels, int classes, float[]? targets, Shape target, IReadOnlyList<string>? columns, int[]? rows, int count)
    {
        _features = features;
        _labels = labels;
        _targets = targets;
        _rows = rows;
        _digest = new Lazy<string>(ComputeDigest);
        SampleShape = sample;
        Width = checked((int)sample.Count);
        Classes = classes;
        TargetShape = target;
        TargetWidth = checked((int)target.Count);
        Columns = columns;
        Count = count;
    }

    /// <summary>How many samples there are, at least 1.</summary>
    public int Count { get; }

    /// <summary>The shape of one sample's features.</summary>
    public Shape SampleShape { get; }

    /// <summary>The shape of one sample's target; a scalar's when there are labels.</summary>
    public Shape TargetShape { get; }

    /// <summary>How many classes the labels are of; 0 when there are targets.</summary>
    public int Classes { get; }

    /// <summary>The names of the features, when they are known.</summary>
    public IReadOnlyList<string>? Columns { get; }

    /// <summary>SHA-256 over shapes, features, and labels or targets in their order, as 64 lower-case hex digits; computed at first use.</summary>
    public string Digest => _digest.Value;

    internal int Width { get; }

    internal int TargetWidth { get; }

    internal float[] Features => _features;

    internal float[] TargetValues => _targets ?? throw new InvalidOperationException("This data set has labels and no targets; use Labels.");

    internal int[] LabelValues => _labels ?? throw new InvalidOperationException("This data set has targets and no labels; use Targets.");

    internal bool HasLabels => _labels is not null;

    /// <summary>Samples with class labels.</summary>
    /// <param name="features">Row-major, [samples, …sample].</param>
    /// <param name="sample">The shape of one sample.</param>
    /// <param name="labels">One a sample, 0 … classes − 1.</param>
    /// <param name="classes">How many classes there are, at least 1.</param>
    /// <param name="allowNonFinite">Whether features may be NaN or infinite; by default they are refused.</param>
    /// <exception cref="ArgumentException">No samples, numbers that do not fit, a label outside its range, or a feature that is not finite; the message has its place.</exception>
    public static Dataset Classified(float[] features, Shape sample, int[] labels, int classes, bool allowNonFinite = false)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var count = CountOf(features, sample, labels.Length, "labels");
        for (var row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
                throw new ArgumentException($"The label of row {row} is {labels[row]}; with {classes} classes labels are 0 to {classes - 1}.", nameof(labels));
        }

        return Checked(new Dataset(features, sample, labels, classes, null, [], null, null, count), allowNonFinite);
    }

    /// <summary>Samples with class labels, of arrays as files hold them: features [samples, …], labels [samples] of whole numbers.</summary>
    /// <param name="features">The features.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="classes">How many classes there are, at least 1.</param>
    /// <param name="scale">A factor on every feature, 1 by default; 1/255 brings bytes to [0, 1].</param>
    /// <exception cref="ArgumentException">As for the other overload, or labels with more than one axis.</exception>
    public static Dataset Classified(NumberArray features, NumberArray labels, int classes, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Shape.Count != 1 || features.Shape.Count == 0)
            throw new ArgumentException($"Features have {features.Shape.Count} axes and labels {labels.Shape.Count}; features have at least one, the samples, and labels just that.", nameof(labels));
        var values = scale == 1 ? features.ToSingles() : Array.ConvertAll(features.ToSingles(), value => (float)(value * scale));
        return Classified(values, Shape.Create([.. features.Shape.Skip(1)]), labels.ToInt32s(), classes);
    }

    /// <summary>Samples with numbers to predict.</summary>
    /// <param name="features">Row-major, [samples, …sample].</param>
    /// <param name="sample">The shape of one sample.</param>
    /// <param name="targets">Row-major, [samples, …target].</param>
    /// <param name="target">The shape of one target; <c>[]</c> for one number.</param>
    /// <param name="allowNonFinite">Whether numbers may be NaN or infinite; by default they are refused.</param>
    /// <exception cref="ArgumentException">No samples, numbers that do not fit, or one that is not finite; the message has its place.</exception>
    public static Dataset WithTargets(float[] features, Shape sample, float[] targets, Shape target, bool allowNonFinite = false)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (target.Count < 1 || targets.Length % target.Count != 0)
            throw new ArgumentException($"{targets.Length} numbers are no whole number of targets of shape {target}.", nameof(targets));
        var count = CountOf(features, sample, (int)(targets.Length / target.Count), "targets");
        return Checked(new Dataset(features, sample, null, 0, targets, target, null, null, count), allowNonFinite);
    }

    /// <summary>Samples of a table: one column is the label or target, the others are features.</summary>
    /// <param name="table">The table.</param>
    /// <param name="label">The column's name.</param>
    /// <param name="classes">How many classes the column's whole numbers are of; null (default) takes the column as numbers to predict.</param>
    /// <exception cref="ArgumentException">No such column, no other column, a label that is not a class, or a number that is not finite; the message has row and column.</exception>
    public static Dataset FromTable(NumberTable table, string label, int? classes = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var answer = table.ColumnOf(label);
        int[] columns = [.. Enumerable.Range(0, table.Columns.Count).Where(column => column != answer)];
        if (columns.Length == 0)
            throw new ArgumentException($"The table has no column but '{label}'; at least one feature is needed.", nameof(table));
        var features = new float[checked(table.Rows * columns.Length)];
        var answers = new float[table.Rows];
        var labels = new int[table.Rows];
        for (var row = 0; row < table.Rows; row++)
        {
            for (var column = 0; column < columns.Length; column++)
                features[(row * columns.Length) + column] = (float)table[row, columns[column]];
            var value = table[row, answer];
            answers[row] = (float)value;
            labels[row] = value is >= 0 and <= int.MaxValue ? (int)value : -1;
            if (classes is { } limit && (labels[row] != value || labels[row] >= limit))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Column '{label}' of row {row} is {value}; with {limit} classes labels are whole numbers from 0 to {limit - 1}."), nameof(table));
        }

        List<string> names = [.. columns.Select(column => table.Columns[column])];
        var data = classes is { } number
            ? new Dataset(features, [columns.Length], labels, number, null, [], names, null, table.Rows)
            : new Dataset(features, [columns.Length], null, 0, answers, [], names, null, table.Rows);
        return Checked(data, allowNonFinite: false);
    }

    /// <summary>The label of a sample.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public int Label(int index) => LabelValues[RowOf(index)];

    /// <summary>The features of a sample, row-major.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<float> Sample(int index) => _features.AsSpan(RowOf(index) * Width, Width);

    /// <summary>The target of a sample, row-major.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<float> Target(int index) => TargetValues.AsSpan(RowOf(index) * TargetWidth, TargetWidth);

    /// <summary>Some of the samples, in the order given.</summary>
    /// <param name="indices">At least one, each from 0 to <see cref="Count"/> − 1; a sample may be there twice.</param>
    /// <exception cref="ArgumentException">None, or one that is not there.</exception>
    public Dataset Subset(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        int[] rows = [.. indices];
        if (rows.Length == 0)
            throw new ArgumentException("A part without samples was asked for; it has at least one.", nameof(indices));
        for (var place = 0; place < rows.Length; place++)
        {
            if ((uint)rows[place] >= (uint)Count)
                throw new ArgumentException($"Sample {rows[place]} was asked for; there are 0 to {Count - 1}.", nameof(indices));
            rows[place] = RowOf(rows[place]);
        }

        return new Dataset(_features, SampleShape, _labels, Classes, _targets, TargetShape, Columns, rows, rows.Length);
    }

    /// <summary>Samples one after another; <c>data[..7000]</c> writes it as a range.</summary>
    /// <param name="start">The first, from 0.</param>
    /// <param name="length">How many, at least 1.</param>
    /// <exception cref="ArgumentException">None, or some that are not there.</exception>
    public Dataset Slice(int start, int length)
    {
        if (start < 0 || length < 1 || length > Count - start)
            throw new ArgumentException($"{length} samples from number {start} on were asked for; there are {Count}, and a part has at least one.", nameof(length));
        return Subset(Enumerable.Range(start, length));
    }

    /// <summary>The same numbers as samples of another shape, e.g. images of [28, 28] as rows of [784].</summary>
    /// <param name="sample">A shape of as many numbers.</param>
    /// <exception cref="ArgumentException">Of another number.</exception>
    public Dataset Reshape(Shape sample) => sample.Count == Width
        ? new Dataset(_features, sample, _labels, Classes, _targets, TargetShape, Columns, _rows, Count)
        : throw new ArgumentException($"Samples of shape {SampleShape} have {Width} numbers; the shape {sample} has {sample.Count}.", nameof(sample));

    /// <summary>Cuts the samples at random in two.</summary>
    /// <param name="first">How many are in the first part, 1 … <see cref="Count"/> − 1.</param>
    /// <param name="seed">Decides who is where.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public (Dataset First, Dataset Second) Split(int first, Seed seed)
    {
        if (first < 1 || first >= Count)
            throw new ArgumentOutOfRangeException(nameof(first), first, $"Of {Count} samples, 1 to {Count - 1} can be in the first part.");
        var order = Shuffled(seed);
        return (Subset(order[..first]), Subset(order[first..]));
    }

    /// <summary>Cuts the samples at random in parts of equal size (±1), each of which is held out once.</summary>
    /// <param name="folds">How many, 2 … <see cref="Count"/>.</param>
    /// <param name="seed">Decides who is where.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of folds.</exception>
    public IReadOnlyList<(Dataset Train, Dataset HeldOut)> Folds(int folds, Seed seed)
    {
        if (folds < 2 || folds > Count)
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"{Count} samples can be cut in 2 to {Count} folds.");
        var order = Shuffled(seed);
        return [.. Enumerable.Range(0, folds).Select(fold => (Subset(order.Where((_, place) => place % folds != fold)), Subset(order.Where((_, place) => place % folds == fold))))];
    }

    internal int RowOf(int index) => _rows is null ? index : _rows[index];

    private static int CountOf(float[] features, Shape sample, int answers, string what)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Length == 0 || sample.Count == 0)
            throw new ArgumentException($"The data set is empty ({features.Length} numbers, samples of shape {sample}); it has at least one sample of at least one number.", nameof(features));
        if (features.Length != answers * sample.Count)
            throw new ArgumentException($"{features.Length} numbers and {answers} {what} were given; {answers} samples of shape {sample} have {answers * sample.Count} numbers.", nameof(features));
        return answers;
    }

    private static Dataset Checked(Dataset data, bool allowNonFinite)
    {
        if (allowNonFinite)
            return data;
        RequireFinite(data._features, data.Width, data.Columns, "feature");
        if (data._targets is not null)
            RequireFinite(data._targets, data.TargetWidth, null, "target");
        return data;
    }

    private static void RequireFinite(float[] values, int width, IReadOnlyList<string>? columns, string what)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (float.IsFinite(values[index]))
                continue;
            var column = index % width;
            var name = columns is null ? string.Create(CultureInfo.InvariantCulture, $"{column}") : $"'{columns[column]}'";
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The {what} in row {index / width}, column {name} is {values[index]}; numbers to train on are finite."));
        }
    }

    private int[] Shuffled(Seed seed)
    {
        var order = new int[Count];
        Permutation.Fill(order, seed);
        return order;
    }

    private string ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{SampleShape} {TargetShape} {Classes}\n"));
        for (var index = 0; index < Count; index++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(Sample(index)));
            hash.AppendData(_labels is null ? MemoryMarshal.AsBytes(Target(index)) : MemoryMarshal.AsBytes(_labels.AsSpan(RowOf(index), 1)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
