using Assay.Analyzers;
using Assay.Testing;

namespace Assay.Tests.Analyzers;

public sealed class AnalyzerCatalogTests
{
    [Fact]
    public void Every_analyzer_of_the_library_is_in_the_catalog_once()
    {
        var types = typeof(IAnalyzer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IAnalyzer)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal);
        Assert.Equal(types, AnalyzerCatalog.All.Select(analyzer => analyzer.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = AnalyzerCatalog.All.Select(analyzer => analyzer.Rule.Id).ToList();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_analyzer_has_tests_of_its_conformance()
    {
        var tested = typeof(AnalyzerCatalogTests).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(AnalyzerConformance)) && !type.IsAbstract).Select(type => type.Name).ToHashSet();
        Assert.Equal([], AnalyzerCatalog.All.Select(analyzer => analyzer.GetType().Name + "Tests").Where(name => !tested.Contains(name)));
    }

    [Fact]
    public void The_index_lists_every_rule_and_no_other()
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: the index cannot be read.");
        var index = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "docs/analyzers/README.md"));
        var listed = index.Split('\n').Where(line => line.StartsWith("| [AS", StringComparison.Ordinal));
        Assert.Equal(AnalyzerCatalog.All.Select(analyzer => Row(analyzer.Rule)), listed);
        var pages = Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root!, "docs/analyzers"), "AS*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        Assert.Equal(AnalyzerCatalog.All.Select(analyzer => analyzer.Rule.Id), pages);
    }

    private static string Row(Rule rule) => $"| [{rule.Id}]({rule.Id}.md) | {rule.Severity.Name()} | {rule.Title} |";
}
