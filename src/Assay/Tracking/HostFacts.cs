namespace Assay.Tracking;

/// <summary>The machine a run was made on.</summary>
/// <param name="Name">Machine name.</param>
/// <param name="System">Operating system with version.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Gpus">GPU names, empty when none was found.</param>
public sealed record HostFacts(string Name, string System, int Cores, IReadOnlyList<string> Gpus);
