namespace Assay.Notebook;

/// <summary>How a log file is imported.</summary>
/// <param name="Who">Who imports.</param>
public sealed record LogFileOptions(string Who)
{
    /// <summary>Name of the format; null takes the one that fits best.</summary>
    public string? Format { get; init; }

    /// <summary>Name of the log in the store; null takes the file's name without its ending.</summary>
    public string? Name { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
