namespace Assay.Planning.Keys;

/// <summary>A key that plans know.</summary>
/// <param name="Name">As written in the file.</param>
/// <param name="Shape">What it holds.</param>
/// <param name="Doc">One sentence for the editor and the documentation.</param>
/// <param name="Example">A value as it is written.</param>
internal sealed record PlanKey(string Name, Shape Shape, string Doc, string Example)
{
    public bool IsRequired { get; init; }
}
