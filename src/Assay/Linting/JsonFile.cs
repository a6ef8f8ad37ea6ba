using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Tracking.Results;

namespace Assay.Linting;

/// <summary>JSON files of others: bounded, tolerant of what Python writes, refused with a sentence.</summary>
internal static class JsonFile
{
    /// <summary>Largest file that is read, bytes.</summary>
    public const long SizeLimit = 64L << 20;

    private const int HeadLength = 4096;

    /// <summary>The first characters of a file, for recognizing it.</summary>
    public static string Head(string path)
    {
        using var reader = new StreamReader(path);
        var buffer = new char[HeadLength];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="AssayException">It is too large or no JSON.</exception>
    public static JsonDocument Read(string path, string name)
    {
        try
        {
            return TolerantJson.Parse(BoundedFile.ReadBytes(path, SizeLimit), name);
        }
        catch (FileTooLargeException e)
        {
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{name}: is larger than the {SizeLimit >> 20} MiB that are read of a file of results."), e);
        }
        catch (ResultRefusedException e)
        {
            throw new AssayException(e.Message, e);
        }
    }

    /// <summary>A number of an object; null when it is not there or no number.</summary>
    public static double? Number(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number)
                return value.GetDouble();
        }

        return null;
    }
}
