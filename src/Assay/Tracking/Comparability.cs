namespace Assay.Tracking;

/// <summary>Whether values of a metric mean the same, and if not, what differs.</summary>
/// <param name="Different">Parts of the identity that are declared differently.</param>
/// <param name="Unknown">Parts that some values declare and others do not, or that none declares although the runs belong to several experiments.</param>
public sealed record Comparability(IReadOnlyList<string> Different, IReadOnlyList<string> Unknown)
{
    private static readonly (string Name, Func<MetricIdentity, string?> Read)[] IdentityParts =
    [
        ("definition", identity => identity.Definition),
        ("dataset", identity => identity.Dataset),
        ("split", identity => identity.Split),
        ("label schema", identity => identity.LabelSchema),
        ("context", identity => identity.Context),
    ];

    /// <summary>Whether nothing speaks against a comparison.</summary>
    public bool Holds => Different.Count == 0 && Unknown.Count == 0;

    /// <summary>Judges values by their identities.</summary>
    /// <param name="measured">The identity of each value, and the experiment of its run.</param>
    /// <returns>What differs and what is unknown; inside one experiment unknown equals unknown.</returns>
    public static Comparability Of(IReadOnlyCollection<(MetricIdentity Identity, string Experiment)> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var different = new List<string>();
        var unknown = new List<string>();
        var oneExperiment = measured.Select(value => value.Experiment).Distinct().Count() <= 1;
        foreach (var (name, read) in IdentityParts)
        {
            string?[] declared = [.. measured.Select(value => read(value.Identity)).Distinct()];
            if (declared.Count(value => value is not null) > 1)
                different.Add(name);
            // No context means "none", which is known; every other part that nobody declared is unknown.
            else if (declared.Length > 1 || (declared is [null] && !oneExperiment && name != "context"))
                unknown.Add(name);
        }

        return new Comparability(different, unknown);
    }

    /// <summary>A metric's identity without what does not change its meaning.</summary>
    /// <param name="identity">The identity as declared.</param>
    /// <returns>The identity without its direction.</returns>
    public static MetricIdentity Meaning(MetricIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return identity with { Direction = null };
    }

    /// <summary>The parts of an identity that can differ, in the words of <see cref="Different"/> and <see cref="Unknown"/>.</summary>
    /// <param name="identity">The identity.</param>
    /// <returns>Name and value of each part; null where it was not declared.</returns>
    public static IReadOnlyList<(string Name, string? Value)> PartsOf(MetricIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return [.. IdentityParts.Select(part => (part.Name, part.Read(identity)))];
    }

    /// <summary>What speaks against a comparison, a sentence; null when nothing does.</summary>
    /// <param name="key">The metric's key.</param>
    /// <returns>The sentence.</returns>
    public string? Warning(string key)
    {
        if (Different.Count > 0)
            return $"{key} was measured differently ({string.Join(", ", Different)}): its values are not comparable.";
        return Unknown.Count > 0 ? $"{key} does not say everywhere how it was measured ({string.Join(", ", Unknown)} unknown): its values may not be comparable." : null;
    }
}
