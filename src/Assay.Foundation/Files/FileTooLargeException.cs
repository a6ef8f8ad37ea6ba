namespace Assay.Foundation.Files;

/// <summary>A file holds more than the reader accepts.</summary>
public sealed class FileTooLargeException : IOException
{
    /// <summary>Names the file and the limit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Largest accepted size in bytes.</param>
    public FileTooLargeException(string path, long limit)
        : base(string.Create(CultureInfo.InvariantCulture, $"{path}: larger than the {limit:N0} bytes that are read from such a file."))
    {
        Path = path;
        Limit = limit;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Largest accepted size in bytes.</summary>
    public long Limit { get; }
}
