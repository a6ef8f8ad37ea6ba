namespace Assay.Analyzers;

/// <summary>How much a finding matters; larger is graver.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing need be done.</summary>
    Info,

    /// <summary>A conclusion may be wrong or weaker than it looks.</summary>
    Warning,

    /// <summary>A number must not be used as it stands; the command ends with 1.</summary>
    Error,
}
