using Assay.Foundation.Files;
using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Planning;

/// <summary>Reads <c>assay.yaml</c>: text becomes a plan that was checked and expanded, or all that is wrong with it.</summary>
public static class PlanReader
{
    /// <summary>Reads a plan's file.</summary>
    /// <param name="path">The file; at most 16 MiB of UTF-8. Problems name it as given here.</param>
    /// <param name="options">What the plan depends on besides its text; <see langword="null"/> takes this process's environment and the machine's shell.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PlanException">The file cannot be read, or the plan has mistakes: all of them, with places.</exception>
    public static Plan Read(string path, PlanReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text;
        try
        {
            text = BoundedFile.ReadText(path, PlanLimits.FileBytes);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw WholeFile(path, "there is no such file", "write one with 'assay init', or name another");
        }
        catch (FileTooLargeException)
        {
            throw WholeFile(path, $"the file is larger than {PlanLimits.FileBytes:N0} bytes; a plan that large is not read", null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw WholeFile(path, "the file cannot be read: " + error.Message.TrimEnd('.'), null);
        }

        return Parse(text, path, options);
    }

    /// <summary>Reads a plan's text.</summary>
    /// <param name="text">YAML 1.2.</param>
    /// <param name="fileName">The file it stands for: problems name it, and relative paths start at its folder. It need not exist.</param>
    /// <param name="options">What the plan depends on besides its text; <see langword="null"/> takes this process's environment and the machine's shell.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PlanException">The plan has mistakes: all of them, with places.</exception>
    public static Plan Parse(string text, string fileName, PlanReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        var problems = new ProblemList(fileName);
        Plan? plan = null;
        var root = YamlTreeReader.Read(text, problems);
        if (root is YamlMap map)
        {
            PlanKeys.Plan.Check(map, KeyPath.Top, problems);
            var how = options ?? new PlanReaderOptions();
            plan = new PlanBuilder(map, fileName, problems, how).Build();
            if (plan is not null)
                plan.Again = late => Parse(text, fileName, how with { Late = late });
        }
        else if (root is null or YamlScalar { Kind: ScalarKind.Null } && !problems.Any)
        {
            problems.Add(1, 1, KeyPath.Top, "the plan is empty", "add priorities: or experiments:");
        }
        else if (root is not null)
        {
            PlanKeys.Plan.Check(root, KeyPath.Top, problems);
        }

        return plan ?? throw problems.ToException();
    }

    private static PlanException WholeFile(string path, string message, string? suggestion) =>
        new([new PlanProblem(path, 0, 0, "", message) { Suggestion = suggestion }]);
}
