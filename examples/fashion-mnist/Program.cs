// Learns to tell clothes apart, from zero: dotnet run -c Release --project examples/fashion-mnist [seed]
using Assay.Foundation.Formats;
using Assay.Learning;
using Assay.Learning.Data;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Training;

var seed = args is [var number] ? ulong.Parse(number) : 1;
var images = Idx.Read("data/fashion-mnist/t10k-images-idx3-ubyte.gz");
var labels = Idx.Read("data/fashion-mnist/t10k-labels-idx1-ubyte.gz");
var all = Dataset.Classified(images, labels, classes: 10, scale: 1 / 255.0).Reshape([784]);
var (train, valid, test) = (all[..7000], all[7000..8000], all[8000..]);

using var engine = new Engine(new() { Seed = seed });
var model = new Sequential(
    new Linear(784, 256), new Relu(), new Dropout(0.2),
    new Linear(256, 128), new Relu(), new Dropout(0.2),
    new Linear(128, 10));
model.Initialize(engine);
var loss = new CrossEntropyLoss();
var trainer = new Trainer(new()
{
    Model = model,
    Loss = (outputs, batch) => loss.Of(outputs.AsLogits(), batch.Labels),
    Optimizer = new AdamW(model.Parameters, new() { LearningRate = 1e-3, WeightDecay = 0.01 }),
    Train = new DataLoader(train, new() { BatchSize = 64, Seed = seed }),
    Valid = valid,
    Epochs = 15,
    Metrics = [TrainingMetric.Accuracy],
    Observers = [new TextProgress(Console.Out)],
});
var best = trainer.Run().Best["valid/loss"];
var result = trainer.Evaluate(test, "test"); // the model has the weights of its best epoch now
Console.WriteLine($"best epoch {best.Epoch}: test loss {result["test/loss"]:F4}, accuracy {result["test/accuracy"]:P2}");
