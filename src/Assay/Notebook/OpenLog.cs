using Assay.Foundation.Files;

namespace Assay.Notebook;

/// <summary>A log file during an update.</summary>
internal sealed class OpenLog(string path, ILogFormat format, IDisposable held)
{
    private const int ShownText = 100;

    public string Path => path;

    public string Name => System.IO.Path.GetFileName(path);

    public ILogFormat Format => format;

    /// <summary>Keeps other processes out.</summary>
    public IDisposable Lock => held;

    /// <summary>What the file holds; null when there is none.</summary>
    public byte[]? Current { get; private set; }

    /// <summary>What it held when it was last written or read; null when it is new.</summary>
    public byte[]? Before { get; private set; }

    /// <summary>What it shall hold.</summary>
    public byte[] Text { get; set; } = [];

    /// <summary>Pieces a person typed that were reported already.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Whether a person changed it since it was written.</summary>
    public bool IsTyped => Current is not null && !Same(Current, Before) && !Current.AsSpan().Trim(" \r\n\t"u8).IsEmpty;

    /// <summary>Reads the file as it is now.</summary>
    public void Read(string storeFolder)
    {
        Current = Content();
        Before = LogBase.Read(storeFolder, path);
    }

    /// <summary>Lines that a person typed and that neither stand in the new text nor were reported: edits of what is computed.</summary>
    /// <returns>Line and sentence of each.</returns>
    public IReadOnlyList<(int Line, string What)> Lost()
    {
        if (!IsTyped || Before is null)
            return [];
        var known = Lines(Before).Concat(Lines(Text)).Select(Plain).ToHashSet(StringComparer.Ordinal);
        var text = Plain(Encoding.UTF8.GetString(Text));
        return
        [
            .. Lines(Current!).Select((line, index) => (Line: index + 1, Text: line.Trim(), Words: Plain(line)))
                .Where(line => line.Words.Length > 0 && !known.Contains(line.Words) && !text.Contains(line.Words, StringComparison.Ordinal) && !Refused.Exists(part => line.Text.Contains(part, StringComparison.Ordinal)))
                .Select(line => (line.Line, $"'{(line.Text.Length <= ShownText ? line.Text : line.Text[..ShownText] + "…")}' was typed where the log is computed from the plan and the store")),
        ];
    }

    /// <summary>Writes the new text unless the file has changed since it was read.</summary>
    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="force">Write it in any case.</param>
    /// <param name="written">Takes the path when it was written.</param>
    /// <returns>Whether the file is current.</returns>
    public bool Write(string storeFolder, bool force, List<string> written)
    {
        if (!Same(Current, Text))
        {
            if (!force && !Same(Content(), Current))
                return false;
            AtomicFile.Write(path, stream => stream.Write(Text));
            written.Add(path);
        }

        // Second: a crash between the two only makes the next update compare what needs no change.
        if (!Same(Before, Text))
            LogBase.Write(storeFolder, path, Text);
        return true;
    }

    private byte[]? Content() => File.Exists(path) ? Notebook.Text.LogText.ReadBytes(path) : null;

    private static string[] Lines(byte[] text) => Encoding.UTF8.GetString(text).ReplaceLineEndings("\n").Split('\n');

    // What makes a line, without marks that formats choose.
    private static string Plain(string line)
    {
        var content = line.AsSpan().TrimStart();
        // The number of a list item follows from its place.
        var digits = content.IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && content[digits] is '.' or ')')
            content = content[digits..];
        return string.Concat(content.ToString().Where(char.IsLetterOrDigit));
    }

    private static bool Same(byte[]? a, byte[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);
}
