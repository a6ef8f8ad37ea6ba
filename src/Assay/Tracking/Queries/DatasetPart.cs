namespace Assay.Tracking.Queries;

/// <summary>Which part of a run's datasets a query looks at; a condition holds when some dataset of the run satisfies it.</summary>
public enum DatasetPart
{
    /// <summary>Its name.</summary>
    Name,

    /// <summary>Its digest.</summary>
    Digest,

    /// <summary>Its role in the run, MLflow's "context".</summary>
    Context,
}
