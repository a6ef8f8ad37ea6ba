using Assay.Foundation.Formats;
using Assay.Foundation.Text;
using Assay.Learning.Layers;

namespace Assay.Learning.Checkpoints;

/// <summary>A model's parameters and buffers in a safetensors file, under their names.</summary>
public static class Weights
{
    /// <summary>Replaces a file; readers see the old one or the new.</summary>
    /// <param name="path">The file, usually <c>*.safetensors</c>.</param>
    /// <param name="model">An initialized model.</param>
    /// <exception cref="IOException">The file cannot be written; nothing changed.</exception>
    public static void Save(string path, Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Safetensors.Write(path, model.State.ToDictionary(parameter => parameter.Name, ParameterArrays.Of, StringComparer.Ordinal));
    }

    /// <summary>Sets a model's values to a file's: all of them, or none when something does not fit.</summary>
    /// <param name="path">A safetensors file, by this library or another.</param>
    /// <param name="model">An initialized model.</param>
    /// <param name="partial">Whether names that only one side has are left alone; by default they are refused. Shapes must agree either way.</param>
    /// <returns>The names of the parameters that were set.</returns>
    /// <exception cref="DataFileException">The file is damaged, or a parameter is missing, unknown or of another shape; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> Load(string path, Module model, bool partial = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Set(path, Safetensors.Read(path).Tensors, model.State.Select(parameter => (parameter.Name, parameter)), partial);
    }

    internal static IReadOnlyList<string> Set(string path, IReadOnlyDictionary<string, NumberArray> arrays, IEnumerable<(string Name, Parameter Parameter)> parameters, bool partial)
    {
        List<(string Name, Parameter Parameter)> all = [.. parameters];
        List<string> names = [.. all.Select(pair => pair.Name)];
        foreach (var (name, parameter) in all)
        {
            if (!arrays.TryGetValue(name, out var array))
            {
                if (!partial)
                    throw new DataFileException(path, $"parameter '{name}' is missing", $"one of shape {parameter.Shape}, as the model has");
            }
            else if (!array.Shape.SequenceEqual(parameter.Shape))
            {
                throw new DataFileException(path, $"parameter '{name}' has the shape [{string.Join(", ", array.Shape)}]", $"{parameter.Shape}, as the model has");
            }
        }

        var known = names.ToHashSet(StringComparer.Ordinal);
        if (!partial && arrays.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new DataFileException(path, $"parameter '{unknown}' is not in the model", $"only the model's ({NearWord.SuggestOrList(unknown, names, "it has none")})");
        List<string> set = [];
        foreach (var (name, parameter) in all.Where(pair => arrays.ContainsKey(pair.Name)))
        {
            ParameterArrays.Set(parameter, arrays[name]);
            set.Add(name);
        }

        return set;
    }
}
