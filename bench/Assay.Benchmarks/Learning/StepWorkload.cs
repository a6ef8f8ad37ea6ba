using Assay.Learning;

namespace Assay.Benchmarks.Learning;

/// <summary>A model and one training step of it, for <see cref="StepSpeed"/>.</summary>
/// <param name="Name">As in the reference's table, so that figures can be put side by side.</param>
/// <param name="GigaFlops">Billions of additions and multiplications that a step's matrix products take (forward, and twice that backward), counted as the reference counts them.</param>
/// <param name="Build">Makes the model on an engine and gives what does one step: forward, loss, backward, optimizer.</param>
/// <param name="BuildSmall">The same for a small model of the same layers, whose step runs the same code.</param>
/// <param name="Memory">The numbers that a step needs.</param>
internal sealed record StepWorkload(string Name, double GigaFlops, Func<Engine, Action> Build, Func<Engine, Action> BuildSmall, StepMemory Memory)
{
    /// <summary>Every workload there is; an area adds its own list here.</summary>
    public static IEnumerable<StepWorkload> All => [.. PerceptronWorkloads.Perceptrons, .. TransformerWorkloads.All, .. PerceptronWorkloads.Autoencoders];
}
