using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Notebook.Reports;

/// <summary>What a report is about.</summary>
public sealed record ReportOptions
{
    /// <summary>Longest template in bytes.</summary>
    public const long MostTemplateBytes = 4 << 20;

    /// <summary>Its title; null takes the template's, else "Report".</summary>
    public string? Title { get; init; }

    /// <summary>Which runs; null takes the template's query, else all.</summary>
    public RunQuery? Runs { get; init; }

    /// <summary>The plan whose claims are tested; null for none.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Ids of the claims that are shown; null for all of the plan.</summary>
    public IReadOnlyList<string>? Claims { get; init; }

    /// <summary>What the analyzers find now, given the query of the report's runs; null takes what they found when they last looked.</summary>
    public Func<RunQuery?, CancellationToken, Task<IReadOnlyList<StoredFinding>>>? Findings { get; init; }

    /// <summary>Prose with placeholders; null for the usual sections.</summary>
    public string? Template { get; init; }

    /// <summary>The template as messages name it.</summary>
    public string TemplateFile { get; init; } = "template";

    /// <summary>Reads a file the template names by its path, at most so many bytes.</summary>
    public Func<string, long, string>? ReadFile { get; init; }

    /// <summary>The folder of the figures beside the Markdown, "/"-ended.</summary>
    public string FigureFolder { get; init; } = "figures/";
}
