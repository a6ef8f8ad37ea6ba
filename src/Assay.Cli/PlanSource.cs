using System.CommandLine;
using Assay.Foundation.Text;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli;

/// <summary>Finds and reads the plan a verb is about, and the store that belongs to it.</summary>
internal static class PlanSource
{
    /// <summary>Name of a plan's file.</summary>
    public const string FileName = "assay.yaml";

    /// <summary>Reads the plan that was named, or the nearest one upwards.</summary>
    /// <exception cref="AssayException">There is none, or it has mistakes.</exception>
    public static Plan Read(Invocation call, Option<string?> option)
    {
        var path = TryFind(call, option) ?? throw new AssayException(
            $"{call.Host.Folder}: no {FileName} here or in any folder above: 'assay init' makes one, --plan names one.");
        if (!File.Exists(path))
            throw new AssayException($"{path}: there is no such plan file.");
        return PlanReader.Read(path, new PlanReaderOptions { Environment = call.Host.Environment });
    }

    /// <summary>Reads the nearest plan upwards, for its name and its words.</summary>
    /// <returns>The plan; null when there is none or it has mistakes, which are remarked upon.</returns>
    public static Plan? TryReadNearest(Invocation call) => TryReadNearest(call.Host, call.Remark);

    /// <summary>Reads the nearest plan upwards, for its name and its words.</summary>
    /// <param name="host">The world.</param>
    /// <param name="remark">Told of a plan with mistakes.</param>
    /// <returns>The plan; null when there is none or it has mistakes.</returns>
    public static Plan? TryReadNearest(CliHost host, Action<string> remark)
    {
        if (TryFindNearest(host.Folder) is not { } path)
            return null;
        try
        {
            return PlanReader.Read(path, new PlanReaderOptions { Environment = host.Environment });
        }
        catch (PlanException error)
        {
            remark($"{path} has {error.Problems.Count} mistake{(error.Problems.Count == 1 ? "" : "s")}, so that its words are not checked.");
            return null;
        }
    }

    /// <summary>Checks a word against a plan's vocabulary.</summary>
    /// <param name="option">What the word was given for.</param>
    /// <param name="word">The word; null is fine.</param>
    /// <param name="words">The vocabulary; null or empty allows every word.</param>
    /// <exception cref="AssayException">The word is not in it.</exception>
    public static void Check(string option, string? word, IReadOnlyList<string>? words)
    {
        if (word is not null && words is { Count: > 0 } && !words.Contains(word))
            throw new AssayException($"{option} '{word}' is not in {FileName}{(NearWord.Find(word, words) is { } near ? $" (did you mean {near}?)" : "")}: it has {string.Join(", ", words)}.");
    }

    /// <summary>The plan's file: the named one, or the nearest upwards; null when there is none.</summary>
    public static string? TryFind(Invocation call, Option<string?>? option)
    {
        if (option is not null && call.Get(option) is { } named)
        {
            var path = call.FullPath(named);
            return Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        }

        return TryFindNearest(call.Host.Folder);
    }

    private static string? TryFindNearest(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, FileName);
            if (File.Exists(candidate))
                return candidate;
        }

        return null;
    }

    /// <summary>The store of a plan: the one named by option or environment, else the nearest <c>.assay</c> at or above the plan, else the one to be made beside it.</summary>
    public static string StoreFolder(Invocation call, Plan plan) =>
        call.NamedStoreFolder() ?? StoreLocator.TryFind(null, plan.Folder, _ => null) ?? Path.Combine(plan.Folder, StoreLocator.FolderName);

    /// <summary>Opens a plan's store to read; null when nothing was ever run.</summary>
    public static async Task<Store?> OpenToReadAsync(Invocation call, Plan plan)
    {
        var folder = StoreFolder(call, plan);
        return File.Exists(Path.Combine(folder, "assay.db"))
            ? await Store.OpenAsync(folder, new StoreOptions { Create = false, ReadOnly = true, Clock = call.Host.Clock }, call.Cancellation)
            : null;
    }
}
