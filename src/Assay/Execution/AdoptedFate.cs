namespace Assay.Execution;

/// <summary>What was found of a run whose runner died.</summary>
public enum AdoptedFate
{
    /// <summary>Its command lives.</summary>
    Alive,

    /// <summary>Its command has ended and left its exit code.</summary>
    Ended,

    /// <summary>Its command never started, and never will under the old lease; the run is planned again.</summary>
    NeverStarted,

    /// <summary>Nobody knows how it ended.</summary>
    Lost,
}
