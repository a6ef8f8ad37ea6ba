using System.Text.RegularExpressions;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>The words of a training log, shared by its reader and its writer.</summary>
internal static partial class TrainingText
{
    public const string Title = "Training Experiments Log";
    public const string Naming = "Experiment Naming Convention";
    public const string NamingRule = "`YYYYMMDD_HHMMSS` or `YYYYMMDD_HHMMSS_jSLURM_JOB_ID`";
    public const string Experiments = "Experiments";
    public const string TemplateHeading = "Experiment Template";
    public const string Ablations = "Ablation Studies (Future)";
    public const string Planned = "Planned Ablations";
    public const string AblationStage = "ablation";
    public const string Configuration = "Configuration";
    public const string Results = "Results";
    public const string None = "None.";
    public const string NoResults = "No results yet.";
    public const string NoExperiment = "No experiment yet.";
    public const string NoneWait = "Nothing is planned that has not run.";
    public const string CountedEpochs = "(last step)";
    public const string Updated = "Updated";
    public const string Status = "Status";
    public const int LastRank = 2;
    public const string EntryLabel = "Entry";
    public const string TemplateName = "[Name]";

    /// <summary>The empty entry people copy; the writer prints it, the reader knows it by its name.</summary>
    public const string Template = """
        ### Experiment: [Name]
        **Date**: YYYY-MM-DD
        **Checkpoint**: `checkpoints/[id]/`
        **Status**: [Pending / Running / Complete]

        **Configuration**:
        - Model:
        - Layers:
        - d_model:
        - Heads:
        - LR:
        - LR Schedule:
        - Batch size:
        - Epochs:
        - Class weights:
        - Normalization:
        - Other:

        **Results**:
        ```
        [Paste analyzer output or key metrics]
        ```

        **Analysis**:
        - [What worked well]
        - [What didn't work]
        - [Unexpected findings]

        **Next Steps**:
        - [Planned follow-up experiments]
        """;

    private static readonly HashSet<string> TemplateLines = [.. Template.Split('\n')];

    private static readonly Dictionary<NoteKind, string> Headings = new()
    {
        [NoteKind.Observation] = "Analysis",
        [NoteKind.Issue] = "Issues",
        [NoteKind.Insight] = "Key Insights",
        [NoteKind.Finding] = "Findings",
        [NoteKind.Decision] = "Decisions",
        [NoteKind.Prediction] = "Predictions",
        [NoteKind.Conclusion] = "Conclusions",
        [NoteKind.UserPriority] = "User Priorities",
        [NoteKind.NextStep] = "Next Steps",
        [NoteKind.Note] = "Notes",
    };

    /// <summary>Kinds in the order an entry shows them.</summary>
    public static IReadOnlyList<NoteKind> Kinds { get; } = [.. Headings.Keys];

    /// <summary>Where a kind stands among <see cref="Kinds"/>.</summary>
    public static int Place(NoteKind kind)
    {
        for (var i = 0; i < Kinds.Count; i++)
        {
            if (Kinds[i] == kind)
                return i;
        }

        return -1;
    }

    /// <summary>Place of a note of the book: at the naming convention, at the template, at the end.</summary>
    public static int Rank(LogNote note) => (note.Kind, note.Section) switch
    {
        (NoteKind.Note, Naming) => 0,
        (NoteKind.Note, TemplateHeading) => 1,
        _ => LastRank,
    };

    /// <summary>What people changed in the template: its blocks, and lines of its paragraphs, that are not the writer's.</summary>
    public static IEnumerable<Block> OwnTemplateText(Block block)
    {
        if (block is not Paragraph paragraph)
            return TemplateLines.IsSupersetOf(block.ToMarkdown().Split('\n')) ? [] : [block];
        return paragraph.Text.Split('\n').Select((line, i) => new Paragraph(paragraph.Line + i, line.Trim())).Where(line => line.Text.Length > 0 && !TemplateLines.Contains(line.Text));
    }

    /// <summary>Labels of outputs; a remark behind an output has the section <c>label / output</c>.</summary>
    public static IReadOnlyList<string> OutputRemarks { get; } = ["Location", "Checkpoint"];

    /// <summary>A folder of its own among the checkpoints is one; anything else is where the run lies.</summary>
    public static string OutputLabel(string output) =>
        output.IndexOf("checkpoint", StringComparison.OrdinalIgnoreCase) is var at and >= 0 && output[at..].TrimEnd('/', '\\').IndexOfAny(['/', '\\', '.']) > 0 ? "Checkpoint" : "Location";

    /// <summary>The key of an entry that states none.</summary>
    public static string Key(string? name, string? title, LogDate? date) => name ?? (title ?? "Experiment") + (date is { } day ? $" ({day})" : "");

    /// <summary>Whether a label is that of a command, and what kind of command it says.</summary>
    public static bool IsCommand(string? label, out string? kind)
    {
        kind = label switch { "Command (pattern)" => "pattern", "Command (example)" => "example", _ => null };
        return kind is not null || label == "Command";
    }

    /// <summary>Whether a text is one that the writer puts where there is nothing, or computes.</summary>
    public static bool IsWriters(string text) => text is None or NoResults or NoExperiment or NoneWait || TrainingComputed.IsComputed(text);

    public static string Heading(NoteKind kind) => Headings[kind];

    public static bool IsKind(string label, out NoteKind kind)
    {
        foreach (var (candidate, heading) in Headings)
        {
            kind = candidate;
            if (heading.Equals(label, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        kind = NoteKind.Insight;
        if (label.Equals("Insights", StringComparison.OrdinalIgnoreCase))
            return true;
        kind = NoteKind.Note;
        return false;
    }

    public static bool IsNaming(string title) => title.Equals(Naming, StringComparison.OrdinalIgnoreCase);

    public static bool IsAblations(string title) => title.Equals(Planned, StringComparison.OrdinalIgnoreCase) || title.StartsWith("Ablation", StringComparison.OrdinalIgnoreCase);

    public static bool IsExperiment(string title, out string name)
    {
        name = "";
        if (!title.StartsWith("Experiment:", StringComparison.OrdinalIgnoreCase))
            return false;
        name = title["Experiment:".Length..].Trim();
        return true;
    }

    /// <summary>Whether an experiment is the template, which people may have given another name in brackets.</summary>
    public static bool IsTemplate(string name, bool isInTemplate) => name == TemplateName || (isInTemplate && name.Length > 2 && name[0] == '[' && name[^1] == ']');

    /// <summary>Splits <c>Run 1 - what it was</c>.</summary>
    public static (string? Name, string? Title) Names(string heading)
    {
        var match = NamePattern().Match(heading);
        if (!match.Success)
            return (null, heading.Length == 0 ? null : heading);
        return (match.Groups["name"].Value, match.Groups["title"].Success ? match.Groups["title"].Value : null);
    }

    /// <summary>Name and title that a heading is read as; null when it is read as something else.</summary>
    public static (string? Name, string? Title)? Reread(string heading) =>
        BlockReader.Read("### Experiment: " + heading) is { Blocks.Count: 0, Sections: [{ Sections.Count: 0, Blocks.Count: 0 } section] } && IsExperiment(section.Title, out var name) && name == heading && !IsTemplate(name, true) ? Names(name) : null;

    public static string StatusText(RunStatus status) => status switch
    {
        RunStatus.Completed => "✅ Complete",
        RunStatus.Planned => "⏳ Pending",
        RunStatus.Queued => "⏳ Queued",
        RunStatus.Running => "🔄 Running",
        _ => "❌ " + status,
    };

    /// <summary>A status word and what stands beside it.</summary>
    public static bool TryStatus(string text, out RunStatus status, out string rest)
    {
        var plain = Inline.WithoutMarks(text);
        var match = Word().Match(plain);
        (status, rest) = (default, plain);
        if (!match.Success)
            return false;
        rest = plain[match.Length..].Trim();
        RunStatus? found = match.Value.ToUpperInvariant() switch
        {
            "COMPLETE" or "COMPLETED" or "DONE" or "FINISHED" => RunStatus.Completed,
            "PENDING" or "PLANNED" => RunStatus.Planned,
            "STOPPED" or "CANCELLED" or "CANCELED" => RunStatus.Cancelled,
            "RUNNING" => RunStatus.Running,
            "QUEUED" => RunStatus.Queued,
            "FAILED" => RunStatus.Failed,
            "PRUNED" => RunStatus.Pruned,
            "LOST" => RunStatus.Lost,
            _ => null,
        };
        status = found ?? default;
        return found is not null;
    }

    [GeneratedRegex(@"^(?<name>[Rr]un \d+|(?:run_)?\d{8}[_T]\d{6}Z?(?:_j\d+(?:_\d+)?)?|[A-Z]+\d*-[A-Za-z]?\d+)(?:\s+[-–—]\s+(?<title>\S.*))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
