namespace Assay;

/// <summary>
/// A mistake of the user's or of the world's, told in one sentence: where, what was found, what was expected, what to do.
/// The command line prints the message and exits with 2; a bug is any other exception.
/// </summary>
public class AssayException : Exception
{
    /// <summary>States what happened.</summary>
    /// <param name="message">One clear sentence or more, complete without the trace.</param>
    public AssayException(string message)
        : base(message)
    {
    }

    /// <summary>States what happened and what caused it.</summary>
    /// <param name="message">One clear sentence or more, complete without the trace.</param>
    /// <param name="inner">The cause.</param>
    public AssayException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
