using System.Globalization;
using FsCheck;

namespace Assay.Testing;

/// <summary>Checks of FsCheck properties.</summary>
public static class Properties
{
    private const ulong UsualSeed = 20260225;

    /// <summary>
    /// Tries the property with values drawn from one seed, so that a run of the tests shows what the change does and not the day's luck;
    /// <c>ASSAY_SEED=&lt;number&gt;</c> draws others.
    /// </summary>
    /// <param name="property">What must hold.</param>
    /// <param name="tries">How many values are tried.</param>
    public static void Holds(this Property property, int tries = 100)
    {
        var seed = Environment.GetEnvironmentVariable("ASSAY_SEED") is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : UsualSeed;
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(tries).WithReplay(new Replay(new Rnd(seed), null)));
    }
}
