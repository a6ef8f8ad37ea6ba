using System.Security.Cryptography;
using System.Text.Json;
using Assay.Foundation.Files;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Assay.Tracking.Results;

/// <summary>Reads a folder of result files that another program wrote. Ids come from the content: folders are copied and renamed.</summary>
public static class ResultFolder
{
    /// <summary>Most files of one scan.</summary>
    public const int FileLimit = 100_000;

    private const int DepthLimit = 64;

    /// <summary>Reads every file that the map's pattern names. Links are not followed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="map">Where things are in each file.</param>
    /// <returns>What was read, what was left out, and which ids more than one file has (such files are all kept, but for exact copies).</returns>
    /// <exception cref="AssayException">The folder does not exist, or the pattern names more than <see cref="FileLimit"/> files.</exception>
    public static ResultFolderScan Scan(string folder, ResultFolderMap map)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(map);
        if (!Directory.Exists(folder))
            throw new AssayException($"{folder}: is not a folder, expected one with result files.");
        var results = new List<ImportedResult>();
        var broken = new List<BrokenResult>();
        foreach (var path in Files(folder, map.Pattern))
        {
            try
            {
                results.Add(Read(folder, path, map));
            }
            catch (ResultRefusedException e)
            {
                broken.Add(new BrokenResult(path, e.Message));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
            {
                broken.Add(new BrokenResult(path, $"{path}: cannot be read: {e.Message}"));
            }
        }

        var ambiguities = new List<string>();
        var kept = WithoutCopies(results, ambiguities);
        return new ResultFolderScan(WithFolderWarnings(kept), broken, ambiguities);
    }

    private static List<string> Files(string folder, string pattern)
    {
        // Links are left alone, so that a loop of folders ends.
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = DepthLimit,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        var all = Directory.EnumerateFiles(folder, "*", options).Select(path => Path.GetRelativePath(folder, path));
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern);
        var files = new List<string>();
        foreach (var match in matcher.Match(folder, all).Files)
        {
            if (files.Count >= FileLimit)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{folder}: '{pattern}' names more than {FileLimit:N0} files; narrow it with pattern=…."));
            files.Add(match.Path.Replace('\\', '/'));
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static ImportedResult Read(string folder, string path, ResultFolderMap map)
    {
        byte[] bytes;
        try
        {
            bytes = BoundedFile.ReadBytes(Path.Combine(folder, path), ResultReader.SizeLimit);
        }
        catch (FileTooLargeException)
        {
            throw new ResultRefusedException(string.Create(CultureInfo.InvariantCulture, $"{path}: larger than the {ResultReader.SizeLimit >> 20} MiB that are read from a result."));
        }

        using var document = TolerantJson.Parse(bytes, path);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new ResultRefusedException($"{path}: is {JsonPlace.Describe(root)}, expected one object with an id.");
        var id = Text(root, map.Id) ?? throw new ResultRefusedException($"{path}: has no id; none of the keys {string.Join(", ", map.Id)} holds text or a number.");
        var (parameters, metrics) = ResultFolderContent.Read(root, path, map);
        return new ImportedResult(
            id, Text(root, map.Title), Text(root, map.Priority), Time(root, map.Time), parameters, metrics, path, Convert.ToHexStringLower(SHA256.HashData(bytes)), null);
    }

    private static string? Text(JsonElement root, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            if (JsonPlace.Find(root, key) is not { } element)
                continue;
            var text = element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text))
                return text.Trim();
        }

        return null;
    }

    private static DateTimeOffset? Time(JsonElement root, IReadOnlyList<string> keys)
    {
        // Seconds since 1970 reach this in the year 5138, milliseconds did in 1973.
        const double SmallestMilliseconds = 1e11;
        const double LargestMilliseconds = 253_402_300_799_999;
        if (Text(root, keys) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number < SmallestMilliseconds ? number * 1000 : number;
            return milliseconds is >= 0 and <= LargestMilliseconds ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }

    private static List<ImportedResult> WithoutCopies(List<ImportedResult> results, List<string> ambiguities)
    {
        var kept = new List<ImportedResult>();
        var first = new Dictionary<string, ImportedResult>(StringComparer.Ordinal);
        foreach (var result in results)
        {
            if (first.TryAdd(result.Id, result))
            {
                kept.Add(result);
                continue;
            }

            var earlier = first[result.Id];
            if (string.Equals(earlier.Digest, result.Digest, StringComparison.Ordinal))
            {
                ambiguities.Add($"{result.Path}: is an exact copy of {earlier.Path} (id '{result.Id}') and is taken once.");
                continue;
            }

            ambiguities.Add($"{result.Path}: has the id '{result.Id}' like {earlier.Path}, with different content; both are kept, and one of the ids is probably wrong.");
            kept.Add(result);
        }

        return kept;
    }

    private static List<ImportedResult> WithFolderWarnings(List<ImportedResult> results)
    {
        var ids = results.Select(result => result.Id).ToHashSet(StringComparer.Ordinal);
        return [.. results.Select(result => result with { FolderNameWarning = FolderNameWarning(result, ids) })];
    }

    // A folder that is named like an id, but not like this one: either another result's id, or of the same shape (FE-12 for FE-13).
    private static string? FolderNameWarning(ImportedResult result, HashSet<string> ids)
    {
        var names = result.Path.Split('/')[..^1];
        if (names.Contains(result.Id, StringComparer.Ordinal))
            return null;
        var shape = Shape(result.Id);
        var other = names.FirstOrDefault(name => ids.Contains(name) || (shape.Length > 1 && string.Equals(Shape(name), shape, StringComparison.OrdinalIgnoreCase)));
        return other is null ? null : $"{result.Path}: the content says '{result.Id}', its folder is named '{other}'; the content was believed.";
    }

    private static string Shape(string id)
    {
        var shape = new StringBuilder();
        foreach (var c in id)
        {
            if (!char.IsAsciiDigit(c))
                shape.Append(c);
            else if (shape.Length == 0 || shape[^1] != '0')
                shape.Append('0');
        }

        return shape.ToString();
    }
}
