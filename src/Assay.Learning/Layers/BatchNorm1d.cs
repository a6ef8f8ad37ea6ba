namespace Assay.Learning.Layers;

/// <summary><see cref="BatchNorm"/> of [N, C] or [N, C, L].</summary>
/// <param name="channels">C, at least 1.</param>
/// <param name="momentum">The share of a batch's statistics in the running ones, 0.1 by default.</param>
/// <param name="epsilon">ε, 1e-5 by default.</param>
public sealed class BatchNorm1d(int channels, double momentum = 0.1, double epsilon = 1e-5)
    : BatchNorm(channels, momentum, epsilon, $"[batch, {channels}] or [batch, {channels}, length]")
{
    private protected override bool Takes(int rank) => rank is 2 or 3;
}
