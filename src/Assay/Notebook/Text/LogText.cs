using Assay.Foundation.Files;

namespace Assay.Notebook.Text;

/// <summary>stub until merged</summary>
public sealed record LogText(string Text, IReadOnlyList<LogRemark> Remarks)
{
    /// <summary>stub</summary>
    public static byte[] ReadBytes(string path) => BoundedFile.ReadBytes(path, 256L << 20);

    /// <summary>stub</summary>
    public static LogText Decode(string path, byte[] content) => new(Encoding.UTF8.GetString(content), []);
}
