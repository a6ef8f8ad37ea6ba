using System.CommandLine;
using Assay.Analyzers;
using Assay.Cli.Rendering;
using Assay.Foundation.Files;
using Assay.Foundation.Text;
using Assay.Linting;

namespace Assay.Cli.Commands;

/// <summary><c>assay lint</c>: shows runs, studies and files to the analyzers.</summary>
internal static class LintCommand
{
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                Without a target: everything in the store, and the nearest plan's books. A target is a file or folder (a study's folder, curves, results.json), which
                needs no store; a plan; a study or a run of the store. What is found of runs and studies is kept with them.
                The plan's key "lint" makes findings graver or suppresses them with a reason. An error gives exit code 1.
                """,
            Examples =
            [
                new("lint", "the whole store"),
                new("lint LF-55 hpo_2m_h1", "a run and a study"),
                new("lint outputs/hpo_2m_h1 --class-counts 346,76", "a study's folder, with the rows per class its AUC rests on"),
                new("lint --query \"experiment = losses\" --rule AS102", "one rule on some runs"),
                new("lint --sarif lint.sarif", "for an editor or a code host"),
                new("lint --rules", "every rule in a line"),
            ],
        };
        var options = new LintOptions(verb);
        return verb.Does(call => LintAsync(call, options));
    }

    private static async Task<int> LintAsync(Invocation call, LintOptions options)
    {
        var analyzers = options.Analyzers(call);
        if (call.Get(options.Rules))
            return PrintRules(call, analyzers, call.Get(options.Json));
        var least = call.Get(options.Severity) is { } index ? (Severity)index : Severity.Info;
        await using var sources = new LintSources(call, options.Query(call), options.ClassCounts(call), options.Plan);
        var subjects = await sources.GatherAsync(call.Get(options.Targets) ?? []);
        var settings = sources.Plan is { } plan ? LintSettings.Of(plan, AnalyzerCatalog.All.Select(analyzer => analyzer.Rule)) : LintSettings.None;
        var report = new LintEngine(analyzers, settings).Lint(subjects, call.Cancellation);
        // A look with a few of the rules does not say what the others would find.
        if (analyzers.Count == AnalyzerCatalog.All.Count)
            await sources.SaveAsync(subjects, report);
        if (call.Get(options.Sarif) is { } file)
            AtomicFile.WriteText(call.FullPath(file), SarifLog.Write(report, [.. analyzers.Select(analyzer => analyzer.Rule)], VersionText.Current));
        if (call.Get(options.Json))
            FindingJson.Print(call.Host.Out, report, least, sources.LeftOut);
        else
            FindingText.Print(call, report, least);
        foreach (var sentence in sources.LeftOut)
            call.Remark($"left out: {sentence}");
        foreach (var failure in report.Failures)
            call.Remark($"this is a bug: {failure.Rule.Id} failed on {failure.Place}: {failure.Error.GetType().Name}: {failure.Error.Message}");
        return report.Failures.Count > 0 ? ExitCodes.Bug : report.HasErrors ? ExitCodes.Found : ExitCodes.Done;
    }

    private static int PrintRules(Invocation call, IReadOnlyList<IAnalyzer> analyzers, bool json)
    {
        if (json)
        {
            JsonPage.Print(call.Host.Out, "lint-rules", null, writer =>
            {
                foreach (var rule in analyzers.Select(analyzer => analyzer.Rule))
                {
                    writer.WriteStartObject();
                    writer.WriteString("rule", rule.Id);
                    writer.WriteString("severity", rule.Severity.Name());
                    writer.WriteString("title", rule.Title);
                    writer.WriteString("remedy", rule.Remedy);
                    writer.WriteString("page", rule.Page);
                    writer.WriteEndObject();
                }
            });
            return ExitCodes.Done;
        }

        var table = new Table([new("RULE"), new("SEVERITY"), new("FINDS", Shortest: 30, Rank: 1)]);
        foreach (var rule in analyzers.Select(analyzer => analyzer.Rule))
            table.Add(rule.Id, rule.Severity.Name(), rule.Title);
        table.Print(call.Screen);
        return ExitCodes.Done;
    }

    private sealed class LintOptions(Verb verb)
    {
        public Argument<string[]> Targets { get; } = verb.Takes(new LintTargets());

        private readonly Option<string?> _query = verb.Has(Opt.Text("--query", "query", "only runs that answer to it, as in 'assay runs'"));

        private readonly Option<string[]> _rule = verb.Has(Opt.Texts("--rule", "id", "only this rule"));

        private readonly Option<string?> _classCounts = verb.Has(Opt.Text("--class-counts", "n,n", "rows per class that the metrics of files were measured on"));

        public ChoiceOption Severity { get; } = verb.Has(Opt.Choice("--severity", "print only findings at least so grave", SeverityName.All));

        public Option<string?> Plan { get; } = verb.Has(Opt.Text("--plan", "file", "the plan whose settings count (default: the nearest assay.yaml upwards)"));

        public Option<string?> Sarif { get; } = verb.Has(Opt.Text("--sarif", "file", "write all findings to a SARIF 2.1 file, too"));

        public Option<bool> Rules { get; } = verb.Has(Opt.Flag("--rules", "list the rules and look at nothing"));

        public Option<bool> Json { get; } = verb.Has(Opt.Json());

        public IReadOnlyList<IAnalyzer> Analyzers(Invocation call)
        {
            if (call.Get(_rule) is not { Length: > 0 } ids)
                return AnalyzerCatalog.All;
            var known = AnalyzerCatalog.All.Select(analyzer => analyzer.Rule.Id).ToList();
            if (ids.FirstOrDefault(id => !known.Contains(id, StringComparer.OrdinalIgnoreCase)) is { } unknown)
                throw new AssayException($"--rule '{unknown}' is no rule; {NearWord.Suggest(unknown, known) ?? "'assay lint --rules' lists them"}.");
            return [.. AnalyzerCatalog.All.Where(analyzer => ids.Contains(analyzer.Rule.Id, StringComparer.OrdinalIgnoreCase))];
        }

        public string? Query(Invocation call) => call.Get(_query);

        public IReadOnlyList<long> ClassCounts(Invocation call) => Values.ClassCounts("--class-counts", call.Get(_classCounts));
    }
}
