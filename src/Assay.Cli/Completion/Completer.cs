using System.CommandLine;
using Assay.Analyzers;
using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Cli.Completion;

/// <summary>Says what may stand at the end of a command line.</summary>
internal static class Completer
{
    // More than this is no choice any more.
    private const int MostRuns = 50;
    private const int MostParts = 200;

    /// <summary>What may stand in place of the last word.</summary>
    /// <param name="words">The words after the program's name; the last is the one being typed, perhaps empty.</param>
    /// <param name="host">The world.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Answers with what they mean, those that begin with the last word.</returns>
    public static async Task<IReadOnlyList<Answer>> CompleteAsync(IReadOnlyList<string> words, CliHost host, CancellationToken cancellationToken)
    {
        var typed = words.Count > 0 ? words[^1] : "";
        var root = Cli.Tree(VerbCatalog.All.Where(verb => !verb.Hidden));
        Command verb = root;
        Option? waiting = null;
        string? store = null;
        foreach (var word in words.Take(words.Count - 1))
        {
            if (waiting is not null)
            {
                store = waiting == CommonOptions.Store ? word : store;
                waiting = null;
            }
            else if (word.StartsWith('-'))
            {
                waiting = ParseErrors.AllOptions(verb).FirstOrDefault(option => option.Name == word && option.Arity.MaximumNumberOfValues > 0);
            }
            else if (verb.Subcommands.FirstOrDefault(sub => sub.Name == word) is { } sub)
            {
                verb = sub;
            }
        }

        var answers = waiting is not null
            ? await ValuesAsync(waiting, store, host, cancellationToken)
            : typed.StartsWith('-')
                ? [.. ParseErrors.AllOptions(verb).Select(option => new Answer(option.Name, option.Description ?? ""))]
                : [.. verb.Subcommands.Where(sub => !sub.Hidden).Select(sub => new Answer(sub.Name, sub.Description ?? "")), .. await ValuesAsync(verb.Arguments.FirstOrDefault(), store, host, cancellationToken)];
        return [.. answers.Where(answer => answer.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(answer => answer.Text)];
    }

    private static async Task<IReadOnlyList<Answer>> ValuesAsync(Symbol? symbol, string? store, CliHost host, CancellationToken cancellationToken) => symbol switch
    {
        ChoiceOption choice => [.. choice.Choices.Select(word => new Answer(word, ""))],
        WordArgument argument => [.. argument.Words.Select(word => new Answer(word, ""))],
        RunArgument or RunOption => await FromStoreAsync(store, host, RunsAsync, cancellationToken),
        RuleOption => [.. AnalyzerCatalog.All.Select(analyzer => new Answer(analyzer.Rule.Id, analyzer.Rule.Title))],
        StudyArgument => await FromStoreAsync(store, host, StudiesAsync, cancellationToken),
        LintTargets => [.. await FromStoreAsync(store, host, RunsAsync, cancellationToken), .. await FromStoreAsync(store, host, StudiesAsync, cancellationToken)],
        PlanPartOption parts => PlanSource.TryReadNearest(host, _ => { }) is { } plan ? [.. parts.Parts(plan).Take(MostParts).Select(id => new Answer(id, ""))] : [],
        ClaimArgument => PlanSource.TryReadNearest(host, _ => { }) is { } stating ? [.. stating.Claims.Take(MostParts).Select(claim => new Answer(claim.Id, SafeText.Of(claim.Says)))] : [],
        PlanOption => await FromStoreAsync(store, host, PlansAsync, cancellationToken),
        _ => [],
    };

    // A store that cannot be read completes nothing; the command itself will say why.
    private static async Task<IReadOnlyList<Answer>> FromStoreAsync(string? named, CliHost host, Func<IRunStore, CancellationToken, Task<IReadOnlyList<Answer>>> read, CancellationToken cancellationToken)
    {
        if (StoreLocator.TryFind(named, host.Folder, host.Environment) is not { } folder)
            return [];
        try
        {
            await using IRunStore store = await SqliteRunStore.OpenAsync(folder, new StoreOpenOptions { ReadOnly = true, Clock = host.Clock }, cancellationToken);
            return await read(store, cancellationToken);
        }
        catch (StoreException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<Answer>> RunsAsync(IRunStore store, CancellationToken cancellationToken)
    {
        Run[] runs = [.. (await store.SearchAsync(new RunSearch { Limit = MostRuns }, cancellationToken)).Items.Select(row => row.Run)];
        return
        [
            .. runs.Select(run => new Answer(run.Id.Tail, Meaning(run))),
            .. runs.Select(run => new Answer(run.Name, Meaning(run))),
            .. runs.Where(run => run.Place?.Experiment is not null).Select(run => new Answer(run.Place!.Experiment!, Meaning(run))),
        ];
    }

    private static async Task<IReadOnlyList<Answer>> PlansAsync(IRunStore store, CancellationToken cancellationToken) =>
        [.. (await store.GetPlansAsync(cancellationToken)).Select(plan => new Answer(plan.Name, ""))];

    private static async Task<IReadOnlyList<Answer>> StudiesAsync(IRunStore store, CancellationToken cancellationToken) =>
        [.. (await store.GetStudiesAsync(null, cancellationToken)).Take(MostParts).Select(study => new Answer(study.Name, string.Create(CultureInfo.InvariantCulture, $"study of {study.TrialCount} trials")))];

    private static string Meaning(Run run) => $"{run.Status.Name()}, {SafeText.Of(RunText.Title(run))}";

    /// <summary>A possible word.</summary>
    /// <param name="Text">The word.</param>
    /// <param name="Meaning">What it means, perhaps empty.</param>
    internal sealed record Answer(string Text, string Meaning);
}
