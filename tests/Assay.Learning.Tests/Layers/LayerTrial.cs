using Assay.Learning.Layers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Tests.Layers;

/// <summary>A layer on an engine of its own with an input that is a parameter, so that its gradient is kept as well.</summary>
internal sealed class LayerTrial : IDisposable
{
    private readonly InputHolder _holder;
    private float[]? _weights;

    public LayerTrial(LayerCase layer, EngineOptions? options = null)
    {
        Engine = new Engine(options ?? new EngineOptions { Seed = 5 });
        Layer = layer.Create();
        Layer.Initialize(Engine);
        _holder = new InputHolder(layer.Input);
        _holder.Initialize(Engine);
    }

    public Engine Engine { get; }

    public Layer Layer { get; }

    public Parameter Input => _holder.Input;

    private IEnumerable<Parameter> Trained => Layer.Parameters.Prepend(Input);

    /// <summary>The output of a training step, then the gradients of a weighted sum of it: of the input and of every parameter.</summary>
    public float[][] Train()
    {
        Engine.TrainingSteps = 0; // the same dropout masks every time
        foreach (var parameter in Trained)
            parameter.ClearGradient();
        using var step = Engine.BeginStep();
        var output = Layer.Forward(Input);
        Weighted(step, output).Backward();
        return [output.ToArray(), .. Trained.Select(parameter => parameter.GradientToArray())];
    }

    /// <summary>The same without keeping anything.</summary>
    public void Repeat()
    {
        using var step = Engine.BeginStep();
        Weighted(step, Layer.Forward(Input)).Backward();
    }

    /// <summary>A training step over other numbers, twice as many of them.</summary>
    public void TrainOver(float number)
    {
        var shape = new int[Input.Shape.Rank];
        Input.Shape.CopyTo(shape);
        shape[0] *= 2;
        var values = new float[2 * Input.Shape.Count];
        Array.Fill(values, number);
        using var step = Engine.BeginStep();
        var output = Layer.Forward(step.Tensor(values, Shape.Create(shape)) * Input.Value.Sum());
        output.Sum().Backward();
    }

    public float[] Evaluate()
    {
        using var step = Engine.BeginStep(training: false);
        return Layer.Forward(Input).ToArray();
    }

    public void Dispose() => Engine.Dispose();

    private Tensor Weighted(Step step, Tensor output)
    {
        if (_weights?.Length != output.Shape.Count)
        {
            _weights = new float[output.Shape.Count];
            new Initializer.Normal(1).Fill(_weights, output.Shape, Engine.Seed.For("weights of the output"));
        }

        return output.Dot(step.Tensor(_weights, output.Shape));
    }

    private sealed class InputHolder : Module
    {
        public InputHolder(Shape shape) => Input = Declare("input", shape, new Initializer.Normal(1));

        public Parameter Input { get; }
    }
}
