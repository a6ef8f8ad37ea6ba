using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Layers;

public sealed class LayerSettingsTests
{
    public static TheoryData<string> Wrong => [.. Settings.Keys];

    private static Dictionary<string, Func<Layer>> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["channels"] = () => new Conv1d(0, 1, 3),
        ["outputs"] = () => new Conv2d(1, 0, 3),
        ["kernel"] = () => new Conv2d(1, 1, 0),
        ["stride"] = () => new Conv1d(1, 1, 3, stride: 0),
        ["padding"] = () => new Conv1d(1, 1, 3, padding: -1),
        ["dilation"] = () => new Conv1d(1, 1, 3, dilation: 0),
        ["momentum"] = () => new BatchNorm1d(3, momentum: double.NaN),
        ["epsilon"] = () => new BatchNorm2d(3, epsilon: 0),
        ["length"] = () => new PatchEmbedding(1, 0, 1, 4),
        ["size"] = () => new ImagePatchEmbedding(1, 0, 4),
        ["probability"] = () => new Dropout(1),
        ["inputs"] = () => new Linear(0, 1),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Settings_outside_their_range_are_refused_by_name(string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => { Settings[name](); }).ParamName);

    [Fact]
    public void A_width_that_does_not_divide_into_heads_is_refused_when_the_layer_is_made()
    {
        const string expected = "A width of 10 does not divide into 4 heads; choose a number of heads that divides the width.";
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => new MultiHeadAttention(10, 4)).Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => new TransformerEncoder(new() { Width = 10, Heads = 4, FeedForward = 8 }, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_of_more_padding_than_half_its_window_is_refused()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[8], [1, 1, 8]);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => { input.MaxPool1d(3, padding: 2); });
        Assert.StartsWith("The padding of MaxPool1d is at least 0 and at most half of its kernel of 3.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_and_biases_of_other_shapes_are_refused()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep();
        var input = step.Tensor(new float[8], [1, 2, 4]);
        var weight = step.Tensor(new float[12], [3, 2, 2]);
        Assert.Equal("Conv1d's weight got a tensor of shape [1, 2, 4, 1]; it takes [outputs, channels, kernel].", Message(() => input.Conv1d(input.Reshape([1, 2, 4, 1]))));
        Assert.Equal("Conv1d's bias got a tensor of shape [2]; it takes [3].", Message(() => input.Conv1d(weight, step.Tensor(new float[2], [2]))));
        Assert.Equal("Patches got a tensor of shape [1, 2, 4]; it takes [batch, channels, time] with at least 5 steps for patches of 3 after 2 that are left out.", Message(() => input.Patches(3, 1, mixing: true, skip: 2)));

        static string Message(Func<Tensor> compute) => Assert.Throws<ArgumentException>(() => { compute(); }).Message;
    }

    [Fact]
    public void Containers_without_layers_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Sequential());
        Assert.Throws<ArgumentException>(() => new Branches(Joining.Sum));
    }
}
