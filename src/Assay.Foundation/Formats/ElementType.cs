namespace Assay.Foundation.Formats;

/// <summary>The kinds of numbers that a <see cref="NumberArray"/> holds, named as in safetensors.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    F32,

    /// <summary>64-bit floating point.</summary>
    F64,

    /// <summary>32-bit whole numbers.</summary>
    I32,

    /// <summary>64-bit whole numbers.</summary>
    I64,

    /// <summary>Bytes, 0 to 255.</summary>
    U8,

    /// <summary>True or false, a byte each.</summary>
    Bool,
}
