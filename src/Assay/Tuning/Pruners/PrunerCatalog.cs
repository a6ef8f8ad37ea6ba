using Assay.Foundation.Text;

namespace Assay.Tuning.Pruners;

/// <summary>All pruners by name: one line each.</summary>
public static class PrunerCatalog
{
    private static readonly string[] Looks = ["startup", "warmup", "interval", "fewest"];

    private static readonly Dictionary<string, (string[] Options, Func<Pruner, IPruner> Make)> All = new(StringComparer.Ordinal)
    {
        ["none"] = ([], _ => new NoPruner()),
        ["median"] = (Looks, pruner => new MedianPruner(Whole(pruner, "startup", 5, 0), Whole(pruner, "warmup", 0, 0), Whole(pruner, "interval", 1, 1), Whole(pruner, "fewest", 1, 1))),
        ["percentile"] = (["percentile", .. Looks], pruner => new PercentilePruner(
            Number(pruner, "percentile", 25, 0, 100), Whole(pruner, "startup", 5, 0), Whole(pruner, "warmup", 0, 0), Whole(pruner, "interval", 1, 1), Whole(pruner, "fewest", 1, 1))),
        ["halving"] = (["resource", "factor", "early", "bootstrap"], pruner => new SuccessiveHalvingPruner(
            pruner.Options.ContainsKey("resource") ? Whole(pruner, "resource", 1, 1) : null, Whole(pruner, "factor", 4, 2), Whole(pruner, "early", 0, 0), Whole(pruner, "bootstrap", 0, 0))),
        ["hyperband"] = (["resource", "longest", "factor", "bootstrap"], pruner => new HyperbandPruner(
            Whole(pruner, "resource", 1, 1), pruner.Options.ContainsKey("longest") ? Whole(pruner, "longest", 1, 1) : null, Whole(pruner, "factor", 3, 2), Whole(pruner, "bootstrap", 0, 0))),
        ["threshold"] = (["lower", "upper", "warmup", "interval"], Threshold),
        ["patient"] = (["inner", "patience", "minimum"], pruner => new PatientPruner(
            pruner.Options.TryGetValue("inner", out var inner) ? Create(new Pruner(inner)) : null, Whole(pruner, "patience", 5, 0), Number(pruner, "minimum", 0, 0, double.MaxValue))),
        ["wilcoxon"] = (["level", "startup"], pruner => new WilcoxonPruner(Number(pruner, "level", 0.1, 0, 1), Whole(pruner, "startup", 2, 0))),
    };

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names => [.. All.Keys];

    /// <summary>Makes a pruner.</summary>
    /// <param name="pruner">Its name and options.</param>
    /// <returns>The pruner.</returns>
    /// <exception cref="AssayException">There is no such pruner, or an option is unknown or out of range.</exception>
    public static IPruner Create(Pruner pruner)
    {
        ArgumentNullException.ThrowIfNull(pruner);
        if (!All.TryGetValue(pruner.Name, out var entry))
        {
            var near = NearWord.Find(pruner.Name, Names);
            throw new AssayException($"There is no pruner '{pruner.Name}'{(near is null ? "" : $" (did you mean '{near}'?)")}: it is one of {string.Join(", ", Names)}.");
        }

        NamedOptions.Check("pruner", pruner.Name, pruner.Options, entry.Options);
        return entry.Make(pruner);
    }

    private static ThresholdPruner Threshold(Pruner pruner)
    {
        var (lower, upper) = (Number(pruner, "lower", double.NegativeInfinity, double.MinValue, double.MaxValue), Number(pruner, "upper", double.PositiveInfinity, double.MinValue, double.MaxValue));
        if (double.IsInfinity(lower) && double.IsInfinity(upper))
            throw new AssayException("The pruner 'threshold' needs a bound: threshold:lower=0.5 or threshold:upper=10.");
        if (lower > upper)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"The pruner 'threshold' has lower={lower:R} above upper={upper:R}."));
        return new ThresholdPruner(lower, upper, Whole(pruner, "warmup", 0, 0), Whole(pruner, "interval", 1, 1));
    }

    private static int Whole(Pruner pruner, string option, int usual, int least) => NamedOptions.Whole(pruner.Options, pruner.Name, option, usual, least);

    private static double Number(Pruner pruner, string option, double usual, double least, double most) => NamedOptions.Number(pruner.Options, pruner.Name, option, usual, least, most);
}
