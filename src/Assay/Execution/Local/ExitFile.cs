namespace Assay.Execution.Local;

/// <summary>The exit code that a launcher left.</summary>
internal static class ExitFile
{
    // "255" and a newline.
    private const int LongestText = 16;

    /// <summary>Reads it; null while there is none, or only a part of one.</summary>
    internal static int? TryRead(string runFolder)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(runFolder, LauncherScript.ExitFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> bytes = stackalloc byte[LongestText];
            var text = Encoding.ASCII.GetString(bytes[..stream.ReadAtLeast(bytes, LongestText, throwOnEndOfStream: false)]);
            return text.EndsWith('\n') && int.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
