namespace Assay.Foundation.Formats;

/// <summary>A data file is not what its format says, or larger than the reader accepts; the message names the file, what was found and what was expected.</summary>
public sealed class DataFileException : IOException
{
    /// <summary>Names the file and the difference.</summary>
    /// <param name="file">The file, or the member of an archive.</param>
    /// <param name="found">What was found, the start of a sentence.</param>
    /// <param name="expected">What would have been right, the end of it.</param>
    /// <param name="inner">What was thrown underneath, if anything.</param>
    public DataFileException(string file, string found, string expected, Exception? inner = null)
        : base($"{file}: {found}; expected {expected}.", inner) => File = file;

    /// <summary>The file, or the member of an archive.</summary>
    public string File { get; }
}
