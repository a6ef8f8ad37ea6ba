namespace Assay.Cli.Health;

/// <summary>How something that was checked stands.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Assay works, but something will be missing.</summary>
    Missing,

    /// <summary>Something does not work.</summary>
    Broken,
}
