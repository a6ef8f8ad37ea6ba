namespace Assay.Planning;

/// <summary>How much one plan may hold. Past these a plan is a slip or an attack, and is refused with a sentence.</summary>
internal static class PlanLimits
{
    /// <summary>Largest file in bytes.</summary>
    public const long FileBytes = 16 << 20;

    /// <summary>Most experiments, each seed counted: about 300 MB of memory when expanded.</summary>
    public const int Experiments = 200_000;

    /// <summary>Longest text that interpolation may make, in characters.</summary>
    public const int TextLength = 1 << 20;

    /// <summary>All text that interpolation may make in one plan, in characters.</summary>
    public const long AllText = 1L << 29;

    /// <summary>Longest chain of variables that stand in each other.</summary>
    public const int Nesting = 64;

    /// <summary>Longest id in characters.</summary>
    public const int IdLength = 200;

    /// <summary>Most CPU or GPU slots of one experiment.</summary>
    public const int Slots = 4096;

    /// <summary>Most retries.</summary>
    public const int Retries = 100;
}
