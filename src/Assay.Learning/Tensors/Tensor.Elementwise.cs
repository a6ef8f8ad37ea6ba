using Assay.Learning.Autograd.Operations;
using Assay.Learning.Kernels.Elementwise;

namespace Assay.Learning.Tensors;

// Functions of corresponding elements. Of two operands of different rank, the shape of the larger must end in that of the smaller, which is repeated:
// [B, T, D] with [T, D], [D] or a single number [].
public readonly partial struct Tensor
{
    /// <summary>a + b, element by element.</summary>
    /// <exception cref="ArgumentException">Neither shape ends in the other.</exception>
    public static Tensor operator +(Tensor left, Tensor right) => BinaryNode<SumFunction>.Compute(left, right);

    /// <summary>a − b, element by element.</summary>
    /// <exception cref="ArgumentException">Neither shape ends in the other.</exception>
    public static Tensor operator -(Tensor left, Tensor right) => BinaryNode<DifferenceFunction>.Compute(left, right);

    /// <summary>a·b, element by element; for the matrix product see <see cref="MatMul"/>.</summary>
    /// <exception cref="ArgumentException">Neither shape ends in the other.</exception>
    public static Tensor operator *(Tensor left, Tensor right) => BinaryNode<ProductFunction>.Compute(left, right);

    /// <summary>a/b, element by element.</summary>
    /// <exception cref="ArgumentException">Neither shape ends in the other.</exception>
    public static Tensor operator /(Tensor left, Tensor right) => BinaryNode<QuotientFunction>.Compute(left, right);

    /// <summary>a + b with one number b.</summary>
    public static Tensor operator +(Tensor left, double right) => AffineNode.Compute(left, 1, right);

    /// <summary>a + b with one number a.</summary>
    public static Tensor operator +(double left, Tensor right) => AffineNode.Compute(right, 1, left);

    /// <summary>a − b with one number b.</summary>
    public static Tensor operator -(Tensor left, double right) => AffineNode.Compute(left, 1, -right);

    /// <summary>a − b with one number a.</summary>
    public static Tensor operator -(double left, Tensor right) => AffineNode.Compute(right, -1, left);

    /// <summary>a·b with one number b.</summary>
    public static Tensor operator *(Tensor left, double right) => AffineNode.Compute(left, right, 0);

    /// <summary>a·b with one number a.</summary>
    public static Tensor operator *(double left, Tensor right) => AffineNode.Compute(right, left, 0);

    /// <summary>a/b with one number b.</summary>
    public static Tensor operator /(Tensor left, double right) => AffineNode.Compute(left, 1 / right, 0);

    /// <summary>a/b with one number a.</summary>
    public static Tensor operator /(double left, Tensor right) => AffineNode.Compute(MapNode<ReciprocalFunction>.Compute(right), left, 0);

    /// <summary>−a.</summary>
    public static Tensor operator -(Tensor value) => AffineNode.Compute(value, -1, 0);

    /// <summary>e^x of every number.</summary>
    public Tensor Exp() => MapNode<ExpFunction>.Compute(this);

    /// <summary>ln x of every number; −∞ at 0, NaN below.</summary>
    public Tensor Log() => MapNode<LogFunction>.Compute(this);

    /// <summary>√x of every number; NaN below 0. The gradient at 0 is infinite.</summary>
    public Tensor Sqrt() => MapNode<SqrtFunction>.Compute(this);

    /// <summary>x² of every number.</summary>
    public Tensor Square() => MapNode<SquareFunction>.Compute(this);

    /// <summary>e^xᵢ / Σⱼ e^xⱼ over the last axis, computed without overflow: probabilities, to which no loss applies a softmax again.</summary>
    /// <exception cref="ArgumentException">A scalar.</exception>
    public Tensor Softmax() => RowSoftmaxNode.Compute(this);
}
