namespace Assay.Learning.Tensors;

/// <summary>A shape seen from one of its axes.</summary>
/// <param name="Axis">The axis, counted from the first.</param>
/// <param name="Outer">The product of the sizes before it.</param>
/// <param name="Length">Its size.</param>
/// <param name="Inner">The product of the sizes behind it.</param>
internal readonly record struct AxisView(int Axis, long Outer, int Length, long Inner)
{
    /// <summary>The view from an axis; negative numbers count from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static AxisView Of(Shape shape, int axis)
    {
        var length = shape[axis];
        var index = axis < 0 ? axis + shape.Rank : axis;
        long outer = 1, inner = 1;
        for (var before = 0; before < index; before++)
            outer *= shape[before];
        for (var behind = index + 1; behind < shape.Rank; behind++)
            inner *= shape[behind];
        return new AxisView(index, outer, length, inner);
    }

    /// <summary>The shape with another size of this axis, or without it when null.</summary>
    public Shape Resized(Shape shape, int? size)
    {
        Span<int> sizes = stackalloc int[Shape.MaximumRank];
        var rank = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (axis != Axis)
                sizes[rank++] = shape[axis];
            else if (size is { } other)
                sizes[rank++] = other;
        }

        return Shape.Create(sizes[..rank]);
    }
}
