using Assay.Learning.Kernels.Updates;
using Assay.Learning.Layers;

namespace Assay.Learning.Optimizers;

/// <summary>
/// Exponential moving average of weights: m ← d·m + (1 − d)·w after each step. Evaluated in place of the weights, it is often better than they are. Source: Polyak and
/// Juditsky 1992; with this decay, Tarvainen and Valpola 2017.
/// </summary>
/// <example><code>
/// optimizer.Step();
/// average.Update();
/// …
/// average.Swap();   // the model computes with the averages
/// Evaluate(model);
/// average.Swap();   // and with its weights again
/// </code></example>
public sealed unsafe class WeightAverage
{
    private readonly List<(Parameter Weight, Parameter Average)> _pairs = [];

    /// <summary>Averages that begin at the weights as they are.</summary>
    /// <param name="parameters">Initialized parameters; running statistics of layers may be among them.</param>
    /// <param name="decay">d in [0, 1); 0.999 by default: about the last 1,000 steps count.</param>
    /// <exception cref="ArgumentException">No parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">d outside its range.</exception>
    public WeightAverage(IEnumerable<Parameter> parameters, double decay = 0.999)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(decay is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "decay must be in [0, 1), such as 0.999.");
        Decay = decay;
        foreach (var parameter in parameters)
        {
            var average = new Parameter("average", parameter.Shape, Initializer.Zeros, isBuffer: true);
            average.Initialize(parameter.Node.Engine, $"{parameter.Name}.average");
            Buffer.MemoryCopy(parameter.Node.Data, average.Node.Data, (long)parameter.Node.Bytes, (long)parameter.Node.Bytes);
            _pairs.Add((parameter, average));
        }

        if (_pairs.Count == 0)
            throw new ArgumentException("An average needs at least one parameter; is the model empty?", nameof(parameters));
    }

    /// <summary>d.</summary>
    public double Decay { get; }

    /// <summary>Whether averages and weights are exchanged at the moment.</summary>
    public bool IsSwapped { get; private set; }

    /// <summary>The averages, named after the parameters: what a checkpoint saves beside the weights. While they are swapped, these are the weights.</summary>
    public IEnumerable<Parameter> State => _pairs.Select(pair => pair.Average);

    /// <summary>Takes in the weights as they are after a step.</summary>
    /// <exception cref="InvalidOperationException">Averages and weights are exchanged.</exception>
    public void Update()
    {
        if (IsSwapped)
            throw new InvalidOperationException("The model has the averages for its weights at the moment; call Swap() again before training goes on.");
        Run(swaps: false);
    }

    /// <summary>Exchanges averages and weights.</summary>
    public void Swap()
    {
        Run(swaps: true);
        IsSwapped = !IsSwapped;
    }

    private void Run(bool swaps)
    {
        foreach (var (weight, average) in _pairs)
            weight.Node.Engine.Run(new AverageKernel { Value = weight.Node.Data, Average = average.Node.Data, Decay = Decay, Swaps = swaps }, weight.Shape.Count, 2);
    }
}
