namespace Assay.Execution.Diagnosis;

/// <summary>How much a kind of line tells; the first rank with a line wins.</summary>
internal enum ErrorRank
{
    /// <summary>An exception or a panic: the program says itself why it ended.</summary>
    Exception = 0,

    /// <summary>Memory that ran out, told by the system or a library.</summary>
    Memory = 1,

    /// <summary>An error of a compiler or build tool; the first is the cause.</summary>
    Build = 2,

    /// <summary>A message of the shell or of the system.</summary>
    Shell = 3,

    /// <summary>A line that calls itself an error.</summary>
    Message = 4,
}
