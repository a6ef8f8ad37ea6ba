using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Learning.Kernels.Losses;
using Assay.Learning.Tensors;

namespace Assay.Learning.Autograd.Operations;

/// <summary>A loss of probabilities of yes or no: the mean of an element-wise loss, plus a term of the whole batch.</summary>
internal sealed unsafe class BinaryLossNode : LossNode
{
    public static Tensor Compute<TLoss>(string name, Tensor input, bool areLogits, Tensor targets, TLoss loss, double[]? positiveWeights = null, BatchTerm term = default)
        where TLoss : unmanaged, IElementLoss
    {
        var node = Begin(name, input, targets);
        var count = input.Shape.Count;
        var mean = node.RunElements(loss, targets.Node, areLogits, positiveWeights, 1.0 / count) / count;
        node.SetValue([mean + node.Add(term, targets.Node, areLogits)], 1);
        return new Tensor(node);
    }

    /// <summary>The batch's term alone.</summary>
    public static Tensor Compute(string name, Tensor input, bool areLogits, Tensor targets, BatchTerm term)
    {
        var node = Begin(name, input, targets);
        if (node.Slope is not null)
            new Span<byte>(node.Slope, checked((int)input.Node.Bytes)).Clear();
        node.SetValue([node.Add(term, targets.Node, areLogits)], 1);
        return new Tensor(node);
    }

    /// <summary>Σ w·BCE/Σ w, w being 1 or, for suspects, their weight; plain BCE when every weight is 0.</summary>
    public static Tensor ComputeConfident(string name, Tensor input, bool areLogits, Tensor targets, ConfidenceWeightedElement loss)
    {
        var node = Begin(name, input, targets);
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        var total = node.Sum(new ConfidenceWeightElement { Loss = loss }, targets.Node, areLogits, null, null, 1, partials);
        if (total == 0)
        {
            loss.SuspectWeight = 1;
            total = input.Shape.Count;
        }

        node.SetValue([node.RunElements(loss, targets.Node, areLogits, null, 1 / total)], 1 / total);
        return new Tensor(node);
    }

    private static BinaryLossNode Begin(string name, Tensor input, Tensor targets)
    {
        if (input.Shape != targets.Shape)
            throw Throw.ShapesDiffer(name, input.Shape, targets.Shape);
        if (input.Shape.Count == 0)
            throw Throw.Shapes(name, input.Shape, "a tensor with at least one element");
        UnitRange.Require(targets, name, "'s targets", "they are 1 for yes and 0 for no, or a probability of yes between");
        var node = input.Engine.Record<BinaryLossNode>();
        node.BeginLoss(input.Node);
        return node;
    }

    private double RunElements<TLoss>(TLoss loss, Node targets, bool areLogits, double[]? positiveWeights, double factor)
        where TLoss : unmanaged, IElementLoss
    {
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        if (positiveWeights is null)
            return Sum(loss, targets, areLogits, null, Slope, factor, partials);
        var weights = Engine.Heap.Rent(Input.Bytes);
        if (Engine.Precision == Precision.Single)
            Repeat<float>(positiveWeights, weights, Input.Shape.Count);
        else
            Repeat<double>(positiveWeights, weights, Input.Shape.Count);
        var sum = Sum(loss, targets, areLogits, weights, Slope, factor, partials);
        Engine.Heap.Return(weights, Input.Bytes);
        return sum;
    }

    private double Sum<TLoss>(TLoss loss, Node targets, bool areLogits, void* positiveWeights, void* slope, double factor, Span<double> partials)
        where TLoss : unmanaged, IElementLoss
    {
        partials.Clear();
        fixed (double* sums = partials)
        {
            var kernel = new ElementLossKernel<TLoss>
            {
                Loss = loss,
                Input = Input.Data,
                Targets = targets.Data,
                PositiveWeights = positiveWeights,
                Slope = slope,
                Sums = sums,
                AreLogits = areLogits,
                Factor = factor,
            };
            Engine.Run(kernel, Input.Shape.Count, 8);
        }

        var sum = 0.0;
        foreach (var partial in partials)
            sum += partial;
        return sum;
    }

    // The term's value; its gradient is added to the slope.
    private double Add(BatchTerm term, Node targets, bool areLogits)
    {
        if (term.Kind == BatchTermKind.None || term.Factor == 0)
            return 0;
        var count = Input.Shape.Count;
        var probabilities = Engine.Heap.Rent(Input.Bytes);
        var chain = Slope is null ? null : Engine.Heap.Rent(Input.Bytes);
        Engine.Run(new PredictionKernel { Input = Input.Data, Probabilities = probabilities, Slope = chain, AreLogits = areLogits }, count, 8);
        var value = Engine.Precision == Precision.Single
            ? Add<float>(term, (float*)probabilities, (float*)chain, (float*)targets.Data, count)
            : Add<double>(term, (double*)probabilities, (double*)chain, (double*)targets.Data, count);
        Engine.Heap.Return(probabilities, Input.Bytes);
        if (chain is not null)
            Engine.Heap.Return(chain, Input.Bytes);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Add<T>(BatchTerm term, T* probabilities, T* chain, T* targets, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (term.Kind == BatchTermKind.Ranking)
            return AddRanking(term, probabilities, chain, targets, count);
        double sumOfP = 0, sumOfY = 0, squares = 0;
        for (var i = 0L; i < count; i++)
        {
            sumOfP += double.CreateTruncating(probabilities[i]);
            sumOfY += double.CreateTruncating(targets[i]);
        }

        var mean = sumOfP / count;
        if (term.Kind == BatchTermKind.Calibration)
        {
            // ∂/∂pᵢ ((mean p − mean y)/T)² = 2(mean p − mean y)/(T²n)
            var gap = (mean - (sumOfY / count)) / term.Setting;
            AddLine(0, term.Factor * 2 * gap / (term.Setting * count), probabilities, chain, count);
            return term.Factor * gap * gap;
        }

        if (count < 2)
            return 0;
        for (var i = 0L; i < count; i++)
        {
            var distance = double.CreateTruncating(probabilities[i]) - mean;
            squares += distance * distance;
        }

        // ∂/∂pᵢ Σ(p − mean)²/(n − 1) = 2(pᵢ − mean)/(n − 1)
        var steepness = term.Factor * 2 / (count - 1);
        AddLine(steepness, -steepness * mean, probabilities, chain, count);
        return term.Factor * squares / (count - 1);
    }

    // slope += chain · (a·p + b)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLine<T>(double a, double b, T* probabilities, T* chain, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (chain is null)
            return;
        var slope = (T*)Slope;
        var factor = T.CreateTruncating(a);
        var shift = T.CreateTruncating(b);
        for (var i = 0L; i < count; i++)
            slope[i] += chain[i] * ((factor * probabilities[i]) + shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double AddRanking<T>(BatchTerm term, T* probabilities, T* chain, T* targets, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Positives from the front, negatives from the back of one block; their slopes in the same places of another.
        var block = (T*)Engine.Heap.Rent(Input.Bytes);
        var slopes = (T*)Engine.Heap.Rent(Input.Bytes);
        var half = T.CreateTruncating(0.5);
        long positives = 0, negatives = 0;
        for (var i = 0L; i < count; i++)
        {
            if (targets[i] > half)
                block[positives++] = probabilities[i];
            else
                block[count - ++negatives] = probabilities[i];
        }

        var value = 0.5 * term.Factor;
        if (positives > 0 && negatives > 0)
        {
            var pairs = (double)positives * negatives;
            value = term.Factor * Rank(block, positives, block + positives, negatives, term.Setting, slopes) / pairs;
            if (chain is not null)
            {
                Rank(block + positives, negatives, block, positives, -term.Setting, slopes + positives);
                var scale = T.CreateTruncating(term.Factor / pairs);
                long positive = 0, negative = 0;
                var slope = (T*)Slope;
                for (var i = 0L; i < count; i++)
                    slope[i] += chain[i] * scale * (targets[i] > half ? slopes[positive++] : slopes[count - ++negative]);
            }
        }

        Engine.Heap.Return(block, Input.Bytes);
        Engine.Heap.Return(slopes, Input.Bytes);
        return value;
    }

    private double Rank(void* own, long count, void* others, long otherCount, double gamma, void* slope)
    {
        Span<double> partials = stackalloc double[Engine.MaximumParts];
        partials.Clear();
        fixed (double* sums = partials)
            Engine.Run(new RankingKernel { Own = own, Others = others, OtherCount = otherCount, Gamma = gamma, Slope = slope, Sums = sums }, count, Math.Max(16, otherCount * 4));
        var sum = 0.0;
        foreach (var partial in partials)
            sum += partial;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Repeat<T>(double[] weights, void* destination, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var column = 0;
        for (var i = 0L; i < count; i++)
        {
            ((T*)destination)[i] = T.CreateTruncating(weights[column]);
            column = column + 1 == weights.Length ? 0 : column + 1;
        }
    }
}
