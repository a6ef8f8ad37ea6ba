namespace Assay.Analyzers.Subjects;

/// <summary>What analyzers look at: facts that were gathered before, from the store or from files.</summary>
/// <param name="Place">Where it is.</param>
public abstract record Subject(Place Place);
