namespace Assay.Tracking;

/// <summary>The store cannot be opened, or cannot do what was asked of it; nothing was written.</summary>
public class StoreException : AssayException
{
    /// <summary>States what happened.</summary>
    /// <param name="message">A complete sentence.</param>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>States what happened and what caused it.</summary>
    /// <param name="message">A complete sentence.</param>
    /// <param name="inner">The cause.</param>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
