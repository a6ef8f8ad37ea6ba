using Assay.Foundation.Randomness;
using Assay.Learning.Autograd;
using Assay.Learning.Kernels;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Tensors;

namespace Assay.Learning;

/// <summary>
/// What computes: memory, threads, precision and chance. Models are initialized on an engine, and every computation runs in one of its steps.
/// One thread drives an engine; different engines are independent.
/// </summary>
/// <example><code>
/// using var engine = new Engine(new() { Seed = 1 });
/// model.Initialize(engine);
/// using (var step = engine.BeginStep())
///     Loss.CrossEntropy(model.Forward(step.Tensor(pixels, [64, 784])).AsLogits(), step.Indices(labels, [64])).Backward();
/// </code></example>
public sealed unsafe partial class Engine : IDisposable
{
    private readonly Tape _tape = new();
    private readonly List<(nint Block, nuint Bytes)> _indices = [];
    private readonly List<ParameterNode> _parameters = [];
    private uint _dropouts;
    private bool _inStep;

    /// <summary>An engine that computes as the options say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative or absurd number of threads, or a width that this machine lacks.</exception>
    public Engine(EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        if (options.Threads is < 0 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(options), options.Threads, "Threads is 0 (one a core) to 1024.");
        Options = options;
        Precision = options.Precision;
        ElementSize = Precision == Precision.Single ? sizeof(float) : sizeof(double);
        Width = options.Width ?? SimdWidths.Best;
        SimdWidths.Require(Width);
        Seed = new Seed(options.Seed);
        Workers = new Workers(options.Threads == 0 ? Environment.ProcessorCount : options.Threads);
    }

    /// <summary>The options that the engine was made with.</summary>
    public EngineOptions Options { get; }

    /// <summary>The numbers that it computes with.</summary>
    public Precision Precision { get; }

    /// <summary>The vector registers that it uses.</summary>
    public SimdWidth Width { get; }

    /// <summary>The origin of all chance.</summary>
    public Seed Seed { get; }

    /// <summary>Threads that compute, the caller's included.</summary>
    public int Threads => Workers.Count;

    /// <summary>
    /// Training steps begun: the counter of the dropout masks. Saved with a checkpoint and set when one is resumed, so that the masks go on
    /// where they stopped.
    /// </summary>
    public long TrainingSteps { get; set; }

    /// <summary>Whether the current step is for training: gradients are recorded, dropout drops, batch statistics are taken.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>The most native memory ever held at once, in bytes: weights, gradients, moments, activations.</summary>
    public long PeakBytes => (long)Heap.PeakBytes;

    internal Heap Heap { get; } = new();

    internal Workers Workers { get; }

    /// <summary>Bytes of one number, 4 or 8.</summary>
    internal int ElementSize { get; }

    /// <summary>Whether operations record what a backward pass needs.</summary>
    internal bool RecordsGradients => IsTraining;

    /// <summary>Changes with every step, so that handles of an earlier one are found out.</summary>
    internal long StepSerial { get; private set; }

    /// <summary>Begins a step; only one at a time.</summary>
    /// <param name="training">True (default): record gradients, apply dropout, take batch statistics. False: evaluate.</param>
    /// <returns>The step, to be disposed.</returns>
    /// <exception cref="InvalidOperationException">A step has begun and not ended.</exception>
    public Step BeginStep(bool training = true)
    {
        if (_inStep)
            throw new InvalidOperationException("A step of this engine has begun and not ended; dispose it before the next (using var step = engine.BeginStep();).");
        _inStep = true;
        IsTraining = training;
        _dropouts = 0;
        if (training)
            TrainingSteps++;
        return new Step(this);
    }

    /// <summary>Stops the engine's threads and frees its memory; every tensor and parameter of it becomes unusable.</summary>
    public void Dispose()
    {
        EndStep();
        foreach (var parameter in _parameters)
            parameter.End();
        _parameters.Clear();
        Workers.Dispose();
        Heap.Dispose();
    }

    internal void EndStep()
    {
        _tape.Clear();
        foreach (var (block, bytes) in _indices)
            Heap.Return((void*)block, bytes);
        _indices.Clear();
        _inStep = false;
        StepSerial++;
    }

    /// <summary>The next operation's object, on the tape of the current step.</summary>
    /// <exception cref="InvalidOperationException">There is no step.</exception>
    internal TNode Record<TNode>()
        where TNode : Node, new()
    {
        if (!_inStep)
            throw new InvalidOperationException("Tensors are computed inside a step: using var step = engine.BeginStep();");
        return _tape.Add<TNode>();
    }

    internal Tensor Input(ReadOnlySpan<float> values, Shape shape)
    {
        if (values.Length != shape.Count)
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}, which has {shape.Count} elements.", nameof(values));
        var node = Record<InputNode>();
        node.Begin(this, shape, needsGradient: false);
        Write(values, node.Data);
        return new Tensor(node);
    }

    internal Indices InputIndices(ReadOnlySpan<int> values, Shape shape)
    {
        if (values.Length != shape.Count)
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}, which has {shape.Count} elements.", nameof(values));
        if (!_inStep)
            throw new InvalidOperationException("Indices are made inside a step: using var step = engine.BeginStep();");
        var indices = NewIndices(shape);
        values.CopyTo(new Span<int>(indices.Data, values.Length));
        return indices;
    }

    /// <summary>A value's numbers, which are whole.</summary>
    internal Indices ToIndices(Node node)
    {
        const double largest = 1 << 24;
        var indices = NewIndices(node.Shape);
        for (var place = 0; place < node.Shape.Count; place++)
        {
            var value = Precision == Precision.Single ? ((float*)node.Data)[place] : ((double*)node.Data)[place];
            if (!(Math.Abs(value) <= largest) || value != Math.Truncate(value))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Number {place} of a tensor of shape {node.Shape} is {value}; indices are whole numbers within ±{largest}."), nameof(node));
            indices.Data[place] = (int)value;
        }

        return indices;
    }

    internal ParameterNode NewParameter(Shape shape, bool trainable)
    {
        var node = new ParameterNode(this, shape, trainable);
        _parameters.Add(node);
        return node;
    }

    /// <summary>The key of the next dropout mask: the same for the same seed, training step and place in the model.</summary>
    internal ulong NextDropoutKey()
    {
        var place = unchecked(((ulong)TrainingSteps << 20) + _dropouts++);
        var z = unchecked(Seed.Value + ((place + 1) * 0x9E3779B97F4A7C15UL)); // SplitMix64, as in Seed.Uniform
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }

    /// <summary>The mask of the next dropout in this step: none when evaluating.</summary>
    internal DropoutMask Dropout(double probability) => IsTraining && probability > 0 ? DropoutMask.For(probability, NextDropoutKey()) : DropoutMask.None;

    internal void Backward(Node root, double scale)
    {
        if (root.Shape.Count != 1)
            throw new InvalidOperationException($"Backward starts from one number, a loss; this tensor has shape {root.Shape}.");
        if (!IsTraining)
            throw new InvalidOperationException("This step evaluates and records no gradients; begin it with training: true.");
        if (!root.NeedsGradient || root.Position < 0)
            throw new InvalidOperationException("This value depends on no trainable parameter, so there is nothing to compute a gradient of.");
        var gradient = root.GradientTarget(out _);
        if (Precision == Precision.Single)
            *(float*)gradient = (float)scale;
        else
            *(double*)gradient = scale;
        _tape.Backward(root);
    }

    /// <summary>Converts numbers of the engine's precision to single.</summary>
    internal void Read(void* source, Span<float> destination)
    {
        if (Precision == Precision.Single)
        {
            new ReadOnlySpan<float>(source, destination.Length).CopyTo(destination);
            return;
        }

        for (var index = 0; index < destination.Length; index++)
            destination[index] = (float)((double*)source)[index];
    }

    /// <summary>Converts single precision to the engine's.</summary>
    internal void Write(ReadOnlySpan<float> source, void* destination)
    {
        if (Precision == Precision.Single)
        {
            source.CopyTo(new Span<float>(destination, source.Length));
            return;
        }

        for (var index = 0; index < source.Length; index++)
            ((double*)destination)[index] = source[index];
    }

    private Indices NewIndices(Shape shape)
    {
        var bytes = checked((nuint)shape.Count * sizeof(int));
        var block = Heap.Rent(bytes);
        _indices.Add(((nint)block, bytes));
        return new Indices(this, (int*)block, shape);
    }
}
