namespace Assay.Tuning.Samplers.Nsga;

/// <summary>How two parents make a child.</summary>
public enum Crossover
{
    /// <summary>Numbers near one of the parents, closer together the more alike these are; unordered choices of either.</summary>
    SimulatedBinary,

    /// <summary>Numbers uniform between the parents and half their distance beyond; unordered choices of either.</summary>
    Blend,

    /// <summary>Every value of either parent.</summary>
    Uniform,
}
