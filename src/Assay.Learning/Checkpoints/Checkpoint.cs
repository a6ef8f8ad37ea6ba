using System.Security.Cryptography;
using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Foundation.Formats;
using Assay.Learning.Layers;
using Assay.Learning.Optimizers;

namespace Assay.Learning.Checkpoints;

/// <summary>
/// A training run on disk: <c>name.json</c> and, named in it with its digest, <c>name-….safetensors</c> with all parameters, buffers and the optimizer's moments.
/// </summary>
/// <remarks>
/// The numbers are written first, to a file named after their digest, then the JSON is replaced, then the numbers of the checkpoint before are removed: whenever the
/// program dies, <c>name.json</c> names a whole file. The model's parameters have their own names in it, so other programs can load them; the optimizer's are
/// prefixed with <c>optimizer:</c>.
/// </remarks>
public static class Checkpoint
{
    private const string OptimizerPrefix = "optimizer:";
    private const long MaximumJson = 64L << 20;

    // Of the digest, in the file's name: enough to keep two checkpoints of one name apart.
    private const int NameDigits = 12;

    /// <summary>Writes a checkpoint over the one of the same name.</summary>
    /// <param name="path">The JSON file, <c>….json</c>.</param>
    /// <param name="model">An initialized model.</param>
    /// <param name="optimizer">Its optimizer; null saves the model alone.</param>
    /// <param name="record">What else is to be known.</param>
    /// <returns>The record as it was written.</returns>
    /// <exception cref="ArgumentException">The path does not end in <c>.json</c>.</exception>
    /// <exception cref="IOException">A file cannot be written; the checkpoint before is whole.</exception>
    public static CheckpointRecord Write(string path, Module model, Optimizer? optimizer, CheckpointRecord record)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(record);
        if (!path.EndsWith(".json", StringComparison.Ordinal))
            throw new ArgumentException($"A checkpoint is named by its JSON file; '{path}' does not end in .json.", nameof(path));
        var arrays = Parameters(model, optimizer).ToDictionary(pair => pair.Name, pair => ParameterArrays.Of(pair.Parameter), StringComparer.Ordinal);
        var digest = DigestOf(arrays);
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        var name = Path.GetFileNameWithoutExtension(full);
        record = record with
        {
            Weights = $"{name}-{digest[..NameDigits]}.safetensors",
            WeightsSha256 = digest,
            EngineSeed = model.Engine.Options.Seed,
            EngineTrainingSteps = model.Engine.TrainingSteps,
            Optimizer = optimizer is null ? null : new OptimizerRecord(optimizer.GetType().Name, optimizer.StepCount, optimizer.LearningRate, optimizer.Settings),
        };
        Safetensors.Write(Path.Combine(folder, record.Weights), arrays);
        AtomicFile.WriteText(full, JsonSerializer.Serialize(record, CheckpointJson.Default.CheckpointRecord) + "\n");
        RemoveOthers(folder, name, record.Weights);
        return record;
    }

    /// <summary>Reads a checkpoint's JSON file only.</summary>
    /// <param name="path">The JSON file.</param>
    /// <exception cref="DataFileException">Not such a file, or of another version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CheckpointRecord Read(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(BoundedFile.ReadBytes(path, MaximumJson), CheckpointJson.Default.CheckpointRecord);
            if (record is not { Version: 1 })
                throw new DataFileException(path, $"it is of version {record?.Version.ToString(CultureInfo.InvariantCulture) ?? "null"}", "version 1");
            if (record.Weights.Length == 0 || Path.GetFileName(record.Weights) != record.Weights || record.Weights is "." or "..")
                throw new DataFileException(path, $"'{record.Weights}' is named for the numbers", "the name of a file in the same folder");
            return record;
        }
        catch (JsonException exception)
        {
            throw new DataFileException(path, $"it is no JSON of a checkpoint ({exception.Message.TrimEnd('.')})", "what Checkpoint.Write wrote", exception);
        }
        catch (FileTooLargeException exception)
        {
            throw new DataFileException(path, "it is larger", $"at most {MaximumJson} bytes", exception);
        }
    }

    /// <summary>
    /// Sets a model, and its optimizer, to a checkpoint: every value or, when something does not fit, none. With an optimizer its step count and learning rate
    /// and the engine's counter of training steps are set too, so that training goes on as if it had not stopped.
    /// </summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="model">An initialized model of the same parameters.</param>
    /// <param name="optimizer">The optimizer to go on with; null loads the model alone.</param>
    /// <returns>The record.</returns>
    /// <exception cref="DataFileException">A file is damaged, torn or changed, or a parameter is missing, unknown or of another shape; the message names it.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CheckpointRecord Load(string path, Module model, Optimizer? optimizer = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var record = Read(path);
        var weights = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, record.Weights);
        if (!File.Exists(weights))
            throw new DataFileException(path, $"the file '{record.Weights}', which holds its numbers, is missing", "it in the same folder");
        if (FileDigest.OfFile(weights) is var digest && digest != record.WeightsSha256)
            throw new DataFileException(weights, $"its SHA-256 is {digest}", $"{record.WeightsSha256}, which {Path.GetFileName(path)} states: the two files do not belong together, or one was changed");
        var arrays = Safetensors.Read(weights).Tensors;
        if (optimizer is null)
        {
            arrays = arrays.Where(pair => !pair.Key.StartsWith(OptimizerPrefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        }
        else if (record.Optimizer?.Type != optimizer.GetType().Name)
        {
            throw new DataFileException(path, $"it was written with {(record.Optimizer is { } other ? $"the optimizer {other.Type}" : "no optimizer")}", $"{optimizer.GetType().Name}, to go on with");
        }

        Weights.Set(weights, arrays, Parameters(model, optimizer), partial: false);
        if (optimizer is not null)
        {
            optimizer.StepCount = record.Optimizer!.StepCount;
            optimizer.LearningRate = record.Optimizer.LearningRate;
            model.Engine.TrainingSteps = record.EngineTrainingSteps;
        }

        return record;
    }

    private static IEnumerable<(string Name, Parameter Parameter)> Parameters(Module model, Optimizer? optimizer) =>
        model.State.Select(parameter => (parameter.Name, parameter)).Concat((optimizer?.State ?? []).Select(parameter => (OptimizerPrefix + parameter.Name, parameter)));

    private static string DigestOf(IReadOnlyDictionary<string, NumberArray> arrays)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            Safetensors.Write(stream, arrays);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void RemoveOthers(string folder, string name, string kept)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"{name}-*.safetensors"))
        {
            var digits = Path.GetFileNameWithoutExtension(file)[(name.Length + 1)..];
            if (Path.GetFileName(file) != kept && digits.Length == NameDigits && digits.All(char.IsAsciiHexDigitLower))
                File.Delete(file);
        }
    }
}
