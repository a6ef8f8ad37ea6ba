using System.Runtime.CompilerServices;

namespace Assay.Learning.Kernels.Windows;

/// <summary>How a window slides along one axis: at place o it meets the elements o·stride − padding + k·dilation for k = 0 … kernel − 1.</summary>
/// <param name="Size">Elements of the axis.</param>
/// <param name="Kernel">Elements of the window.</param>
/// <param name="Stride">From one place to the next.</param>
/// <param name="Padding">Elements that are taken to be there before the first and behind the last.</param>
/// <param name="Dilation">From one element of the window to the next.</param>
internal readonly record struct Sliding(int Size, int Kernel, int Stride, int Padding, int Dilation)
{
    /// <summary>An axis with nothing to slide along.</summary>
    public static Sliding None { get; } = new(1, 1, 1, 0, 1);

    /// <summary>Elements that the window spans.</summary>
    public int Span => (Dilation * (Kernel - 1)) + 1;

    /// <summary>Whether the window fits once.</summary>
    public bool Fits => Size > 0 && Size + (2 * Padding) >= Span;

    /// <summary>Places of the window.</summary>
    public int Places => ((Size + (2 * Padding) - Span) / Stride) + 1;

    /// <summary>The element that window element <paramref name="k"/> meets at place <paramref name="place"/>; may lie in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Element(int place, int k) => (place * Stride) - Padding + (k * Dilation);

    /// <summary>The places at which window element <paramref name="k"/> meets an element that is there: from the first to one past the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int First, int End) Inside(int k)
    {
        var offset = Element(0, k);
        var first = offset >= 0 ? 0 : (-offset + Stride - 1) / Stride;
        var end = offset >= Size ? 0 : ((Size - 1 - offset) / Stride) + 1;
        end = Math.Min(end, Places);
        return (Math.Min(first, end), end);
    }

    /// <summary>The elements that are there under a window without dilation: from the first to one past the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int First, int End) Under(int place)
    {
        var first = (place * Stride) - Padding;
        return (Math.Max(first, 0), Math.Min(first + Kernel, Size));
    }
}
