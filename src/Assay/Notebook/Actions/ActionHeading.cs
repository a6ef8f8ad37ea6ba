using Assay.Notebook.Entries;

namespace Assay.Notebook.Actions;

/// <summary>An action's heading: <c>[2026-02-25] title</c>, <c>2026-02-25 – title</c> or a title alone.</summary>
/// <param name="Date">When; null when it does not say.</param>
/// <param name="Name">The run's name; null for none.</param>
/// <param name="Title">What it was; null for nothing.</param>
internal readonly record struct ActionHeading(LogDate? Date, string? Name, string? Title)
{
    /// <summary>Reads a heading.</summary>
    /// <param name="text">The heading.</param>
    /// <returns>Its parts.</returns>
    public static ActionHeading Read(string text)
    {
        LogDate? date = null;
        var rest = text;
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var close && LogDate.TryParse(text[1..close], out var inBrackets))
            (date, rest) = (inBrackets, text[(close + 1)..].TrimStart());
        else if (LogDate.TryFind(text, out var found, out var without) && text.EndsWith(without, StringComparison.Ordinal) && without.TrimStart('-', '–', '—', ':', '|', ' ') is var after && after.Length < without.Length)
            (date, rest) = (found, after);
        else if (LogDate.TryParse(text, out var only))
            (date, rest) = (only, "");
        var name = EntryName.Split(rest, out var title);
        return new ActionHeading(date ?? EntryName.Date(name), name, title);
    }

    /// <summary>Writes a heading.</summary>
    /// <param name="entry">The action.</param>
    /// <returns>Text that <see cref="Read"/> reads back.</returns>
    public static string Write(LogEntry entry)
    {
        var what = entry.Name is null && entry.Title is null && entry.Date is not null ? "" : EntryName.Join(entry.Name, entry.Title);
        return (entry.Date is { } date ? $"[{date.ToLogText()}] {what}" : what).TrimEnd();
    }
}
