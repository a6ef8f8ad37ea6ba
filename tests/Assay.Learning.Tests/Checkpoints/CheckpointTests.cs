using System.Text.Json;
using Assay.Foundation.Formats;
using Assay.Learning.Checkpoints;
using Assay.Learning.Layers;
using Assay.Learning.Tensors;
using Assay.Learning.Tests.Training;
using Assay.Testing;

namespace Assay.Learning.Tests.Checkpoints;

public sealed class CheckpointTests
{
    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void A_checkpoint_brings_back_every_bit(Precision precision)
    {
        using var folder = new TemporaryFolder();
        using var one = new SmallRun(seed: 1, precision: precision);
        one.Steps(3);
        Checkpoint.Write(folder.File("last.json"), one.Model, one.Optimizer, new CheckpointRecord { Step = 3, Metrics = new Dictionary<string, double?> { ["valid/loss"] = 0.1 + 0.2, ["valid/auc"] = null } });
        using var other = new SmallRun(seed: 2, precision: precision);
        var record = Checkpoint.Load(folder.File("last.json"), other.Model, other.Optimizer);

        Assert.Equal(0.1 + 0.2, record.Metrics["valid/loss"]);
        Assert.Null(record.Metrics["valid/auc"]);
        Assert.Equal(1UL, record.EngineSeed);
        Assert.Equal(("AdamW", 3L), (record.Optimizer!.Type, other.Optimizer.StepCount));
        Assert.Equal(one.Engine.TrainingSteps, other.Engine.TrainingSteps);
        Assert.Equal(one.Bits(), other.Bits());
    }

    [Fact]
    public void Only_the_newest_numbers_of_a_name_stay()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 1);
        for (var round = 0; round < 3; round++)
        {
            Checkpoint.Write(folder.File("last.json"), run.Model, run.Optimizer, new CheckpointRecord());
            Checkpoint.Write(folder.File("best.json"), run.Model, null, new CheckpointRecord());
            run.Steps(1);
        }

        Assert.Equal(4, Directory.GetFiles(folder.Path).Length);
        Checkpoint.Load(folder.File("last.json"), run.Model, run.Optimizer);
        Checkpoint.Load(folder.File("best.json"), run.Model);
    }

    [Fact]
    public void A_torn_or_changed_or_cut_or_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 1);
        var record = Checkpoint.Write(folder.File("last.json"), run.Model, run.Optimizer, new CheckpointRecord());
        var weights = folder.File(record.Weights);
        var bytes = File.ReadAllBytes(weights);
        var before = run.Bits();

        File.WriteAllBytes(weights, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        Refused("its SHA-256 is", run, folder);
        File.WriteAllBytes(weights, bytes[..^4]);
        Refused("the two files do not belong together", run, folder);
        File.Delete(weights);
        Refused($"the file '{record.Weights}', which holds its numbers, is missing", run, folder);
        File.WriteAllText(folder.File("last.json"), "{");
        Refused("it is no JSON of a checkpoint", run, folder);
        File.WriteAllText(folder.File("last.json"), "{\"version\": 2}");
        Refused("it is of version 2; expected version 1", run, folder);
        File.WriteAllText(folder.File("last.json"), "{\"version\": 1, \"weights\": \"../last.safetensors\"}");
        Refused("'../last.safetensors' is named for the numbers", run, folder);
        Assert.Equal(before, run.Bits());
    }

    [Fact]
    public void Parameters_that_do_not_fit_the_model_are_named_and_nothing_is_set()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 1);
        Checkpoint.Write(folder.File("last.json"), run.Model, run.Optimizer, new CheckpointRecord());
        Refuses("parameter '0.weight' has the shape [8, 2]; expected [9, 2], as the model has", new Linear(2, 9), new Relu(), new Dropout(0.2), new Linear(9, 2));
        Refuses("parameter '1.weight' is missing; expected one of shape [2, 8]", new Linear(2, 8), new Linear(8, 2));
        Refuses("parameter '0.bias' is not in the model; expected only the model's", new Linear(2, 8, bias: false), new Relu(), new Dropout(0.2), new Linear(8, 2));

        Checkpoint.Write(folder.File("model.json"), run.Model, null, new CheckpointRecord());
        Refused("it was written with no optimizer; expected AdamW", run, folder, "model.json");

        void Refuses(string expected, params Layer[] layers)
        {
            using var engine = new Engine(new() { Threads = 1 });
            var other = new Sequential(layers);
            other.Initialize(engine);
            var before = other.State[0].ToArray();
            var exception = Assert.Throws<DataFileException>(() => Checkpoint.Load(folder.File("last.json"), other));
            Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
            Assert.Equal(before, other.State[0].ToArray());
        }
    }

    [Fact]
    public void Weights_alone_are_loaded_whole_or_on_request_in_part()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 1);
        Weights.Save(folder.File("w.safetensors"), run.Model);
        using var engine = new Engine(new() { Threads = 1 });
        var larger = new Sequential(new Linear(2, 8), new Relu(), new Dropout(0.2), new Linear(8, 2), new Relu(), new Linear(2, 5));
        larger.Initialize(engine);
        Assert.Contains("parameter '5.weight' is missing; expected one of shape [5, 2]", Assert.Throws<DataFileException>(() => Weights.Load(folder.File("w.safetensors"), larger)).Message, StringComparison.Ordinal);
        Assert.Equal(["0.weight", "0.bias", "3.weight", "3.bias"], Weights.Load(folder.File("w.safetensors"), larger, partial: true));
        Assert.Equal(run.Model.State[0].ToArray(), larger.State[0].ToArray());
    }

    [Fact]
    public void Another_program_reads_the_parameters_under_their_names()
    {
        using var folder = new TemporaryFolder();
        using var run = new SmallRun(seed: 1);
        var record = Checkpoint.Write(folder.File("last.json"), run.Model, run.Optimizer, new CheckpointRecord());
        var file = Safetensors.Read(folder.File(record.Weights));
        Assert.Equal(["0.bias", "0.weight", "3.bias", "3.weight"], file.Tensors.Keys.Where(name => !name.StartsWith("optimizer:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("last.json")));
        Assert.Equal(record.WeightsSha256, json.RootElement.GetProperty("weightsSha256").GetString());
    }

    private static void Refused(string expected, SmallRun run, TemporaryFolder folder, string name = "last.json") =>
        Assert.Contains(expected, Assert.Throws<DataFileException>(() => Checkpoint.Load(folder.File(name), run.Model, run.Optimizer)).Message, StringComparison.Ordinal);
}
