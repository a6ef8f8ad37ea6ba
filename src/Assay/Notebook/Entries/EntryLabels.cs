using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>What the labels in front of an entry's lines mean, whoever wrote them. Both formats read all of them and write their own choice.</summary>
internal static class EntryLabels
{
    /// <summary>Stands in a field that nothing is known for; readers take it for nothing.</summary>
    public const string Nothing = "not recorded";

    private static readonly Dictionary<string, EntryField> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["date"] = EntryField.Date,
        ["started"] = EntryField.Date,
        ["status"] = EntryField.Status,
        ["outcome"] = EntryField.Status,
        ["plan phase"] = EntryField.Phase,
        ["phase"] = EntryField.Phase,
        ["plan item"] = EntryField.Item,
        ["item"] = EntryField.Item,
        ["priority"] = EntryField.Priority,
        ["experiment"] = EntryField.Experiment,
        ["seed"] = EntryField.Seed,
        ["workstream"] = EntryField.Workstream,
        ["stage"] = EntryField.Stage,
        ["source"] = EntryField.Source,
        ["command"] = EntryField.Command,
        ["commands"] = EntryField.Command,
        ["environment"] = EntryField.Environment,
        ["config"] = EntryField.Config,
        ["configuration"] = EntryField.Config,
        ["parameters"] = EntryField.Params,
        ["input"] = EntryField.Inputs,
        ["inputs"] = EntryField.Inputs,
        ["output"] = EntryField.Outputs,
        ["outputs"] = EntryField.Outputs,
        ["key outputs"] = EntryField.Outputs,
        ["run directory"] = EntryField.Outputs,
        ["artifact"] = EntryField.Outputs,
        ["artifacts"] = EntryField.Outputs,
        ["superseded outputs"] = EntryField.Outputs,
        ["reason"] = EntryField.Reason,
        ["rationale"] = EntryField.Reason,
        ["why"] = EntryField.Reason,
        ["result"] = EntryField.Result,
        ["results"] = EntryField.Result,
        ["result summary"] = EntryField.Result,
        ["results summary"] = EntryField.Result,
        ["key results"] = EntryField.Result,
        ["error"] = EntryField.Error,
        ["failure point"] = EntryField.Error,
        ["failure"] = EntryField.Error,
        ["caveat"] = EntryField.Caveat,
        ["superseded by"] = EntryField.SupersededBy,
        ["superseded"] = EntryField.Superseded,
        ["commit"] = EntryField.Commit,
        ["workspace commit at execution time"] = EntryField.Commit,
        ["branch"] = EntryField.Branch,
        ["conclusion"] = EntryField.Conclusion,
    };

    private static readonly Dictionary<string, NoteKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["note"] = NoteKind.Note,
        ["notes"] = NoteKind.Note,
        ["decision"] = NoteKind.Decision,
        ["decisions"] = NoteKind.Decision,
        ["finding"] = NoteKind.Finding,
        ["findings"] = NoteKind.Finding,
        ["key findings"] = NoteKind.Finding,
        ["insight"] = NoteKind.Insight,
        ["insights"] = NoteKind.Insight,
        ["issue"] = NoteKind.Issue,
        ["issues"] = NoteKind.Issue,
        ["observation"] = NoteKind.Observation,
        ["observations"] = NoteKind.Observation,
        ["user priority"] = NoteKind.UserPriority,
        ["user priorities"] = NoteKind.UserPriority,
        ["next step"] = NoteKind.NextStep,
        ["next steps"] = NoteKind.NextStep,
        ["next planned runs"] = NoteKind.NextStep,
        ["follow-ups"] = NoteKind.NextStep,
        ["conclusions"] = NoteKind.Conclusion,
        ["prediction"] = NoteKind.Prediction,
        ["predictions"] = NoteKind.Prediction,
    };

    // Where an output stood is told by a remark behind it, in these words.
    private static readonly string[] OutputRemarks = ["Run directory", "Artifact", "Superseded outputs"];

    /// <summary>The field a label stands for.</summary>
    /// <param name="label">Without its remark.</param>
    /// <param name="field">The field.</param>
    /// <returns>Whether it is known.</returns>
    public static bool TryField(string label, out EntryField field) => Fields.TryGetValue(label, out field);

    /// <summary>The kind of note a label or heading stands for.</summary>
    /// <param name="label">Without its remark.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether it is known.</returns>
    public static bool TryKind(string label, out NoteKind kind) => Kinds.TryGetValue(label, out kind);

    /// <summary>The label that notes of a kind stand under.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>E.g. <c>Next steps</c>.</returns>
    public static string Of(NoteKind kind) => kind switch
    {
        NoteKind.UserPriority => "User priorities",
        NoteKind.NextStep => "Next steps",
        _ => kind + "s",
    };

    /// <summary>The label that a group of notes of an entry, a phase or the book stands under.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="section">Their section.</param>
    /// <returns>The section itself where it can be read back as one, else the kind with the section in brackets.</returns>
    public static string Of(NoteKind kind, string? section)
    {
        if (section is null)
            return Of(kind);
        return kind == NoteKind.Note && Split(section, out _) is var name && !TryKind(name, out _) && !TryField(name, out _) ? section : $"{Of(kind)} ({section})";
    }

    /// <summary>The kind and section that a label of notes stands for.</summary>
    /// <param name="label">A label that is no field.</param>
    /// <returns>Kind and section.</returns>
    public static (NoteKind Kind, string? Section) Notes(string label) =>
        TryKind(Split(label, out var remark), out var kind) ? (kind, remark) : (NoteKind.Note, label.Trim());

    /// <summary>Cuts the bracket off the end of a label.</summary>
    /// <param name="label">E.g. <c>Command (pattern)</c>.</param>
    /// <param name="remark">What stands in the bracket; null for none.</param>
    /// <returns>The label without it.</returns>
    public static string Split(string label, out string? remark)
    {
        remark = null;
        var text = label.Trim();
        var open = text.IndexOf(" (", StringComparison.Ordinal);
        if (open <= 0 || text[^1] != ')' || open + 3 >= text.Length)
            return text;
        remark = text[(open + 2)..^1].Trim();
        return text[..open].TrimEnd();
    }

    /// <summary>The remark that keeps the label an output stood under.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The remark; null for the usual labels.</returns>
    public static string? OutputRemark(string label) => Array.Find(OutputRemarks, remark =>
        remark.Equals(label, StringComparison.OrdinalIgnoreCase) || (remark == "Artifact" && label.Equals("Artifacts", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a label can stand in front of a colon and be read back.</summary>
    /// <param name="label">Any text.</param>
    /// <returns>Whether the reader finds exactly it.</returns>
    public static bool IsLabel(string label) => Inline.TryField(label + ": x", out var read, out var value) && read == label && value == "x";
}
