namespace Assay.Analyzers;

/// <summary>What a rule is about; the hundreds of its id.</summary>
public enum RuleFamily
{
    /// <summary>AS1xx: training curves.</summary>
    Curves = 1,

    /// <summary>AS2xx: tuning studies.</summary>
    Studies = 2,

    /// <summary>AS3xx: predictions.</summary>
    Predictions = 3,

    /// <summary>AS4xx: data.</summary>
    Data = 4,

    /// <summary>AS5xx: evidence.</summary>
    Evidence = 5,

    /// <summary>AS6xx: bookkeeping.</summary>
    Bookkeeping = 6,
}
