using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Foundation.Files;

namespace Assay.Budgets;

/// <summary>What <c>manifest.json</c> says of a folder of splits: where they come from, how they were drawn, and each file with its digest. Paths are relative to the folder, with "/".</summary>
public sealed record BudgetManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The schema's name and version.</summary>
    public const string CurrentSchema = "assay/budget/1";

    private const long MostBytes = 256L << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The schema's name and version: <see cref="CurrentSchema"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>The manifest the cases were drawn from.</summary>
    public required SplitFile Source { get; init; }

    /// <summary>The label columns.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The column that names a case; null when none does, and then nothing can be replayed.</summary>
    public string? IdColumn { get; init; }

    /// <summary>How cases belong together; null when each stands for itself.</summary>
    public GroupRule? Groups { get; init; }

    /// <summary>What was drawn as one.</summary>
    public required SplitUnit Unit { get; init; }

    /// <summary>How cases were drawn.</summary>
    public required SplitStrategy Strategy { get; init; }

    /// <summary>Whether of one seed and fold every smaller budget is a part of every larger one.</summary>
    public required bool Nested { get; init; }

    /// <summary>Share of a budget that was carved out for validation; null when none was.</summary>
    public double? CarvedValidation { get; init; }

    /// <summary>The validation manifest that was copied beside the splits; null when none was.</summary>
    public SplitFile? CopiedValidation { get; init; }

    /// <summary>Which cases a budget counts.</summary>
    public required BudgetCount Counts { get; init; }

    /// <summary>The seed of the folds; null without folds.</summary>
    public ulong? FoldSeed { get; init; }

    /// <summary>Test cases of each fold; empty without folds.</summary>
    public required IReadOnlyList<SplitFile> Folds { get; init; }

    /// <summary>The draws.</summary>
    public required IReadOnlyList<SplitRecord> Splits { get; init; }

    /// <summary>Whose cases these are; null when they were drawn here.</summary>
    public ReplayRecord? ReplayOf { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or the folder it is in.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="AssayException">There is none, it is no such file, or of another version.</exception>
    public static BudgetManifest Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        if (!File.Exists(file))
            throw new AssayException($"{file}: there is no such file; the {FileName} that 'assay budget split' writes is expected.");
        try
        {
            var manifest = JsonSerializer.Deserialize<BudgetManifest>(BoundedFile.ReadText(file, MostBytes), Json)
                ?? throw new AssayException($"{file}: it is null; the {FileName} that 'assay budget split' writes is expected.");
            return manifest.Schema == CurrentSchema
                ? manifest
                : throw new AssayException($"{file}: its schema is '{manifest.Schema}'; {CurrentSchema} is read.");
        }
        catch (JsonException error)
        {
            throw new AssayException($"{file}: it is no manifest of splits ({error.Message})", error);
        }
        catch (FileTooLargeException error)
        {
            throw new AssayException(error.Message, error);
        }
    }

    /// <summary>The file's text.</summary>
    /// <returns>JSON; equal manifests give equal texts.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";
}
