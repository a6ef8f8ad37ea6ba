using System.Collections;
using System.Runtime.CompilerServices;

namespace Assay.Learning.Tensors;

/// <summary>The sizes of a tensor's axes, outermost first, e.g. <c>[batch, tokens, width]</c>. A scalar has none.</summary>
/// <remarks>Written as a collection expression: <c>Shape shape = [64, 784];</c>. At most six axes; a size of 0 is allowed.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    /// <summary>The most axes a tensor may have.</summary>
    public const int MaximumRank = 6;

    private readonly Sizes _sizes;

    private Shape(ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaximumRank)
            throw new ArgumentException($"A tensor has at most {MaximumRank} axes; {sizes.Length} were given.", nameof(sizes));
        var count = 1L;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] < 0)
                throw new ArgumentOutOfRangeException(nameof(sizes), sizes[axis], $"The size of axis {axis} is negative; sizes are 0 or more.");
            _sizes[axis] = sizes[axis];
            count = checked(count * sizes[axis]);
        }

        Rank = sizes.Length;
        Count = count;
    }

    /// <summary>The number of axes, 0 … 6.</summary>
    public int Rank { get; }

    /// <summary>The number of elements: the product of the sizes, 1 for a scalar.</summary>
    public long Count { get; }

    /// <summary>The size of the last axis, 1 for a scalar.</summary>
    public int Last => Rank == 0 ? 1 : _sizes[Rank - 1];

    /// <summary>How many runs of <see cref="Last"/> elements there are: the elements seen as a matrix of rows.</summary>
    public long Rows => Last == 0 ? 0 : Count / Last;

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The size of an axis; negative numbers count from the end, −1 is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis]
    {
        get
        {
            var index = axis < 0 ? axis + Rank : axis;
            if ((uint)index >= (uint)Rank)
                throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{this} has no axis {axis}.");
            return _sizes[index];
        }
    }

    /// <summary>Sizes compared axis by axis.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Sizes compared axis by axis.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>A shape of these sizes.</summary>
    /// <exception cref="ArgumentException">More than six axes, or a negative size.</exception>
    /// <exception cref="OverflowException">The number of elements does not fit in 63 bits.</exception>
    public static Shape Create(ReadOnlySpan<int> sizes) => new(sizes);

    /// <summary>The same shape with another last axis.</summary>
    /// <exception cref="InvalidOperationException">This is a scalar's shape.</exception>
    public Shape WithLast(int size)
    {
        if (Rank == 0)
            throw new InvalidOperationException("A scalar has no last axis.");
        Span<int> sizes = stackalloc int[MaximumRank];
        CopyTo(sizes);
        sizes[Rank - 1] = size;
        return new Shape(sizes[..Rank]);
    }

    /// <summary>Writes the sizes to the start of <paramref name="sizes"/>, which holds at least <see cref="Rank"/>.</summary>
    public void CopyTo(Span<int> sizes)
    {
        for (var axis = 0; axis < Rank; axis++)
            sizes[axis] = _sizes[axis];
    }

    /// <inheritdoc />
    public bool Equals(Shape other)
    {
        if (Rank != other.Rank)
            return false;
        for (var axis = 0; axis < Rank; axis++)
        {
            if (_sizes[axis] != other._sizes[axis])
                return false;
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = Rank;
        for (var axis = 0; axis < Rank; axis++)
            hash = HashCode.Combine(hash, _sizes[axis]);
        return hash;
    }

    /// <inheritdoc />
    public IEnumerator<int> GetEnumerator()
    {
        for (var axis = 0; axis < Rank; axis++)
            yield return _sizes[axis];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The sizes as people write them: <c>[64, 784]</c>, <c>[]</c> for a scalar.</summary>
    public override string ToString() => $"[{string.Join(", ", this)}]";

    [InlineArray(MaximumRank)]
    private struct Sizes
    {
        private int _first;
    }
}
