namespace Assay.Tuning.Recommendations;

/// <summary>What a recommendation rests on.</summary>
public enum RecommendationBasis
{
    /// <summary>Too little is known to say more than which trial had the best value.</summary>
    Peak,

    /// <summary>A forest fitted to all trials: what the others say of a configuration that was trained once.</summary>
    Forest,

    /// <summary>Repeated trainings of the same configuration, with other seeds.</summary>
    Replicates,
}
