using Assay.Learning.Data;

namespace Assay.Learning.Training;

/// <summary>Computes loss and metrics of a data set without dropout, in batches and in the samples' order.</summary>
internal sealed class Evaluator : IDisposable
{
    private readonly TrainerOptions _options;
    private readonly DataLoader _loader;
    private float[] _scores = [];
    private readonly int[] _labels;
    private readonly float[] _targets;

    public Evaluator(TrainerOptions options, Dataset data)
    {
        _options = options;
        _loader = new DataLoader(data, new() { BatchSize = options.EvaluationBatchSize, Shuffle = false });
        _labels = new int[data.HasLabels ? data.Count : 0];
        _targets = new float[data.HasLabels ? 0 : checked(data.Count * data.TargetWidth)];
    }

    /// <summary>The values by name, as <c>name/loss</c>.</summary>
    /// <param name="name">The data set's role.</param>
    /// <param name="step">Steps taken, for messages.</param>
    /// <param name="epoch">The epoch, for messages.</param>
    public IEnumerable<KeyValuePair<string, double?>> Run(string name, long step, int epoch)
    {
        var loss = Predict(step, epoch);
        List<KeyValuePair<string, double?>> values = [new($"{name}/loss", loss)];
        foreach (var metric in _options.Metrics)
        {
            var value = metric.Of(new Predictions(_scores, _loader.Data.Count, _labels, _targets));
            values.Add(new($"{name}/{metric.Name}", value is { } number && double.IsFinite(number) ? number : null));
        }

        return values;
    }

    public void Dispose() => _loader.Dispose();

    private double Predict(long step, int epoch)
    {
        var engine = _options.Model.Engine;
        var count = _loader.Data.Count;
        var sum = 0.0;
        var done = 0;
        foreach (var batch in _loader.Epoch())
        {
            using var pass = engine.BeginStep(training: false);
            var inputs = batch.In(pass);
            var outputs = Trainer.Outputs(_options, inputs);
            var width = checked((int)(outputs.Shape.Count / batch.Count));
            if (_scores.Length != checked(width * count))
                _scores = new float[width * count];
            outputs.CopyTo(_scores.AsSpan(done * width));
            var loss = _options.Loss(outputs, inputs).Item;
            if (!double.IsFinite(loss))
                throw new NonFiniteException(step, epoch, "the loss in evaluation", FiniteCheck.Values(_options.Model));
            sum += loss * batch.Count;
            if (_labels.Length > 0)
                batch.Labels.CopyTo(_labels.AsSpan(done));
            else
                batch.Targets.CopyTo(_targets.AsSpan(done * _loader.Data.TargetWidth));
            done += batch.Count;
        }

        return sum / count;
    }
}
