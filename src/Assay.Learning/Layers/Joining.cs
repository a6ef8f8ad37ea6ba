namespace Assay.Learning.Layers;

/// <summary>What becomes of the outputs of <see cref="Branches"/>.</summary>
public enum Joining
{
    /// <summary>One behind another along an axis.</summary>
    Concatenate,

    /// <summary>Added, element by element.</summary>
    Sum,
}
