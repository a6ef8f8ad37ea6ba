using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Planning;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Planning;

public sealed class FingerprintTests
{
    [Fact]
    public void It_is_the_digest_of_the_documented_text()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data/a.csv", "1,2\n");
        var experiment = Read(folder, "{ id: e, command: [run, \"x \\\"y\\\"\"], seeds: [7], params: { b: 1e-5, a: { z: [1, ~], y: \"é\\n\" } }, inputs: \"data/*.csv\" }");
        var inputs = FileDigest.OfText($"{{\"data/a.csv\":\"{FileDigest.OfFile(data)}\"}}");
        Assert.Equal(
            FileDigest.OfText("{\"code\":null,\"command\":[\"run\",\"x \\\"y\\\"\"],\"config\":{\"a\":{\"y\":\"é\\n\",\"z\":[1,null]},\"b\":1e-5},\"inputs\":\"" + inputs + "\",\"seed\":7}"),
            Fingerprint.Of(experiment, folder.Path));
    }

    [Fact]
    public void It_changes_with_what_counts_and_with_nothing_else()
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/a.py", "a");
        const string start = "{ id: e, command: run, code: src, params: { a: 1, b: 2 } }";
        var first = Fingerprint.Of(Read(folder, start), folder.Path);
        Assert.Equal(first, Fingerprint.Of(Read(folder, "{ id: other, title: T, timeout: 1s, env: { X: 1 }, command: run, code: src, params: { b: 2, a: 1 } }"), folder.Path));
        string[] different =
        [
            "{ id: e, command: [run], code: src, params: { a: 1, b: 2 } }",
            "{ id: e, command: run, code: src, params: { a: 1, b: 3 } }",
            "{ id: e, command: run, code: src, params: { a: 1, b: \"2\" } }",
            "{ id: e, command: run, inputs: src, params: { a: 1, b: 2 } }",
            "{ id: e, command: run, params: { a: 1, b: 2 } }",
            "{ id: e, command: run, code: src, seeds: 1, params: { a: 1, b: 2 } }",
        ];
        Assert.DoesNotContain(first, different.Select(text => Fingerprint.Of(Read(folder, text), folder.Path)));
        folder.Write("src/a.py", "b");
        Assert.NotEqual(first, Fingerprint.Of(Read(folder, start), folder.Path));
    }

    [Fact]
    public void Files_folders_globs_and_exclusions_are_understood()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "src/a.py", "src/b/c.py", "src/b/d.txt", "bin/x y.bin", "top.txt" })
            folder.Write(name, name);
        Assert.Equal(["src/a.py", "src/b/c.py"], Names("src/**/*.py"));
        Assert.Equal(["src/a.py", "src/b/c.py", "src/b/d.txt"], Names("src"));
        Assert.Equal(["src/a.py", "src/b/d.txt"], Names("src", "!**/c.py"));
        Assert.Equal(["src/a.py"], Names("./src/", "!src/b"));
        Assert.Equal(["bin/x y.bin", "top.txt"], Names("bin/x y.bin", "./top.txt"));
        Assert.Equal(["bin/x y.bin"], Names(Path.Combine(folder.Path, "bin") + "/*"));
        Assert.Equal(["../" + Path.GetFileName(folder.Path) + "/top.txt"], [.. FileSet.Find(folder.Path, ["../" + Path.GetFileName(folder.Path) + "/*.txt"], out _).Select(f => f.Name)]);

        string[] Names(params string[] globs)
        {
            var files = FileSet.Find(folder.Path, globs, out var unmatched);
            Assert.Empty(unmatched);
            Assert.All(files, file => Assert.True(File.Exists(file.Path)));
            return [.. files.Select(file => file.Name)];
        }
    }

    [Fact]
    public void A_glob_that_matches_nothing_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "");
        var error = Assert.Throws<AssayException>(() => Fingerprint.Of(Read(folder, "{ id: e, command: run, inputs: [a.txt, none/*.csv, gone] }"), folder.Path));
        Assert.StartsWith("e: under inputs, 'none/*.csv', 'gone' match no file in ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_files_are_read_once_for_all_experiments()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.txt", "one");
        var plan = PlanReader.Parse("priorities: { P: { command: run, inputs: a.txt, matrix: { x: [1, 2] } } }", folder.File("assay.yaml"));
        var prints = new Fingerprinter(folder.Path);
        var first = prints.Of(plan.Experiments[0]);
        File.WriteAllText(path, "two");
        Assert.Equal(first, prints.Of(plan.Experiments[0]));
        var second = prints.Of(plan.Experiments[1]);
        File.WriteAllText(path, "one");
        Assert.Equal(second, Fingerprint.Of(plan.Experiments[1], folder.Path));
    }

    [Fact]
    public void Canonical_text_does_not_depend_on_the_order_of_keys() => Prop.ForAll(
        ArbMap.Default.ArbFor<Dictionary<NonNull<string>, int>>(), map =>
        {
            // Half a surrogate pair is not a text that JSON can carry.
            var pairs = map.Where(pair => !pair.Key.Get.Any(char.IsSurrogate)).ToList();
            var forward = Object(pairs);
            pairs.Reverse();
            var canonical = CanonicalJson.Of(forward);
            return canonical == CanonicalJson.Of(Object(pairs)) &&
                CanonicalJson.Of(JsonElement.Parse(canonical)) == canonical &&
                JsonElement.DeepEquals(JsonElement.Parse(canonical), forward);
        }).Holds();

    private static JsonElement Object(List<KeyValuePair<NonNull<string>, int>> pairs) =>
        JsonElement.Parse($"{{ {string.Join(" , ", pairs.Select(pair => $"{JsonSerializer.Serialize(pair.Key.Get)} : {{\"v\": [{pair.Value}, null]}}"))} }}");

    private static PlannedExperiment Read(TemporaryFolder folder, string experiment) =>
        PlanReader.Parse($"experiments: [{experiment}]", folder.File("assay.yaml")).Experiments[0];
}
