namespace Assay.Analyzers;

/// <summary>What a place is.</summary>
public enum PlaceKind
{
    /// <summary>A file, or a folder of files.</summary>
    File,

    /// <summary>A run of the store.</summary>
    Run,

    /// <summary>A study of the store.</summary>
    Study,

    /// <summary>Records of the store as a whole: an experiment, a plan's runs.</summary>
    Records,
}
