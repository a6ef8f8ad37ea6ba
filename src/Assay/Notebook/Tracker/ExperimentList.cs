using System.Text.RegularExpressions;
using Assay.Planning;

namespace Assay.Notebook.Tracker;

/// <summary>An experiment, or one seed of it, as a row of the tracker names it.</summary>
/// <param name="Id">E.g. <c>LF-55</c>.</param>
/// <param name="Seed">The seed; null for none.</param>
internal readonly record struct ExperimentName(string Id, long? Seed)
{
    /// <summary>The entry's key, e.g. <c>LF-55</c>, <c>LF-55-s7</c>.</summary>
    public string Key => PlannedExperiment.NameOf(Id, Seed);
}

/// <summary>The experiments of a row: <c>S-01 to S-03; S-04, S-05 (seeds 1, 2)</c>.</summary>
internal static partial class ExperimentList
{
    /// <summary>Writes ids, each with its seeds.</summary>
    /// <param name="experiments">Ids in order with their seeds; none for an experiment without.</param>
    /// <returns>The text.</returns>
    public static string Describe(IEnumerable<(string Id, IReadOnlyList<long> Seeds)> experiments)
    {
        List<string> parts = [];
        List<string> ids = [];
        var seeds = "";
        foreach (var (id, own) in experiments)
        {
            var text = own.Count == 0 ? "" : $" (seed{(own.Count == 1 ? "" : "s")} {IdRange.Describe([.. own.Select(seed => seed.ToString(CultureInfo.InvariantCulture))])})";
            if (text != seeds && ids.Count > 0)
            {
                parts.Add(IdRange.Describe(ids) + seeds);
                ids = [];
            }

            seeds = text;
            ids.Add(id);
        }

        parts.Add(IdRange.Describe(ids) + seeds);
        return string.Join("; ", parts);
    }

    /// <summary>Reads what <see cref="Describe"/> or a person wrote.</summary>
    /// <param name="text">A table's cell.</param>
    /// <returns>Every experiment and seed, in order, each once.</returns>
    public static List<ExperimentName> Expand(string text)
    {
        List<ExperimentName> names = [];
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Seeds().Match(part);
            long?[] seeds = match.Success
                ? [.. IdRange.Expand(match.Groups["seeds"].Value).Select(seed => long.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null)]
                : [null];
            // "(seeds all)" names no number: the words belong to the id then.
            var known = Array.TrueForAll(seeds, seed => seed is not null) && seeds.Length > 0;
            foreach (var id in IdRange.Expand(match.Success && known ? part[..match.Index] : part))
                names.AddRange(known ? seeds.Select(seed => new ExperimentName(id, seed)) : [new ExperimentName(id, null)]);
        }

        return [.. names.Distinct()];
    }

    [GeneratedRegex(@"\s*\(seeds? (?<seeds>[^()]+)\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seeds();
}
