using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Planning;
using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Tests.Planning;

/// <summary>The checked-in schema and key tables are those of the code. <c>ASSAY_APPROVE=1 dotnet test</c> writes them anew.</summary>
public sealed class PlanSchemaTests
{
    private const string TableStart = "<!-- keys: generated -->\n";
    private const string TableEnd = "<!-- /keys -->\n";

    [Fact]
    public void The_schema_for_editors_is_current() => AssertCurrent("docs/formats/assay.schema.json", _ => PlanSchema.Generate());

    [Fact]
    public void The_key_tables_of_the_documentation_are_current() => AssertCurrent("docs/formats/plan.md", text =>
    {
        var start = text.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        return text[..start] + PlanSchema.KeyTables() + text[text.IndexOf(TableEnd, StringComparison.Ordinal)..];
    });

    [Fact]
    public void Every_reference_of_the_schema_leads_somewhere()
    {
        var schema = JsonElement.Parse(PlanSchema.Generate());
        var names = schema.GetProperty("$defs").EnumerateObject().Select(definition => $"#/$defs/{definition.Name}").ToHashSet();
        var references = References(schema).ToList();
        Assert.Equal(names.Order(), references.Distinct().Order());
    }

    [Fact]
    public void A_plan_that_uses_every_key_is_read_without_a_problem()
    {
        var plan = SomePlan.Read(FullPlan.Text);
        Assert.Equal(12, plan.Experiments.Count);
        var root = (YamlMap)YamlTreeReader.Read(FullPlan.Text, new ProblemList("x"))!;
        var settings = (YamlMap)root["defaults"]!;
        AssertUses(PlanKeys.Plan, root);
        AssertUses(PlanKeys.Defaults, settings);
        AssertUses(PlanKeys.Phase, ((YamlList)root["phases"]!).Items);
        AssertUses(PlanKeys.Priority, ((YamlMap)root["priorities"]!).Entries.Select(entry => entry.Value));
        AssertUses(PlanKeys.Experiment, ((YamlList)root["experiments"]!).Items);
        AssertUses(PlanKeys.Result, ((YamlList)settings["results"]!).Items);
        AssertUses(PlanKeys.Metric, ((YamlMap)root["metrics"]!).Entries.Select(entry => entry.Value));
        AssertUses(PlanKeys.Top, root["top"]!);
        AssertUses(PlanKeys.Log, ((YamlList)root["logs"]!).Items);
        var claims = ((YamlList)root["claims"]!).Items;
        var sides = new[] { "treatment", "control", "effect" }.SelectMany(side => claims.Select(claim => ((YamlMap)claim)[side])).OfType<YamlMap>().ToList();
        AssertUses(ClaimKeys.Claim, claims);
        AssertUses(ClaimKeys.Selection, sides);
        AssertUses(ClaimKeys.Stated, sides.Select(side => side["stated"]).OfType<YamlMap>());
        AssertUses(ClaimKeys.Test, claims.Select(claim => ((YamlMap)claim)["test"]).OfType<YamlMap>());
        AssertUses(ClaimKeys.Prediction, ((YamlMap)claims[0])["prediction"]!);
        AssertUses(ClaimKeys.Gate, ((YamlList)((YamlMap)claims[^1])["gate"]!).Items);
        AssertUses(PlanKeys.Lint, root["lint"]!);
        AssertUses(PlanKeys.Suppression, ((YamlList)((YamlMap)root["lint"]!)["suppress"]!).Items);
    }

    [Fact]
    public void Every_example_in_the_key_tables_is_a_value_its_key_takes()
    {
        foreach (var key in PlanKeys.Sections.SelectMany(section => section.Keys))
        {
            var problems = new ProblemList("example");
            var root = YamlTreeReader.Read($"{key.Name}: {key.Example}\n", problems);
            Assert.False(problems.Any, key.Name);
            key.Shape.Check(((YamlMap)root!)[key.Name]!, KeyPath.Top.Key(key.Name), problems);
            Assert.False(problems.Any, problems.Any ? problems.ToException().Message : null);
        }
    }

    private static void AssertUses(SectionShape section, params IEnumerable<YamlNode> nodes) => Assert.Equal(
        section.Keys.Select(key => key.Name).Order(StringComparer.Ordinal),
        nodes.SelectMany(node => ((YamlMap)node).Entries).Select(entry => entry.Key).Distinct().Intersect(section.Keys.Select(key => key.Name)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => property.Name == "$ref" && property.Value.ValueKind == JsonValueKind.String ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static void AssertCurrent(string file, Func<string, string> generate)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Assay.slnx")))
            folder = Path.GetDirectoryName(folder);
        Assert.SkipWhen(folder is null, "The tests run outside the repository, so there is no checked-in file to compare.");
        var path = Path.Combine(folder!, file);
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        var generated = generate(written);
        if (Environment.GetEnvironmentVariable("ASSAY_APPROVE") == "1")
            AtomicFile.WriteText(path, generated);
        else
            Assert.True(written == generated, $"{file} is not what the code generates; write it with ASSAY_APPROVE=1 and read the difference.");
    }
}
