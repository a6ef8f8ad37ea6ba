namespace Assay.Learning.Tensors;

/// <summary>The numbers that an engine computes with.</summary>
public enum Precision
{
    /// <summary>32-bit floating point, with vector instructions: for training.</summary>
    Single,

    /// <summary>64-bit floating point, one number at a time: for checking gradients, some hundred times slower.</summary>
    Double,
}
