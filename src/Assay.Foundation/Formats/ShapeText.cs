namespace Assay.Foundation.Formats;

/// <summary>Shapes in messages.</summary>
internal static class ShapeText
{
    /// <summary>E.g. <c>[60000, 28, 28]</c>.</summary>
    public static string Of<T>(IEnumerable<T> sizes) => $"[{string.Join(", ", sizes)}]";
}
