using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Foundation.Files;
using Assay.Foundation.Text;
using Assay.Notebook;

namespace Assay.Cli.Commands;

/// <summary><c>assay log</c>: prints a log in any of the formats, generated from the plan and the store, and updates the plan's own logs.</summary>
internal sealed class LogCommand
{
    private const string PlansFormat = "tracker";
    private const string StoresFormat = "runs";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Option<string?> _plan;
    private readonly ChoiceOption _format;
    private readonly Option<string?> _name;
    private readonly Option<string?> _to;
    private readonly Option<bool> _update;

    private LogCommand(Verb verb)
    {
        _plan = verb.Has(Opt.Text("--plan", "file", "the plan (default: the nearest assay.yaml upwards)"));
        _format = verb.Has(Opt.Choice("--format", "how it looks (default: tracker for a plan, its own for an imported log)", [.. LogFormats.All.Select(format => format.Name)]));
        _name = verb.Has(Opt.Text("--name", "log", "an imported log of the store, instead of the plan's"));
        _to = verb.Has(Opt.Text("--to", "file", "write this file, whole or not at all, instead of printing"));
        _update = verb.Has(Opt.Flag("--update", "bring the plan's logs: up to date; what was typed into them is taken into the store first"));
    }

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Numbers come from runs, sentences from notes ('assay note add --kind decision|finding|next-step …'); nothing is typed twice.\n" +
                "Formats: " + string.Join("; ", LogFormats.All.Select(format => $"{format.Name}: {format.Summary}")) + ".",
            Examples =
            [
                new("log", "status tables, best results, what is pending with its command"),
                new("log --format actions --to LOG.md", "dated actions under the plan map, into a file"),
                new("log --name experiments_log --format runs", "a log that was imported, in another format"),
                new("log --update", "the files under logs: of the plan"),
            ],
        };
        var command = new LogCommand(verb);
        return verb.Does(command.RunAsync);
    }

    private async Task<int> RunAsync(Invocation call)
    {
        if (call.Get(_update))
            return await UpdateAsync(call);
        var (book, usual) = call.Get(_name) is { } name ? await NamedAsync(call, name) : PlanSource.TryFind(call, _plan) is null ? await OnlyOneAsync(call) : await PlansAsync(call);
        var format = call.Get(_format) is { } index ? LogFormats.All[index] : LogFormats.Named(usual);
        var text = format.Write(ValueHarvest.Refreshed(book));
        if (call.Get(_to) is { } file)
        {
            var path = call.FullPath(file);
            if (Directory.Exists(path))
                throw new AssayException($"--to {file} is a folder; a file is expected, e.g. --to {Path.Combine(file, "LOG.md")}.");
            if (Path.GetDirectoryName(path) is { } parent && !Directory.Exists(parent))
                throw new AssayException($"--to {file}: there is no folder {parent}.");
            AtomicFile.WriteText(path, text);
            call.Remark($"wrote {path}");
        }
        else
        {
            call.Host.Out.Write(call.Host.IsTerminal ? SafeText.Of(text, keepLines: true) : text);
        }

        return ExitCodes.Done;
    }

    private async Task<(LogBook Book, string Format)> PlansAsync(Invocation call)
    {
        var plan = PlanSource.Read(call, _plan);
        await using var store = await PlanSource.OpenToReadAsync(call, plan);
        return (await PlanBook.ReadAsync(plan, store?.Records, call.Host.Clock, call.Cancellation), PlansFormat);
    }

    private static async Task<(LogBook Book, string Format)> NamedAsync(Invocation call, string name)
    {
        await using var store = await call.OpenToReadAsync();
        var logs = await store.GetLogsAsync(call.Cancellation);
        var log = logs.FirstOrDefault(log => log.Name == name)
            ?? throw new AssayException($"--name '{name}': the store has no imported log of that name; {NearWord.SuggestOrList(name, [.. logs.Select(log => log.Name)], "it has none: 'assay import <file>' takes one in")}");
        return (await StoreBook.ReadAsync(store, name, call.Cancellation), log.Format);
    }

    /// <summary>Without a plan: the imported log when there is just one, else everything the store holds.</summary>
    private static async Task<(LogBook Book, string Format)> OnlyOneAsync(Invocation call)
    {
        await using var store = await call.OpenToReadAsync();
        var logs = await store.GetLogsAsync(call.Cancellation);
        return logs.Count switch
        {
            0 => (await StoreBook.ReadAsync(store, null, call.Cancellation), StoresFormat),
            1 => (await StoreBook.ReadAsync(store, logs[0].Name, call.Cancellation), logs[0].Format),
            _ => throw new AssayException($"The store has several logs and there is no plan here: name one of {string.Join(", ", logs.Select(log => log.Name))} with --name."),
        };
    }

    private async Task<int> UpdateAsync(Invocation call)
    {
        if ((call.Get(_name) ?? call.Get(_to)) is not null || call.Get(_format) is not null)
            throw new UsageException("--update writes the logs that the plan names; --name, --format and --to do not go with it.");
        var plan = PlanSource.Read(call, _plan);
        if (plan.Logs.Count == 0)
            throw new AssayException($"{plan.File} keeps no logs: 'logs: [{{ format: tracker, path: tracker.md }}]' names them.");
        await using var store = await Store.OpenAsync(PlanSource.StoreFolder(call, plan), new StoreOptions { Clock = call.Host.Clock }, call.Cancellation);
        var report = await LogUpdate.Of(call, plan, store.Records).UpdateAsync(Patience, call.Cancellation);
        foreach (var path in report.Written)
            call.Screen.Line($"wrote {path}");
        if (report.Written.Count == 0)
            call.Screen.Line("The logs are current.");
        if (report.Taken > 0)
            call.Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{report.Taken} typed change{(report.Taken == 1 ? "" : "s")} went into the store."));
        LogUpdate.Report(call, report);
        return report.Conflicts.Count > 0 ? ExitCodes.Found : ExitCodes.Done;
    }
}
