using System.Text.RegularExpressions;
using Assay.Testing;

namespace Assay.Tests;

/// <summary>Reads the sources and holds the arrows of docs/architecture.md: a folder uses those above it, never those below.</summary>
public sealed class ArchitectureTests
{
    // Each area with what it may use besides itself, the base library and Assay.Foundation.
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Tracking"] = [],
        ["Tuning"] = ["Tracking"],
        ["Budgets"] = ["Tracking"],
        ["Planning"] = ["Tracking", "Tuning", "Budgets"],
        ["Claims"] = ["Tracking", "Tuning", "Budgets", "Planning"],
        ["Analyzers"] = ["Tracking", "Tuning", "Budgets", "Planning", "Claims"],
        ["Execution"] = ["Tracking", "Tuning", "Budgets", "Planning", "Claims", "Analyzers"],
        ["Notebook"] = ["Tracking", "Tuning", "Budgets", "Planning", "Claims", "Analyzers"],
        ["Interop"] = ["Tracking", "Tuning"],
        ["Recording"] = ["Tracking"],
        ["Studies"] = ["Tracking", "Tuning", "Planning", "Execution", "Interop", "Recording"],
        ["Linting"] = ["Tracking", "Tuning", "Budgets", "Planning", "Claims", "Analyzers", "Notebook", "Interop"],
    };

    [Fact]
    public void Every_folder_of_the_workbench_uses_only_what_the_arrows_allow()
    {
        var wrong = Sources("src/Assay")
            .Select(source => (source.Path, Area: source.Path.Split('/')[0], source.Uses))
            .Where(source => Arrows.ContainsKey(source.Area))
            .SelectMany(source => source.Uses.Where(used => used != source.Area && Arrows.ContainsKey(used) && !Arrows[source.Area].Contains(used))
                .Select(used => $"{source.Path} uses Assay.{used}"))
            .ToArray();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_workbench_stands_in_the_table()
    {
        var areas = Sources("src/Assay").Where(s => s.Path.Contains('/')).Select(s => s.Path.Split('/')[0]).Distinct();
        Assert.Empty(areas.Except(Arrows.Keys));
    }

    [Fact]
    public void The_foundation_uses_the_base_library_only() =>
        Assert.DoesNotContain(Sources("src/Assay.Foundation"), source => source.Uses.Except(["Foundation"]).Any());

    [Fact]
    public void The_training_engine_knows_the_foundation_only() =>
        Assert.DoesNotContain(Sources("src/Assay.Learning"), source => source.Uses.Except(["Foundation", "Learning"]).Any());

    [Fact]
    public void Statistics_and_evaluation_know_the_foundation_only_and_statistics_knows_no_evaluation()
    {
        var sources = Sources("src/Assay.Numerics");
        Assert.DoesNotContain(sources, source => source.Uses.Except(["Foundation", "Statistics", "Evaluation"]).Any());
        Assert.DoesNotContain(sources, source => source.Path.StartsWith("Statistics/", StringComparison.Ordinal) && source.Uses.Contains("Evaluation"));
    }

    private static List<(string Path, string[] Uses)> Sources(string folder)
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: sources cannot be read.");
        var root = Path.Combine(RepositoryFolder.Root!, folder);
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(source => !source.Path.StartsWith("obj/", StringComparison.Ordinal) && !source.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(source => (source.Path, Regex.Matches(source.Text, @"\bAssay\.([A-Z]\w+)").Select(m => m.Groups[1].Value).Distinct().ToArray()))];
    }
}
