using System.Buffers;

namespace Assay.Notebook.Text;

/// <summary>
/// Mends text that a program read as a single-byte code page though it was UTF-8, and saved again: one character became two to four.
/// Correct text is left alone, also where two of its characters happen to look so.
/// </summary>
internal static class Mojibake
{
    // Each code page may have been mistaken twice.
    private const int MostRounds = 4;
    private static readonly SingleByteCodePage[] CodePages = [SingleByteCodePage.Windows1252, SingleByteCodePage.MacRoman];

    // Everything a broken character can begin with.
    private static readonly SearchValues<char> Leads = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(letter => CodePages.Any(page => MisreadText.IsLead(page, letter)))]);

    /// <summary>Mends a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="remarks">Takes one remark for each code page that something was misread as.</param>
    /// <returns>The text as it was before the mistake.</returns>
    public static string Mend(string text, ICollection<LogRemark> remarks)
    {
        if (!HasLead(text))
            return text;
        var mended = new HashSet<SingleByteCodePage>();
        for (var round = 0; round < MostRounds; round++)
        {
            // The page that explains more of the text was the one; a part of what it explains can look like the other.
            var found = CodePages.Select(page => new MisreadText(page, text, mended.Contains(page))).Where(misread => misread.IsMisread).MaxBy(misread => misread.Explained);
            if (found is null)
                break;
            var before = text;
            text = found.Mend(out var first, out var count);
            if (mended.Add(found.Page))
            {
                remarks.Add(new LogRemark(
                    LogText.LineOf(before, first),
                    LogCertainty.Repaired,
                    $"{LogText.Plural(count, "character")} of UTF-8 had been read as {found.Page.Name}; mended, the first on this line"));
            }
        }

        return text;
    }

    // Every lead stands above ASCII, where little of a log does.
    private static bool HasLead(string text)
    {
        foreach (var letter in text)
        {
            if (letter >= 0x80 && Leads.Contains(letter))
                return true;
        }

        return false;
    }
}
