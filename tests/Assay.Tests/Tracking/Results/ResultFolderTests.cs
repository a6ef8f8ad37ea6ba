using Assay.Testing;
using Assay.Tracking.Results;

namespace Assay.Tests.Tracking.Results;

public sealed class ResultFolderTests
{
    [Fact]
    public void Ids_come_from_the_content_and_metrics_and_params_are_guessed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tiny_run/results.json", """
            {"exp_id":"EX-7","priority":"P2","description":"small net","timestamp":"2026-02-03T04:05:06","tier":"b","width":null,
             "net":{"layers":[8,4],"drop":0.1},"loss_function":{"gamma":2},"splits":{"train":100},
             "training":{"train_loss":0.5,"stopped":true,"history":[3,2]},"val_metrics":{"auc":0.7,"f1":null,"ev":NaN}}
            """);
        var scan = ResultFolder.Scan(folder.Path, ResultFolderMap.Default);
        var result = Assert.Single(scan.Results);
        Assert.Equal(("EX-7", "P2", "small net", "tiny_run/results.json"), (result.Id, result.Priority, result.Title, result.Path));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), result.Time);
        Assert.Equal(
            "training.train_loss=0.5; training.history.0=3; training.history.1=2; val_metrics.auc=0.7; val_metrics.f1=undefined (null in the result file); val_metrics.ev=NaN",
            string.Join("; ", result.Metrics.Select(m => $"{m.Key}={m.Value}")));
        Assert.Equal(
            "tier=\"b\"; width=null; net.layers=[8,4]; net.drop=0.1; loss_function.gamma=2; splits.train=100; training.stopped=true",
            string.Join("; ", result.Params.Select(p => $"{p.Key}={p.Value}")));
        Assert.Null(result.FolderNameWarning);
        Assert.Equal(64, result.Digest.Length);
    }

    [Fact]
    public void A_map_says_what_is_what()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x/out.json", """{"meta":{"key":12},"a":{"lr":0.1,"wd":0},"b":{"m":1,"n":2},"c.d":3,"when":1700000000}""");
        var map = ResultFolderMap.Parse("id=nope+meta.key, pattern=**/out.json, params=a.*, metrics=b+c.*, time=when");
        var result = Assert.Single(ResultFolder.Scan(folder.Path, map).Results);
        Assert.Equal("12", result.Id);
        Assert.Equal(["a.lr", "a.wd"], result.Params.Select(p => p.Key));
        Assert.Equal(["b.m", "b.n", "c.d"], result.Metrics.Select(m => m.Key));
        Assert.Equal(1700000000, result.Time?.ToUnixTimeSeconds());
    }

    [Fact]
    public void Broken_files_are_named_and_the_rest_goes_in()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/results.json", "[\n");
        folder.Write("b/results.json", "[1]");
        folder.Write("c/results.json", """{"auc":1}""");
        folder.Write("d/results.json", """{"id":"D","x\ud800":1}""");
        folder.Write("e/results.json", """{"id":"E"}""");
        var scan = ResultFolder.Scan(folder.Path, ResultFolderMap.Default);
        Assert.Equal("E", Assert.Single(scan.Results).Id);
        Assert.Equal(["a/results.json", "b/results.json", "c/results.json", "d/results.json"], scan.Broken.Select(b => b.Path));
        Assert.Contains("ends in the middle of its JSON after 2 bytes", scan.Broken[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("is a list of 1, expected one object", scan.Broken[1].Sentence, StringComparison.Ordinal);
        Assert.Contains("has no id; none of the keys exp_id,", scan.Broken[2].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_id_in_two_files_is_kept_twice_and_reported_and_an_exact_copy_is_taken_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/results.json", """{"id":"X","auc":1}""");
        folder.Write("b/results.json", """{"id":"X","auc":2}""");
        folder.Write("c/results.json", """{"id":"X","auc":1}""");
        var scan = ResultFolder.Scan(folder.Path, ResultFolderMap.Default);
        Assert.Equal(["a/results.json", "b/results.json"], scan.Results.Select(r => r.Path));
        Assert.Contains("b/results.json: has the id 'X' like a/results.json, with different content", scan.Ambiguities[0], StringComparison.Ordinal);
        Assert.Contains("c/results.json: is an exact copy", scan.Ambiguities[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_named_like_another_id_is_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("FE-12/results.json", """{"id":"FE-13"}""");
        folder.Write("FE-14/3/results.json", """{"id":"FE-14"}""");
        folder.Write("wide net/results.json", """{"id":"FE-15"}""");
        var warnings = ResultFolder.Scan(folder.Path, ResultFolderMap.Default).Results.Select(r => r.FolderNameWarning).ToList();
        Assert.Equal("FE-12/results.json: the content says 'FE-13', its folder is named 'FE-12'; the content was believed.", warnings[0]);
        Assert.All(warnings.Skip(1), Assert.Null);
    }

    [Fact]
    public void A_loop_of_links_ends()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/results.json", """{"id":"A"}""");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateSymbolicLink(folder.File("a", "loop"), folder.Path);
        Assert.Single(ResultFolder.Scan(folder.Path, ResultFolderMap.Default).Results);
    }

    [Theory]
    [InlineData("id", "is not of the form name=key")]
    [InlineData("id=", "is not of the form name=key")]
    [InlineData("id=a,,", "is not of the form name=key")]
    [InlineData("ids=a", "'ids' is not known; expected one of pattern, id, title")]
    [InlineData("id=a,id=b", "'id' is given twice")]
    [InlineData("metrics=a+", "has an empty key")]
    public void A_map_with_a_mistake_is_refused_in_a_sentence(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<AssayException>(() => ResultFolderMap.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_map_is_the_default() => Assert.Same(ResultFolderMap.Default, ResultFolderMap.Parse(" "));

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Throws<AssayException>(() => ResultFolder.Scan(Path.Combine(Path.GetTempPath(), "assay-none"), ResultFolderMap.Default));

    [Theory]
    [InlineData("val.*", "val.auc", true)]
    [InlineData("val", "val.auc", true)]
    [InlineData("val", "value", false)]
    [InlineData("*.auc", "a.b.auc", true)]
    [InlineData("*_loss", "val_loss", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("*", "anything", true)]
    [InlineData("val.*", "val", false)]
    public void Patterns_are_keys_sections_or_stars(string pattern, string key, bool expected) => Assert.Equal(expected, ResultFolderContent.Matches(pattern, key));

    [Fact]
    public void A_logged_folder_goes_in_with_the_ids_of_its_content()
    {
        var scan = ResultFolder.Scan(Logged("feature_embedding"), ResultFolderMap.Default);
        Assert.Equal(10, scan.Results.Count);
        Assert.Empty(scan.Broken);
        Assert.Equal(10, scan.Results.Select(r => r.Id).Distinct().Count());
        Assert.All(scan.Results, r => Assert.Matches("^[A-Z]{2}-[0-9]{2}$", r.Id));
        Assert.All(scan.Results, r => Assert.Contains(r.Metrics, m => m.Key == "val_metrics.auc" && m.Value.Number is > 0.5 and < 1));
        Assert.All(scan.Results, r => Assert.Contains(r.Params, p => p.Key == "hyperparameters.learning_rate"));
        Assert.All(scan.Results, r => Assert.DoesNotContain(r.Metrics, m => m.Key.StartsWith("splits", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_logged_file_torn_after_two_bytes_is_named_and_skipped()
    {
        var scan = ResultFolder.Scan(Logged("."), ResultFolderMap.Parse("pattern=**/*.json"));
        Assert.True(scan.Results.Count >= 10);
        Assert.Contains(scan.Broken, b => b.Path == "phase6c_a100/s1_summary.json" && b.Sentence.Contains("ends in the middle of its JSON after 2 bytes", StringComparison.Ordinal));
    }

    private static string Logged(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Assay.slnx")))
            at = at.Parent;
        var folder = at is null ? null : Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data", "logged", "financial", name));
        Assert.SkipWhen(folder is null || !Directory.Exists(folder), "The logged results are not beside this checkout.");
        return folder;
    }
}
