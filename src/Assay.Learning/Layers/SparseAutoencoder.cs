using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Norms;
using Assay.Learning.Tensors;

namespace Assay.Learning.Layers;

/// <summary>
/// a = (x − b)·Weᵀ + bₑ; z = max(0, ·) of the k largest of each row of a (of equal ones those of lower index), or of all; x̂ = z·A + b. Rows of A, the atoms, are to be of
/// length 1: call <see cref="NormalizeDecoder"/> after <c>Initialize</c> and after each step of the optimizer.
/// </summary>
/// <remarks>
/// <para>Parameters: <c>encoder.weight</c> We [features, inputs], <c>encoder.bias</c> bₑ [features], <c>decoder.atoms</c> A [features, inputs], <c>decoder.bias</c> b [inputs]. First values as
/// of PyTorch's Linear layers. A is the transpose of PyTorch's <c>decoder.weight</c>, so that an atom lies in one piece; <see cref="DecoderWeight"/> and
/// <see cref="SetDecoderWeight"/> exchange the latter.</para>
/// <para>With k, all work behind the encoder's product is in proportion to k. Sources: Makhzani and Frey 2014; Gao et al. 2024, section 2.</para>
/// </remarks>
public sealed class SparseAutoencoder : Layer
{
    /// <summary>A sparse autoencoder.</summary>
    /// <param name="inputs">D, at least 1.</param>
    /// <param name="features">M, at least 1.</param>
    /// <param name="activeFeatures">k, 1 … M; null for all that are above 0, which wants a penalty in <see cref="Loss"/>.</param>
    /// <param name="options">Variants.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size outside its range.</exception>
    public SparseAutoencoder(int inputs, int features, int? activeFeatures, SparseAutoencoderOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (activeFeatures < 1 || activeFeatures > features)
            throw new ArgumentOutOfRangeException(nameof(activeFeatures), activeFeatures, $"The active features of a row are 1 to {features}, the number of features.");
        options ??= new SparseAutoencoderOptions();
        Inputs = inputs;
        Features = features;
        ActiveFeatures = activeFeatures;
        Rectifies = options.Rectify || activeFeatures is null;
        EncoderWeight = Declare("encoder.weight", [features, inputs], Initializer.KaimingUniform(inputs));
        EncoderBias = Declare("encoder.bias", [features], Initializer.KaimingUniform(inputs));
        Atoms = Declare("decoder.atoms", [features, inputs], Initializer.KaimingUniform(features));
        if (options.DecoderBias)
            DecoderBias = Declare("decoder.bias", [inputs], Initializer.KaimingUniform(features));
    }

    /// <summary>D.</summary>
    public int Inputs { get; }

    /// <summary>M.</summary>
    public int Features { get; }

    /// <summary>k; null when every feature above 0 is active.</summary>
    public int? ActiveFeatures { get; }

    /// <summary>Whether negative numbers among the k largest count as 0.</summary>
    public bool Rectifies { get; }

    /// <summary>We, [features, inputs].</summary>
    public Parameter EncoderWeight { get; }

    /// <summary>bₑ, [features].</summary>
    public Parameter EncoderBias { get; }

    /// <summary>A, [features, inputs]: the columns of PyTorch's decoder weight as rows.</summary>
    public Parameter Atoms { get; }

    /// <summary>b, [inputs]; null without.</summary>
    public Parameter? DecoderBias { get; }

    /// <summary>x̂. […, inputs] → […, inputs].</summary>
    /// <inheritdoc />
    public override Tensor Forward(Tensor input) => SparseAutoencoderNode.Compute(this, input);

    /// <summary>z, mostly zeros: […, inputs] → […, features]. Without a gradient: for statistics of features.</summary>
    /// <param name="input">x, […, inputs].</param>
    /// <exception cref="ArgumentException">The input's shape does not fit.</exception>
    public Tensor Encode(Tensor input) => SparseCodeNode.Compute(this, input);

    /// <summary>
    /// Mean of (x̂ − x)² over all elements + λ·mean over rows of Σ|z| and, in a training step, + c·mean over rows of Σ(x̂ − x)²·Σ|a|, the last sum over the k features with the
    /// largest |a| of those that are not active. Cheaper than <see cref="Forward"/> and a loss of its output.
    /// </summary>
    /// <remarks>The third term is the auxiliary loss of the HUSAI study, where c is 1/k. It is meant for features that are never active; as it is added, it draws their a towards 0.</remarks>
    /// <param name="input">x, […, inputs], at least one row.</param>
    /// <param name="penalty">λ, finite and at least 0; 0 by default.</param>
    /// <param name="auxiliary">c, finite and at least 0; 0 by default, which leaves the term out. Only with a number of active features.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentException">The input's shape does not fit, or there is c without a number of active features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ or c outside its range.</exception>
    public Tensor Loss(Tensor input, double penalty = 0, double auxiliary = 0)
    {
        if (!(penalty >= 0) || !double.IsFinite(penalty))
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "The penalty must be a finite number of 0 or more.");
        if (!(auxiliary >= 0) || !double.IsFinite(auxiliary))
            throw new ArgumentOutOfRangeException(nameof(auxiliary), auxiliary, "The auxiliary term's factor must be a finite number of 0 or more.");
        if (auxiliary > 0 && ActiveFeatures is null)
            throw new ArgumentException("The auxiliary term takes as many inactive features as are active; this autoencoder has no number of active features.", nameof(auxiliary));
        return SparseAutoencoderLossNode.Compute(this, input, penalty, auxiliary);
    }

    /// <summary>Divides every atom by its length, which counts as 1e-8 at least.</summary>
    public unsafe void NormalizeDecoder() => Engine.Run(new UnitRowsKernel { Rows = Atoms.Node.Data, Columns = Inputs }, Features, Inputs);

    /// <summary>The decoder's weight in PyTorch's layout, [inputs, features] row-major.</summary>
    public float[] DecoderWeight() => Transposed(Atoms.ToArray(), Features, Inputs);

    /// <summary>Sets the decoder's weight from PyTorch's layout.</summary>
    /// <param name="values">[inputs, features] row-major.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public void SetDecoderWeight(ReadOnlySpan<float> values)
    {
        if (values.Length != Atoms.Shape.Count)
            throw new ArgumentException($"{values.Length} values were given for a decoder weight of shape [{Inputs}, {Features}], which has {Atoms.Shape.Count}.", nameof(values));
        Atoms.CopyFrom(Transposed(values, Inputs, Features));
    }

    internal void Require(Tensor input)
    {
        if (input.Shape.Rank == 0 || input.Shape.Last != Inputs)
            throw Throw.Shapes("SparseAutoencoder", input.Shape, $"[…, {Inputs}]");
    }

    private static float[] Transposed(ReadOnlySpan<float> values, int rows, int columns)
    {
        var result = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                result[(column * rows) + row] = values[(row * columns) + column];
        }

        return result;
    }
}
