namespace Assay.Tuning.Pruners;

/// <summary>
/// Says whether a trial should end early because it would not win. The decision is a function of the request alone: pruners keep nothing between calls.
/// They see values as they were reported, the study's direction told apart.
/// </summary>
/// <remarks>Implementations pass PrunerConformance.</remarks>
public interface IPruner
{
    /// <summary>Its name, e.g. <c>median</c>.</summary>
    string Name { get; }

    /// <summary>Judges a trial by what it has reported so far.</summary>
    /// <param name="request">What is known.</param>
    /// <returns>The decision; to go on when nothing was reported.</returns>
    PruneDecision Judge(PruningRequest request);
}
