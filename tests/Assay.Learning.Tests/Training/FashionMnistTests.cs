using Assay.Foundation.Formats;
using Assay.Learning.Data;
using Assay.Learning.Layers;
using Assay.Learning.Losses;
using Assay.Learning.Optimizers;
using Assay.Learning.Training;
using Assay.Testing;

namespace Assay.Learning.Tests.Training;

public sealed class FashionMnistTests
{
    [Fact]
    public void Two_epochs_on_real_images_tell_most_clothes_apart()
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: its data cannot be read.");
        var folder = Path.Combine(RepositoryFolder.Root!, "data", "fashion-mnist");
        var images = Idx.Read(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"));
        Assert.Equal([10_000, 28, 28], images.Shape);
        var all = Dataset.Classified(images, Idx.Read(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz")), 10, 1 / 255.0).Reshape([784]);
        using var engine = new Engine(new() { Seed = 1 });
        var model = new Sequential(new Linear(784, 64), new Relu(), new Linear(64, 10));
        model.Initialize(engine);
        var loss = new CrossEntropyLoss();
        using var train = new DataLoader(all.Subset(Enumerable.Range(0, 3000)), new() { Prefetch = true });
        var result = new Trainer(new()
        {
            Model = model,
            Loss = (outputs, batch) => loss.Of(outputs.AsLogits(), batch.Labels),
            Optimizer = new AdamW(model.Parameters, new() { LearningRate = 2e-3 }),
            Train = train,
            Valid = all.Subset(Enumerable.Range(3000, 1000)),
            Metrics = [TrainingMetric.Accuracy],
            Epochs = 2,
        }).Run();

        // Chance is 0.1; a linear classifier on as many images reaches about 0.8.
        Assert.InRange(result.Epochs[^1].Metrics["valid/accuracy"]!.Value, 0.7, 0.9);
    }
}
