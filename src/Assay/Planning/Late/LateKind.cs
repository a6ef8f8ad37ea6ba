namespace Assay.Planning.Late;

/// <summary>Where a late value comes from.</summary>
public enum LateKind
{
    /// <summary><c>${study:name.param}</c>: the best trial of a study in the store.</summary>
    Study,

    /// <summary><c>${best:priority.param}</c>: the best run of a priority of the plan.</summary>
    Best,
}
