namespace Assay.Notebook;

/// <summary>A log file as it was understood.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Format">The format it was read in.</param>
/// <param name="IsFormatGuessed">Whether the format was found by fit rather than stated.</param>
/// <param name="Book">What it says, numbers of its sentences found.</param>
/// <param name="Remarks">What was understood, guessed, left and mended.</param>
public sealed record LogReading(string Path, string Format, bool IsFormatGuessed, LogBook Book, IReadOnlyList<LogRemark> Remarks)
{
    /// <summary>How well the format fits, from 0 to 1.</summary>
    public double Fit { get; init; }

    internal byte[] Content { get; init; } = [];
}
