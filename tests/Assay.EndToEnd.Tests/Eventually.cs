using System.Diagnostics;

namespace Assay.EndToEnd.Tests;

/// <summary>Waits for what another process brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Returns once the condition holds.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">What is waited for, for the message.</param>
    /// <exception cref="TimeoutException">It did not hold within five minutes, which is a defect on the slowest machine, too.</exception>
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"Waited {Patience} in vain until {what}.");
            await Task.Delay(20);
        }
    }
}
