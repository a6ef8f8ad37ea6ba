using Assay.Budgets;
using Assay.Testing;

namespace Assay.Tests.Budgets;

public sealed class StudyConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Yaml_and_json_give_texts_by_dotted_keys()
    {
        const string Yaml = "defaults: [_self_, {data: x}]\nutils: {seed: 42}\nmodel:\n  params:\n    hidden_dims: [4096, 64]\n    none: []\ntraining:\n  target_labels:\n  - Lung nodule\n  - \"Lung opacity\"\n  rate: 1e-4\n  off: null\ndata:\n  columns: {labels: \"${training.target_labels}\"}\n";
        var config = StudyConfig.Read(_folder.Write("config.yaml", Yaml));
        Assert.Equal("42", config.Text("utils.seed"));
        Assert.Equal(["4096", "64"], config.List("model.params.hidden_dims"));
        Assert.Equal([], config.List("model.params.none"));
        Assert.Equal(["Lung nodule", "Lung opacity"], config.List("data.columns.labels"));
        Assert.Equal("1e-4", config.Text("training.rate"));
        Assert.Null(config.Text("training.off"));
        Assert.Null(config.Text("model.params.hidden_dims"));

        var json = StudyConfig.Read(_folder.Write("config.json", """{"a": {"b": 1.50, "c": ["x", 2], "d": [], "e": [{"f": true}]}, "g": null}"""));
        Assert.Equal("1.50", json.Text("a.b"));
        Assert.Equal(["x", "2"], json.List("a.c"));
        Assert.Equal([], json.List("a.d"));
        Assert.Equal("true", json.Text("a.e.0.f"));
        Assert.Null(json.Text("g"));
    }

    [Theory]
    [InlineData("a: ${b}\nb: ${a}\n", "leads back to itself")]
    [InlineData("a: ${c}\n", "there is no key 'c'")]
    [InlineData("a: [1\n", "cannot be read")]
    [InlineData("a: &x 1\nb: *x\n", "anchor *x")]
    [InlineData("a: 1\na: 2\n", "'a' is there twice")]
    public void A_configuration_that_cannot_be_followed_is_refused(string text, string sentence)
    {
        var error = Assert.Throws<AssayException>(() => StudyConfig.Read(_folder.Write("config.yaml", text)).Text("a"));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_brackets_are_refused_and_not_followed_down() =>
        Assert.Throws<AssayException>(() => StudyConfig.Read(_folder.Write("config.yaml", "a: " + new string('[', 5000))));

    public void Dispose() => _folder.Dispose();
}
