namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>A trial as a generation learns from it.</summary>
/// <param name="Latent">Its place in the normal distribution, before rounding to values; one number for each parameter of it.</param>
/// <param name="Choices">Its unordered choices by index; −1 where the parameter was not in play.</param>
/// <param name="IsOwn">Whether the distribution that is to learn from it drew it.</param>
internal sealed record CmaEsMember(double[] Latent, int[] Choices, bool IsOwn);
