using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Foundation.Formats;
using Assay.Learning.Checkpoints;

namespace Assay.Learning.Training;

// What is written and read back.
public sealed partial class Trainer
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string BestName(string metric) => "best-" + metric.Replace('/', '-');

    private void WriteConfig()
    {
        if (_options.Folder is { } folder)
            AtomicFile.WriteText(Path.Combine(folder, "config.json"), TrainingConfig.Of(_options).ToJsonString(Indented) + "\n");
    }

    private void WriteCheckpoint(string name, IReadOnlyDictionary<string, double?>? metrics)
    {
        if (_options.Folder is not { } folder)
            return;
        RequireFiniteWeights(_options.Train.State.Epoch);
        var path = Path.Combine(folder, name + ".json");
        var record = Checkpoint.Write(path, _options.Model, _options.Optimizer, new CheckpointRecord
        {
            Step = _state.Step,
            Loader = _options.Train.State,
            Data = Digests(),
            Metrics = metrics ?? new Dictionary<string, double?>(StringComparer.Ordinal),
            Model = JsonElement.Parse(TrainingConfig.Model(_options.Model).ToJsonString()),
            Trainer = JsonSerializer.SerializeToElement(_state, TrainerJson.Default.TrainerState),
        });
        foreach (var observer in _observers)
            observer.CheckpointWritten(path, record);
    }

    private void Resume()
    {
        if (_options.Folder is not { } folder)
            throw new InvalidOperationException("Training is resumed from the checkpoints in Folder, which is not set.");
        var path = Path.Combine(folder, "last.json");
        if (!File.Exists(path))
            return;
        var record = Checkpoint.Read(path);
        if (record.EngineSeed != Engine.Options.Seed)
            throw new DataFileException(path, $"it was trained with the engine's seed {record.EngineSeed}", $"{Engine.Options.Seed}, which the engine has now");
        foreach (var (role, digest) in Digests())
        {
            if (record.Data.GetValueOrDefault(role) != digest)
                throw new DataFileException(path, $"it was trained with '{role}' data of SHA-256 {record.Data.GetValueOrDefault(role) ?? "none"}", $"{digest}, the data that is given now");
        }

        var state = record.Trainer is { } trainer ? trainer.Deserialize(TrainerJson.Default.TrainerState) : null;
        if (state is null)
            throw new DataFileException(path, "it was not written by a Trainer", "a trainer's state");

        // The best weights first, through the model, which then takes the last ones.
        if (_options.RestoreBest && _options.Watched is [var metric, ..] && state.Best.ContainsKey(metric))
        {
            Checkpoint.Load(Path.Combine(folder, BestName(metric) + ".json"), _options.Model);
            (_best ??= new WeightSnapshot(_options.Model)).Take();
        }

        Checkpoint.Load(path, _options.Model, _options.Optimizer);
        _options.Train.State = record.Loader;
        _state = state;
        if (_options.Plateau is { } plateau && state.Plateau is { } remembered)
            plateau.State = remembered;
    }

    private Dictionary<string, string> Digests()
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal) { ["train"] = _options.Train.Data.Digest };
        if (_options.Valid is { } valid)
            digests["valid"] = valid.Digest;
        return digests;
    }
}
