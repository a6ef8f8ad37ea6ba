using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Elementwise;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Kernels.Norms;
using Assay.Learning.Kernels.Products;
using Assay.Learning.Kernels.Reductions;
using Assay.Learning.Kernels.Sparse;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>
/// Forward and backward pass of a sparse autoencoder, for the operations that end in its output or its loss. With a number k of codes a row, everything behind the encoder's
/// product takes time in proportion to k instead of the number of features.
/// </summary>
/// <remarks>
/// N rows, D inputs, M features, K codes a row. a = (x − b)·Weᵀ + bₑ; z = the K largest of a, or its positive part; x̂ = z·A + b with atoms A: [M, D].
/// </remarks>
internal sealed unsafe class SparseAutoencoderPass
{
    private SparseAutoencoder _layer = null!;
    private Engine _engine = null!;
    private Node _input = null!;
    private SparseCodes _codes;
    private double _penalty;

    // The features of the auxiliary term, without values; K is 0 when there is none.
    private SparseCodes _inactive;

    // x − b, [N, D]; the input itself without b.
    private void* _centred;

    // z of the rectified kind, [N, M].
    private void* _dense;

    private int Rows => checked((int)_input.Shape.Rows);

    private int Inputs => _layer.Inputs;

    private int Features => _layer.Features;

    private nuint CodeBytes => (nuint)Rows * (nuint)_codes.K * (nuint)_engine.ElementSize;

    private nuint PlaceBytes => (nuint)Rows * (nuint)_codes.K * sizeof(int);

    private nuint DenseBytes => (nuint)Rows * (nuint)Features * (nuint)_engine.ElementSize;

    /// <summary>The encoder's weight.</summary>
    public Node Encoder => _layer.EncoderWeight.Node;

    private ParameterNode? Bias => _layer.DecoderBias?.Node;

    /// <summary>Whether a gradient of anything is needed.</summary>
    public static bool NeedsGradient(SparseAutoencoder layer, Tensor input) =>
        input.Node.NeedsGradient || layer.EncoderWeight.Node.NeedsGradient || layer.EncoderBias.Node.NeedsGradient || layer.Atoms.Node.NeedsGradient
        || layer.DecoderBias is { Node.NeedsGradient: true };

    /// <summary>Computes x̂.</summary>
    /// <param name="layer">The weights.</param>
    /// <param name="input">x, […, D].</param>
    /// <param name="needsGradient">Whether to keep what the backward pass needs.</param>
    /// <param name="output">x̂, or null.</param>
    /// <param name="target">What x̂ should be, or null.</param>
    /// <param name="slope">Where 2(x̂ − target)/(N·D) goes, or null.</param>
    /// <param name="penalty">λ of λ·(Σ|z|)/N in the loss.</param>
    /// <param name="auxiliary">c of the auxiliary term, which is left out without a slope; 0 for none.</param>
    /// <returns>Mean of (x̂ − target)², plus the penalty and the term; 0 without a target.</returns>
    public double Forward(SparseAutoencoder layer, Tensor input, bool needsGradient, void* output, void* target, void* slope, double penalty, double auxiliary = 0)
    {
        _layer = layer;
        _engine = input.Engine;
        _input = input.Node;
        _penalty = penalty;
        _codes = _inactive = default;
        _centred = _input.Data;
        if (Bias is not null)
        {
            _centred = _engine.Heap.Rent(_input.Bytes);
            _engine.Run(new CentreKernel { Input = _input.Data, Centre = Bias.Data, Output = _centred, Columns = Inputs }, Rows, Inputs);
        }

        var activations = _engine.Heap.Rent(DenseBytes);
        var epilogue = new LinearEpilogue
        {
            Bias = layer.EncoderBias.Node.Data,
            Columns = Features,
            Activation = layer.ActiveFeatures is null ? Activation.Relu : Activation.None,
            Dropout = DropoutMask.None,
        };
        _engine.Multiply(new Matrix(_centred, Rows, Inputs), new Matrix(layer.EncoderWeight.Node.Data, Features, Inputs).Transposed, activations, accumulate: false, epilogue);
        var loss = layer.ActiveFeatures is { } active
            ? DecodeSparse(active, activations, needsGradient, output, target, slope)
            : DecodeDense(activations, output, target, slope);
        if (auxiliary > 0 && slope is not null)
            loss += AddInactive(activations, slope, auxiliary);
        if (layer.ActiveFeatures is null && needsGradient)
            _dense = activations;
        else
            _engine.Heap.Return(activations, DenseBytes);
        if (!needsGradient)
            End();
        return loss;
    }

    /// <summary>Adds to the gradients of weights and input.</summary>
    /// <param name="slope">∂loss/∂x̂, [N, D].</param>
    /// <param name="hasCodeSlopes">Whether the slopes of sparse codes were computed with the loss.</param>
    /// <param name="upstream">Factor on the penalty (dense codes) or on the codes' slopes (sparse); <paramref name="slope"/> has it already.</param>
    public void Backward(void* slope, bool hasCodeSlopes, double upstream)
    {
        var biasSums = _engine.Heap.Rent((nuint)Features * (nuint)_engine.ElementSize);
        if (_codes.K > 0)
            BackwardSparse(slope, hasCodeSlopes, upstream, biasSums);
        else
            BackwardDense(slope, upstream, biasSums);

        var encoderBias = _layer.EncoderBias.Node;
        if (encoderBias.NeedsGradient)
        {
            var target = encoderBias.GradientTarget(out var accumulate);
            _engine.Run(new AddKernel { Source = biasSums, Destination = target, Accumulate = accumulate, Scale = 1 }, Features, 1);
        }

        if (Bias is { NeedsGradient: true } bias)
        {
            // x̂ = z·A + b and a = (x − b)·Weᵀ + bₑ: ∂b = Σ rows of ∂x̂ − Σ rows of ∂a·We, and the rows of ∂a sum to ∂bₑ.
            var target = bias.GradientTarget(out var accumulate);
            _engine.SumRows(new Matrix(slope, Rows, Inputs), target, accumulate);
            var product = new RowProductKernel { Vector = biasSums, Matrix = _layer.EncoderWeight.Node.Data, Destination = target, Scale = -1, Rows = Features, Columns = Inputs };
            _engine.Run(product, (Inputs + RowProductKernel.Block - 1) / RowProductKernel.Block, (long)Features * RowProductKernel.Block);
        }

        _engine.Heap.Return(biasSums, (nuint)Features * (nuint)_engine.ElementSize);
    }

    /// <summary>Gives all memory back.</summary>
    public void End()
    {
        // Before the codes, whose number gives its size.
        if (_inactive.K > 0)
        {
            _engine.Heap.Return(_inactive.Features, PlaceBytes);
            _engine.Heap.Return(_inactive.Slopes, CodeBytes);
            _engine.Heap.Return(_inactive.Counts, (nuint)Rows * sizeof(int));
            _inactive = default;
        }

        if (_codes.K > 0)
        {
            _engine.Heap.Return(_codes.Features, PlaceBytes);
            _engine.Heap.Return(_codes.Values, CodeBytes);
            _engine.Heap.Return(_codes.Counts, (nuint)Rows * sizeof(int));
            if (_codes.Slopes is not null)
                _engine.Heap.Return(_codes.Slopes, CodeBytes);
            _codes = default;
        }

        if (_dense is not null)
            _engine.Heap.Return(_dense, DenseBytes);
        // (The input may have ended already, so its block is not to be asked for.)
        if (_centred is not null && Bias is not null)
            _engine.Heap.Return(_centred, _input.Bytes);
        _dense = _centred = null;
    }

    /// <summary>z as a dense matrix, [N, M], right after <see cref="Forward"/> with gradients.</summary>
    public void WriteCodes(void* destination)
    {
        if (_dense is not null)
            Buffer.MemoryCopy(_dense, destination, DenseBytes, DenseBytes);
        else if (_engine.Precision == Precision.Single)
            Scatter((float*)destination);
        else
            Scatter((double*)destination);
    }

    private double DecodeSparse(int active, void* activations, bool needsGradient, void* output, void* target, void* slope)
    {
        _codes.K = active;
        _codes.Features = (int*)_engine.Heap.Rent(PlaceBytes);
        _codes.Values = _engine.Heap.Rent(CodeBytes);
        _codes.Counts = (int*)_engine.Heap.Rent((nuint)Rows * sizeof(int));
        if (needsGradient)
            _codes.Slopes = _engine.Heap.Rent(CodeBytes);
        Span<double> sums = stackalloc double[2 * Engine.MaximumParts];
        sums.Clear();
        fixed (double* squares = sums)
        {
            var kernel = new SparseDecodeKernel
            {
                Activations = activations,
                Atoms = _layer.Atoms.Node.Data,
                Bias = Bias is null ? null : Bias.Data,
                Codes = _codes,
                Output = output,
                Target = target,
                Slope = slope,
                Squares = squares,
                Magnitudes = squares + Engine.MaximumParts,
                Inputs = Inputs,
                Features = Features,
                Rectify = _layer.Rectifies,
                Factor = 1.0 / ((double)Rows * Inputs),
                Penalty = _penalty / Rows,
            };
            _engine.Run(kernel, Rows, Features + (2L * active * Inputs / 8), TopK.ScratchBytes(Features, _engine.ElementSize));
        }

        return (Total(sums[..Engine.MaximumParts]) / ((double)Rows * Inputs)) + (_penalty / Rows * Total(sums[Engine.MaximumParts..]));
    }

    // c·mean of e·S over rows; see the kernel.
    private double AddInactive(void* activations, void* slope, double auxiliary)
    {
        _inactive.K = _codes.K;
        _inactive.Features = (int*)_engine.Heap.Rent(PlaceBytes);
        _inactive.Slopes = _engine.Heap.Rent(CodeBytes);
        _inactive.Counts = (int*)_engine.Heap.Rent((nuint)Rows * sizeof(int));
        Span<double> sums = stackalloc double[Engine.MaximumParts];
        sums.Clear();
        fixed (double* partials = sums)
        {
            var kernel = new InactiveFeaturesKernel
            {
                Activations = activations,
                Codes = _codes,
                Inactive = _inactive,
                Slope = slope,
                Sums = partials,
                Rows = Rows,
                Inputs = Inputs,
                Features = Features,
                Coefficient = auxiliary,
                Penalty = _penalty / Rows,
            };
            _engine.Run(kernel, Rows, 2L * Features, InactiveFeaturesKernel.ScratchBytes(Features, _engine.ElementSize));
        }

        return auxiliary / Rows * Total(sums);
    }

    private double DecodeDense(void* activations, void* output, void* target, void* slope)
    {
        var reconstruction = output is null ? _engine.Heap.Rent(_input.Bytes) : output;
        var epilogue = new LinearEpilogue { Bias = Bias is null ? null : Bias.Data, Columns = Inputs, Dropout = DropoutMask.None };
        _engine.Multiply(new Matrix(activations, Rows, Features), new Matrix(_layer.Atoms.Node.Data, Features, Inputs), reconstruction, accumulate: false, epilogue);
        var loss = 0.0;
        if (target is not null)
        {
            Span<double> partials = stackalloc double[Engine.MaximumParts];
            partials.Clear();
            var factor = 1.0 / ((double)Rows * Inputs);
            fixed (double* sums = partials)
            {
                _engine.Run(new SquaredErrorKernel { Input = reconstruction, Targets = target, Slope = slope, Sums = sums, Factor = factor }, (long)Rows * Inputs, 1);
                loss = factor * Total(partials);
                if (_penalty > 0)
                {
                    partials.Clear();
                    _engine.Run(new ElementSumKernel { Input = activations, Sums = sums }, (long)Rows * Features, 1);
                    loss += _penalty / Rows * Total(partials);
                }
            }
        }

        if (output is null)
            _engine.Heap.Return(reconstruction, _input.Bytes);
        return loss;
    }

    private void BackwardSparse(void* slope, bool hasCodeSlopes, double upstream, void* biasSums)
    {
        if (!hasCodeSlopes)
            _engine.Run(new SparseSlopeKernel { Slope = slope, Atoms = _layer.Atoms.Node.Data, Codes = _codes, Inputs = Inputs }, Rows, (long)_codes.K * Inputs / 8);
        else if (upstream != 1)
            _engine.Run(new AddKernel { Source = _codes.Slopes, Destination = _codes.Slopes, Scale = upstream }, (long)Rows * _codes.K, 1);

        AddGradients(_codes, slope, _layer.Atoms.Node, biasSums);
        if (_inactive.K == 0)
            return;
        if (upstream != 1)
            _engine.Run(new AddKernel { Source = _inactive.Slopes, Destination = _inactive.Slopes, Scale = upstream }, (long)Rows * _inactive.K, 1);
        var bytes = (nuint)Features * (nuint)_engine.ElementSize;
        var sums = _engine.Heap.Rent(bytes);
        AddGradients(_inactive, slope, atoms: null, sums);
        _engine.Run(new AddKernel { Source = sums, Destination = biasSums, Accumulate = true, Scale = 1 }, Features, 1);
        _engine.Heap.Return(sums, bytes);
    }

    // The shares of some features of each row; of the atoms only where they were decoded.
    private void AddGradients(in SparseCodes codes, void* slope, ParameterNode? atoms, void* biasSums)
    {
        var startBytes = ((nuint)Features + 1) * sizeof(int);
        var placeBytes = (nuint)Rows * (nuint)codes.K * sizeof(int);
        var places = (int*)_engine.Heap.Rent(placeBytes);
        var starts = (int*)_engine.Heap.Rent(startBytes);
        SortByFeature(codes, Rows, Features, places, starts);
        var encoder = _layer.EncoderWeight.Node;
        bool accumulateAtoms = false, accumulateEncoder = false;
        var kernel = new SparseGradientKernel
        {
            Places = places,
            Starts = starts,
            Codes = codes,
            OutputSlope = slope,
            Centred = _centred,
            AtomGradient = atoms is { NeedsGradient: true } ? atoms.GradientTarget(out accumulateAtoms) : null,
            EncoderGradient = encoder.NeedsGradient ? encoder.GradientTarget(out accumulateEncoder) : null,
            BiasSums = biasSums,
            AccumulateAtoms = accumulateAtoms,
            AccumulateEncoder = accumulateEncoder,
            Inputs = Inputs,
        };
        _engine.Run(kernel, Features, Math.Max(16, 2L * Rows * codes.K / Features * Inputs / 8));
        _engine.Heap.Return(places, placeBytes);
        _engine.Heap.Return(starts, startBytes);
        if (_input.NeedsGradient)
        {
            var target = _input.GradientTarget(out var accumulate);
            _engine.Run(new SparseInputKernel { Codes = codes, Encoder = encoder.Data, Gradient = target, Accumulate = accumulate, Inputs = Inputs }, Rows, (long)codes.K * Inputs / 8);
        }
    }

    private void BackwardDense(void* slope, double upstream, void* biasSums)
    {
        // x̂ = z·A + b: ∂z = ∂x̂·Aᵀ, ∂A = zᵀ·∂x̂; z = max(0, a); a = (x − b)·Weᵀ + bₑ: ∂We = ∂aᵀ·(x − b), ∂x = ∂a·We
        var codes = new Matrix(_dense, Rows, Features);
        var output = new Matrix(slope, Rows, Inputs);
        var atoms = _layer.Atoms.Node;
        var encoder = _layer.EncoderWeight.Node;
        var codeSlope = _engine.Heap.Rent(DenseBytes);
        _engine.Multiply(output, new Matrix(atoms.Data, Features, Inputs).Transposed, codeSlope, accumulate: false);
        _engine.Run(new RectifiedSlopeKernel { Value = _dense, Slope = codeSlope, Penalty = upstream * _penalty / Rows }, (long)Rows * Features, 1);
        var da = new Matrix(codeSlope, Rows, Features);
        _engine.SumRows(da, biasSums, accumulate: false);
        if (atoms.NeedsGradient)
            _engine.Multiply(codes.Transposed, output, atoms.GradientTarget(out var accumulateAtoms), accumulateAtoms);
        if (encoder.NeedsGradient)
            _engine.Multiply(da.Transposed, new Matrix(_centred, Rows, Inputs), encoder.GradientTarget(out var accumulateEncoder), accumulateEncoder);
        if (_input.NeedsGradient)
            _engine.Multiply(da, new Matrix(encoder.Data, Features, Inputs), _input.GradientTarget(out var accumulateInput), accumulateInput);
        _engine.Heap.Return(codeSlope, DenseBytes);
    }

    // Counting sort: stable, so that each feature's codes keep the order of rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortByFeature(in SparseCodes codes, int rows, int features, int* places, int* starts)
    {
        new Span<int>(starts, features + 1).Clear();
        for (var row = 0; row < rows; row++)
        {
            for (var place = row * codes.K; place < (row * codes.K) + codes.Counts[row]; place++)
                starts[codes.Features[place] + 1]++;
        }

        for (var feature = 0; feature < features; feature++)
            starts[feature + 1] += starts[feature];
        // Each start moves to its end, which is the next one's start: afterwards they are one off.
        for (var row = 0; row < rows; row++)
        {
            for (var place = row * codes.K; place < (row * codes.K) + codes.Counts[row]; place++)
                places[starts[codes.Features[place]]++] = place;
        }

        for (var feature = features; feature > 0; feature--)
            starts[feature] = starts[feature - 1];
        starts[0] = 0;
    }

    private static double Total(ReadOnlySpan<double> partials)
    {
        var sum = 0.0;
        foreach (var partial in partials)
            sum += partial;
        return sum;
    }

    private void Scatter<T>(T* destination)
        where T : unmanaged
    {
        new Span<byte>(destination, checked((int)DenseBytes)).Clear();
        for (var row = 0L; row < Rows; row++)
        {
            for (var place = row * _codes.K; place < (row * _codes.K) + _codes.Counts[row]; place++)
                destination[(row * Features) + _codes.Features[place]] = ((T*)_codes.Values)[place];
        }
    }
}
