using Assay.Tracking;

namespace Assay.Notebook.Reports;

/// <summary>How to make each run again: command, code, data, machine. <c>{{ provenance }}</c>.</summary>
/// <param name="store">Where the datasets are.</param>
internal sealed class ProvenanceSection(IRunStore store) : IReportSection
{
    private const int DigestDigits = 12;

    /// <inheritdoc/>
    public string Name => "provenance";

    /// <inheritdoc/>
    public string Title => "Provenance";

    /// <inheritdoc/>
    public async Task<string> WriteAsync(ReportDraft draft, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        if (words.Count > 0)
            throw draft.Mistake($"{{{{ provenance }}}} takes no words, and '{words[0]}' was found");
        var text = new StringBuilder();
        var data = new SortedDictionary<string, Dataset>(StringComparer.Ordinal);
        foreach (var row in draft.Facts.Rows.Where(row => row.Run.Status is not RunStatus.Planned))
        {
            var details = row.Details!;
            text.Append(CultureInfo.InvariantCulture, $"- **{ReportText.Name(row.Run)}** (`{row.Run.Id.Value}`)");
            if (ReportText.Time(row.Run.Started) is { } started)
                text.Append(", ").Append(started).Append(" UTC");
            if (details.Git is { } git)
                text.Append(CultureInfo.InvariantCulture, $", commit `{git.Commit[..Math.Min(DigestDigits, git.Commit.Length)]}`{(git.Dirty ? " with uncommitted changes" : "")}");
            if (details.Host is { } host)
                text.Append(CultureInfo.InvariantCulture, $", {host.Name} ({host.System}, {host.Cores} cores{string.Concat(host.Gpus.Select(gpu => ", " + gpu))})");
            if (ReportText.Command(details) is { } command)
                text.Append(": ").Append(Markdown.Code(command.ReplaceLineEndings(" ")));
            text.Append('\n');
            foreach (var dataset in await store.GetDatasetsAsync(row.Run.Id, cancellationToken).ConfigureAwait(false))
                data[$"{dataset.Name}\0{dataset.Role}\0{dataset.Digest}"] = dataset;
        }

        if (data.Count > 0)
        {
            text.Append('\n');
            Markdown.Table(text, ["Data", "Role", "Rows", "SHA-256"], data.Values.Select(dataset => (string[])
                [dataset.Name, dataset.Role ?? "", dataset.Rows?.ToString(CultureInfo.InvariantCulture) ?? "", dataset.Digest[..Math.Min(DigestDigits, dataset.Digest.Length)]]));
        }

        return text.ToString();
    }
}
