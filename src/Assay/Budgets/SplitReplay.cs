using Assay.Foundation.Files;

namespace Assay.Budgets;

/// <summary>The same cases from another source: their rows are found by the cases' names, and every name must be there.</summary>
/// <param name="Of">What is replayed.</param>
/// <param name="Splits">The draws as rows of this source.</param>
/// <param name="Record">What was found.</param>
internal sealed record SplitReplay(BudgetManifest Of, CaseSplits Splits, ReplayRecord Record)
{
    /// <summary>Finds the cases.</summary>
    /// <param name="path">The other source's <c>manifest.json</c>, or its folder.</param>
    /// <param name="source">This source.</param>
    /// <param name="ids">The names of its cases; null when no column names them.</param>
    /// <exception cref="AssayException">A case is missing, a file is not the one that was written, or cases have no names.</exception>
    public static SplitReplay Read(string path, Manifest source, string[]? ids)
    {
        var other = BudgetManifest.Read(path);
        var file = Directory.Exists(path) ? Path.Combine(path, BudgetManifest.FileName) : path;
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (other.IdColumn is null)
            throw new AssayException($"{file}: its splits were made without a column that names cases, so they cannot be replayed; make them again with --selection-column.");
        if (ids is null)
            throw new AssayException($"{source.Path}: --selection-column is needed to find the cases of {file}.");
        var rows = new Dictionary<string, int>(ids.Length, StringComparer.Ordinal);
        for (var row = 0; row < ids.Length; row++)
            rows.Add(ids[row], row);

        var cases = new HashSet<string>(StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        var folds = other.Folds.Select(Find).ToArray();
        // A copied validation file is the other source's own and is no draw.
        var splits = other.Splits.Select(split => new CaseSplit(
            split.Budget, split.Seed, split.Fold, Find(split.Train), other.CopiedValidation is null && split.Validation is { } validation ? Find(validation) : [])).ToArray();
        if (missing.Count > 0)
        {
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{source.Path}: {missing.Count} of the {cases.Count} cases of {file} are not in it ({Foundation.Text.NearWord.List([.. missing.Order(StringComparer.Ordinal)])}); all of them must be, so nothing was written."));
        }

        return new SplitReplay(other, new CaseSplits(folds, splits), new ReplayRecord(file, FileDigest.OfFile(file), cases.Count, cases.Count));

        int[] Find(SplitFile part)
        {
            var manifest = Manifest.Read(Path.Combine(folder, part.Path));
            if (manifest.Digest != part.Digest)
                throw new AssayException($"{manifest.Path}: it is not the file that {file} describes (SHA-256 {manifest.Digest[..12]}…, {part.Digest[..Math.Min(12, part.Digest.Length)]}… is expected); make the splits again.");
            var found = new List<int>(manifest.Count);
            foreach (var id in manifest.Ids(other.IdColumn!))
            {
                cases.Add(id);
                if (rows.TryGetValue(id, out var row))
                    found.Add(row);
                else
                    missing.Add(id);
            }

            found.Sort();
            return [.. found];
        }
    }
}
