using Assay.Budgets;
using Assay.Testing;

namespace Assay.Tests.Budgets;

public sealed class SplitFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_same_seed_writes_the_same_files_bit_for_bit()
    {
        Write("first", SomeCases.Text(100, 1), new SplitOptions { Budgets = [10, 50], Seeds = [42, 7], CarvedValidation = 0.1 });
        Write("again", SomeCases.Text(100, 1), new SplitOptions { Budgets = [50, 10, 10], Seeds = [42, 7], CarvedValidation = 0.1 });
        var files = Directory.GetFiles(Path.Combine(_folder.Path, "first")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(11, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.Path, "first", file)), File.ReadAllBytes(Path.Combine(_folder.Path, "again", file))));
    }

    [Fact]
    public void What_is_written_can_be_read_and_rows_stand_in_their_old_order_with_every_column()
    {
        var written = Write("splits", SomeCases.Text(100, 1), new SplitOptions { Budgets = [30], CarvedValidation = 0.1 });
        var read = BudgetManifest.Read(Path.Combine(_folder.Path, "splits"));
        Assert.Equal(written.ToJson(), read.ToJson());
        var split = Assert.Single(read.Splits);
        Assert.Equal((30, 30, 27, 3), (split.RequestedRows, split.EffectiveRows, split.Train.Rows, split.Validation!.Rows));
        var train = Manifest.Read(Path.Combine(_folder.Path, "splits", split.Train.Path));
        Assert.Equal(split.Train.Digest, train.Digest);
        var source = File.ReadAllLines(Path.Combine(_folder.Path, "train.csv"));
        var lines = File.ReadAllLines(train.Path);
        Assert.Equal(source[0], lines[0]);
        Assert.Equal(source.Where(lines.Contains), lines);
    }

    [Fact]
    public void Another_source_takes_the_same_cases_in_its_own_order_with_its_own_labels()
    {
        Write("manual", SomeCases.Text(100, 1), new SplitOptions { Budgets = [20], Folds = 4, CarvedValidation = 0.2 });
        var lines = SomeCases.Text(100, 2).TrimEnd('\n').Split('\n');
        _folder.Write("gpt.csv", string.Join('\n', [lines[0], .. lines.Skip(1).Reverse(), "train_900_0,extra,0,0,0"]) + "\n");
        var written = SplitFolder.Write(Request("gpt.csv", "replayed") with { Replay = Path.Combine(_folder.Path, "manual") });
        Assert.Equal((100, 100), (written.ReplayOf!.Cases, written.ReplayOf.Matched));
        var manual = BudgetManifest.Read(Path.Combine(_folder.Path, "manual"));
        Assert.All(manual.Splits.Zip(written.Splits), pair => Assert.Equal(Ids("manual", pair.First.Train), Ids("replayed", pair.Second.Train)));
        Assert.All(manual.Folds.Zip(written.Folds), pair => Assert.Equal(Ids("manual", pair.First), Ids("replayed", pair.Second)));
    }

    [Fact]
    public void A_case_that_the_other_source_lacks_stops_the_replay_before_anything_is_written()
    {
        Write("manual", SomeCases.Text(100, 1), new SplitOptions { Budgets = [100] });
        _folder.Write("gpt.csv", SomeCases.Text(97, 2));
        var error = Assert.Throws<AssayException>(() => SplitFolder.Write(Request("gpt.csv", "replayed") with { Replay = Path.Combine(_folder.Path, "manual") }));
        Assert.Contains("3 of the 100 cases", error.Message, StringComparison.Ordinal);
        Assert.Contains("train_97_0", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "replayed")));
    }

    [Fact]
    public void A_split_file_that_was_changed_is_not_replayed()
    {
        var written = Write("manual", SomeCases.Text(100, 1), new SplitOptions { Budgets = [20] });
        File.AppendAllText(Path.Combine(_folder.Path, "manual", written.Splits[0].Train.Path), "train_99_9,x,0,0,0\n");
        var error = Assert.Throws<AssayException>(() => SplitFolder.Write(Request("train.csv", "replayed") with { Replay = Path.Combine(_folder.Path, "manual") }));
        Assert.Contains("it is not the file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copied_validation_manifest_stands_beside_every_draw_and_may_not_share_cases_with_the_pool()
    {
        _folder.Write("train.csv", SomeCases.Text(60, 1));
        _folder.Write("valid.csv", SomeCases.Text(90, 1).Replace("train_", "valid_", StringComparison.Ordinal));
        var validation = Manifest.Read(Path.Combine(_folder.Path, "valid.csv"));
        var request = Request("train.csv", "splits") with { Options = new SplitOptions { Budgets = [10, 20] }, Validation = validation };
        var written = SplitFolder.Write(request);
        Assert.All(written.Splits, split => Assert.Equal((90, split.Budget), (split.Validation!.Rows, split.EffectiveRows)));
        Assert.Equal(validation.Digest, Manifest.Read(Path.Combine(_folder.Path, "splits", written.Splits[0].Validation!.Path)).Digest);

        var shared = Manifest.Read(_folder.Write("shared.csv", SomeCases.Text(5, 1)));
        var error = Assert.Throws<AssayException>(() => SplitFolder.Write(request with { Validation = shared }));
        Assert.Contains("5 of its 5 cases", error.Message, StringComparison.Ordinal);
        SplitFolder.Write(request with { Validation = shared, AllowOverlap = true });
    }

    [Theory]
    [InlineData("id,a\nx,1\nx,0\n", "'x' stands on line 2 already")]
    [InlineData("id,a\n,1\n", "column 'id' is empty")]
    [InlineData("id,b\nx,1\n", "there is no column 'a'")]
    [InlineData("id,a\nx,2\n", "label 'a' is '2'")]
    [InlineData("id,a\nx,\n", "label 'a' is blank")]
    [InlineData("id,a\nx,1,2\n", "the row has 3 fields")]
    [InlineData("id,a,a\nx,1,1\n", "column 'a' is there twice")]
    [InlineData("id,a\n", "a header and no case")]
    [InlineData("", "it is empty")]
    public void A_manifest_that_is_none_is_refused(string text, string sentence)
    {
        _folder.Write("bad.csv", text);
        var error = Assert.Throws<AssayException>(() => SplitFolder.Write(Request("bad.csv", "out") with { Labels = ["a"], IdColumn = "id", Options = new SplitOptions { Budgets = [1] } }));
        Assert.Contains("bad.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "out")));
    }

    [Theory]
    [InlineData("{", "no manifest of splits")]
    [InlineData("null", "it is null")]
    [InlineData("{\"schema\": \"assay/budget/9\"}", "no manifest of splits")]
    public void A_manifest_json_that_is_none_is_refused(string text, string sentence)
    {
        var error = Assert.Throws<AssayException>(() => BudgetManifest.Read(_folder.Write("manifest.json", text)));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private BudgetManifest Write(string name, string text, SplitOptions options)
    {
        _folder.Write("train.csv", text);
        return SplitFolder.Write(Request("train.csv", name) with { Options = options });
    }

    private SplitRequest Request(string source, string name) => new(Manifest.Read(Path.Combine(_folder.Path, source)), SomeCases.Labels, Path.Combine(_folder.Path, name)) { IdColumn = "volumename" };

    private IEnumerable<string> Ids(string folder, SplitFile file) => Manifest.Read(Path.Combine(_folder.Path, folder, file.Path)).Column("volumename").Order(StringComparer.Ordinal);
}
