using System.Buffers;
using Assay.Foundation.Files;

namespace Assay.Notebook.Text;

/// <summary>The text of a log file, whatever programs wrote and misread it on the way.</summary>
/// <param name="Text">The text, mended; lines end in "\n".</param>
/// <param name="Remarks">What was mended, and what could not be.</param>
public sealed record LogText(string Text, IReadOnlyList<LogRemark> Remarks)
{
    private const long SizeLimit = 256L << 20;
    private const char Unreadable = '\uFFFD';

    // What text does not hold. Tab, line ends, form feed, bell, backspace (progress bars) and escape (colours) do stand in logs.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u000B\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001C\u001D\u001E\u001F\u007F");

    /// <summary>Reads a log file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The content.</returns>
    /// <exception cref="AssayException">The file is missing, cannot be read or is larger than 256 MiB.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            return BoundedFile.ReadBytes(path, SizeLimit);
        }
        catch (FileTooLargeException error)
        {
            throw new AssayException($"{path}: the log is larger than {SizeLimit >> 20} MiB, the most that is read; cut it into several files.", error);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AssayException($"{path}: there is no such file; give the path of a log.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AssayException($"{path}: the log cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Turns a log file's bytes into text.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>The text with remarks on what was mended.</returns>
    /// <exception cref="AssayException">The content is empty or binary.</exception>
    public static LogText Decode(string path, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        var remarks = new List<LogRemark>();
        var text = TextDecoder.Decode(content, remarks);
        if (text.Contains('\r', StringComparison.Ordinal))
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        text = WithoutControls(path, text, remarks);
        text = Mojibake.Mend(text, remarks).TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(text))
            throw new AssayException($"{path}: the log is empty; expected a text with headings, lists or tables.");
        return new LogText(text, remarks);
    }

    private static string WithoutControls(string path, string text, List<LogRemark> remarks)
    {
        var first = FirstControl(text);
        if (first < 0)
            return text;
        var mended = text.ToCharArray();
        var count = 0;
        for (var i = first; i < mended.Length; i++)
        {
            if (!Controls.Contains(mended[i]))
                continue;
            mended[i] = Unreadable;
            count++;
        }

        // A slip of a terminal or of a disk leaves a few; a file that is not text has more in any kilobyte.
        if (count > 4 + (text.Length / 1000))
            throw new AssayException($"{path}: this is a binary file ({count} control characters in {text.Length}), expected the text of a log.");
        remarks.Add(new LogRemark(LineOf(text, first), LogCertainty.Repaired, $"{Plural(count, "control character")} replaced by \uFFFD, the first on this line"));
        return new string(mended);
    }

    // A loop: the vectors of a search for this set of characters would be compiled anew by every import, and ran slower until they were.
    private static int FirstControl(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or '\u007F' && Controls.Contains(text[i]))
                return i;
        }

        return -1;
    }

    internal static int LineOf(string text, int at) => 1 + text.AsSpan(0, at).Count('\n');

    internal static string Plural(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
