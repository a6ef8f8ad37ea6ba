namespace Assay.Execution.Capture;

/// <summary>What happened to a checkout since a commit.</summary>
/// <param name="CommitTitle">First line of the last commit's message; null when git does not say.</param>
/// <param name="Clean">State of the working tree in words.</param>
/// <param name="Files">Files that differ from the commit, committed or not, with what happened to them unless they were just changed; at most a few hundred.</param>
public sealed record GitChanges(string? CommitTitle, string Clean, IReadOnlyList<string> Files)
{
    private const int MostFiles = 200;

    /// <summary>Asks git.</summary>
    /// <param name="folder">A folder in the checkout; absolute.</param>
    /// <param name="commit">Full hash of a commit; null, or one that git no longer knows, asks for uncommitted changes only.</param>
    /// <returns>The changes; null when the folder lies in no checkout, or git is missing or does not answer.</returns>
    public static async Task<GitChanges?> SinceAsync(string folder, string? commit)
    {
        if (!GitCapture.LiesInCheckout(folder) || await AskAsync(folder, "status", "--porcelain", "-z", "--no-renames").ConfigureAwait(false) is not { } status)
            return null;
        var since = commit is not null && commit.All(char.IsAsciiHexDigit) ? commit : "HEAD";
        var changed = await DiffAsync(folder, since).ConfigureAwait(false) ?? await DiffAsync(folder, "HEAD").ConfigureAwait(false) ?? "";
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var parts = changed.Split('\0');
        for (var i = 0; i + 1 < parts.Length; i += 2)
            files[parts[i + 1]] = parts[i] switch { "A" => "added", "D" => "deleted", _ => "" };
        string[] open = [.. status.Split('\0').Where(entry => entry.Length > 3)];
        foreach (var entry in open.Where(entry => entry.StartsWith("??", StringComparison.Ordinal)))
            files[entry[3..]] = "new";
        var listed = files.Take(MostFiles).Select(file => file.Key.ReplaceLineEndings(" ") + (file.Value.Length == 0 ? "" : $" ({file.Value})")).ToList();
        if (files.Count > MostFiles)
            listed.Add(string.Create(CultureInfo.InvariantCulture, $"and {files.Count - MostFiles} more"));
        var title = (await AskAsync(folder, "log", "-1", "--format=%s").ConfigureAwait(false))?.Trim();
        var clean = open.Length == 0 ? "Working tree clean" : string.Create(CultureInfo.InvariantCulture, $"{open.Length} file{(open.Length == 1 ? "" : "s")} not committed");
        return new GitChanges(title is { Length: > 0 } ? title : null, clean, listed);
    }

    private static Task<string?> DiffAsync(string folder, string commit) => AskAsync(folder, "diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", commit, "--");

    private static async Task<string?> AskAsync(string folder, params string[] arguments) =>
        await GitCapture.RunAsync(folder, arguments).ConfigureAwait(false) is { } answer ? Encoding.UTF8.GetString(answer) : null;
}
