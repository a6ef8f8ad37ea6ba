namespace Assay.Tracking.Results;

/// <summary>How a result that a command leaves behind is read.</summary>
public enum ResultFormat
{
    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>Comma-separated values with a header row.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>Text on standard output, matched by a regular expression with named groups.</summary>
    StandardOutput,

    /// <summary>A JUnit XML test report.</summary>
    JUnit,

    /// <summary>A Visual Studio TRX test report.</summary>
    Trx,
}
