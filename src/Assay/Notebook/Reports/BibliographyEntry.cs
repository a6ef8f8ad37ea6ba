namespace Assay.Notebook.Reports;

/// <summary>A work that a report may cite.</summary>
/// <param name="Key">What <c>[@key]</c> names it by.</param>
/// <param name="Kind">article, book, inproceedings, …, in lower case.</param>
/// <param name="Fields">Its fields by name in lower case, braces and TeX commands taken off.</param>
internal sealed record BibliographyEntry(string Key, string Kind, IReadOnlyDictionary<string, string> Fields)
{
    private const int AuthorsWritten = 6;

    /// <summary>The entry as a line of a list of references: authors (year): title. Where it appeared. Address.</summary>
    /// <returns>Markdown.</returns>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        if (Fields.TryGetValue("author", out var authors) || Fields.TryGetValue("editor", out authors))
            text.Append(Names(authors));
        if (Fields.TryGetValue("year", out var year))
            text.Append(text.Length > 0 ? " " : "").Append('(').Append(year).Append(')');
        if (text.Length > 0)
            text.Append(": ");
        if (Fields.TryGetValue("title", out var title))
            text.Append(title.TrimEnd('.')).Append('.');
        string?[] place = [Venue(), Field("volume", "vol. "), Field("number", "no. "), Field("pages", "pp. ")?.Replace("--", "–", StringComparison.Ordinal), Field("publisher", ""), Field("howpublished", "")];
        if (string.Join(", ", place.Where(part => part is not null)) is { Length: > 0 } where)
            text.Append(' ').Append(where).Append('.');
        if (Fields.TryGetValue("doi", out var doi))
            text.Append(" doi:").Append(doi);
        else if (Fields.TryGetValue("url", out var url))
            text.Append(" <").Append(url).Append('>');
        return text.ToString();
    }

    private string? Venue() => Field("journal", "*") is { } journal ? journal + "*" : Field("booktitle", "In: *") is { } book ? book + "*" : null;

    private string? Field(string name, string before) => Fields.TryGetValue(name, out var value) && value.Length > 0 ? before + value : null;

    private static string Names(string authors)
    {
        string[] all = authors.Split(" and ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var named = string.Join(", ", all.Take(AuthorsWritten).Select(Family));
        return all.Length > AuthorsWritten || all.Contains("others") ? named.Replace(", others", "", StringComparison.Ordinal) + " et al." : named;
    }

    // BibTeX writes a name as "Family, Given" or "Given Family".
    private static string Family(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return name;
        return name[(comma + 1)..].Trim() + " " + name[..comma];
    }
}
