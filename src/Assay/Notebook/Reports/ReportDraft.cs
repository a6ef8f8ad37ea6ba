using Assay.Foundation.Text;

namespace Assay.Notebook.Reports;

/// <summary>A report while it is written.</summary>
/// <param name="facts">The runs it is about.</param>
/// <param name="works">What it may cite.</param>
/// <param name="file">Its template, for messages.</param>
/// <param name="figureFolder">Where figures lie, "/"-ended.</param>
internal sealed class ReportDraft(ReportFacts facts, IReadOnlyDictionary<string, BibliographyEntry> works, string file, string figureFolder)
{
    private readonly Citations _citations = new(works);

    /// <summary>The runs it is about.</summary>
    public ReportFacts Facts { get; } = facts;

    /// <summary>The text so far.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>The figures so far.</summary>
    public List<ReportFigure> Figures { get; } = [];

    /// <summary>What is no longer true.</summary>
    public List<ReportProblem> Problems { get; } = [];

    /// <summary>The template's line that is being written.</summary>
    public int Line { get; set; } = 1;

    /// <summary>Notes that a sentence is not true, and goes on.</summary>
    /// <param name="message">What was found, expected, and what to do.</param>
    public void Problem(string message) => Problems.Add(new ReportProblem(file, Line, message));

    /// <summary>A mistake in the template itself.</summary>
    /// <param name="message">What was found, expected, and what to do.</param>
    /// <returns>The error to throw.</returns>
    public AssayException Mistake(string message) => new(string.Create(CultureInfo.InvariantCulture, $"{file}:{Line}: {message}"));

    /// <summary>Puts numbers for what the prose cites.</summary>
    /// <param name="prose">Markdown.</param>
    /// <returns>Markdown.</returns>
    /// <exception cref="AssayException">It cites what the references do not hold.</exception>
    public string Cite(string prose) => _citations.Number(prose, key => throw Mistake(
        works.Count == 0 ? $"[@{key}] is cited, and the front matter names no references: file" : $"[@{key}] is not in the references; {NearWord.SuggestOrList(key, [.. works.Keys], "")}"));

    /// <summary>The list of what was cited.</summary>
    /// <returns>Markdown.</returns>
    public string References() => _citations.List();

    /// <summary>Adds a figure.</summary>
    /// <param name="name">What its file is called, without ending; made unique here.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="svg">The drawing.</param>
    /// <returns>Markdown that shows it.</returns>
    public string Figure(string name, string title, string svg)
    {
        var stem = new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        var path = stem + ".svg";
        for (var i = 2; Figures.Exists(figure => figure.File == path); i++)
            path = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}.svg");
        Figures.Add(new ReportFigure(path, title, svg));
        return $"![{title.Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal)}]({figureFolder}{path})\n";
    }
}
