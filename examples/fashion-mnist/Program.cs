// Learns to tell clothes apart, from zero: dotnet run -c Release --project examples/fashion-mnist [seed]
using Assay.Foundation.Files;
using Assay.Foundation.Formats;
using Assay.Learning;
using Assay.Learning.Data;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Training;

var seed = args.Length > 0 ? ulong.Parse(args[0]) : 1;
var images = Idx.Read(Checked("t10k-images-idx3-ubyte.gz", "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa"));
var labels = Idx.Read(Checked("t10k-labels-idx1-ubyte.gz", "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05"));
var all = Dataset.Classified(images, labels, classes: 10, scale: 1 / 255.0).Reshape([784]);

using var engine = new Engine(new() { Seed = seed });
var model = new Sequential(new Linear(784, 256), new Relu(), new Dropout(0.2), new Linear(256, 128), new Relu(), new Dropout(0.2), new Linear(128, 10));
model.Initialize(engine);
var loss = new CrossEntropyLoss();
var trainer = new Trainer(new()
{
    Model = model,
    Loss = (outputs, batch) => loss.Of(outputs.AsLogits(), batch.Labels),
    Optimizer = new AdamW(model.Parameters, new() { LearningRate = 1e-3, WeightDecay = 0.01 }),
    Train = new DataLoader(all.Subset(Enumerable.Range(0, 7000)), new() { BatchSize = 64, Seed = seed }),
    Valid = all.Subset(Enumerable.Range(7000, 1000)),
    Epochs = 15,
    Metrics = [TrainingMetric.Accuracy],
    Observers = [new Progress()],
});
var result = trainer.Run();
var test = trainer.Evaluate(all.Subset(Enumerable.Range(8000, 2000)), "test"); // the model has the weights of its best epoch now
Console.WriteLine($"best epoch {result.Best["valid/loss"].Epoch}: test loss {test["test/loss"]:F4}, accuracy {test["test/accuracy"]:P2}");

static string Checked(string name, string sha256)
{
    var path = Path.Combine("data", "fashion-mnist", name);
    return FileDigest.OfFile(path) == sha256 ? path : throw new InvalidDataException($"{path} is not the file that this program was written for; see data/fashion-mnist/README.md.");
}

internal sealed class Progress : ITrainingObserver
{
    public void EpochEnded(EpochReport report) => Console.WriteLine(
        $"epoch {report.Epoch,2}  train loss {report.Metrics["train/loss"]:F4}  valid loss {report.Metrics["valid/loss"]:F4}  accuracy {report.Metrics["valid/accuracy"]:P1}  {report.Seconds:F2} s");
}
