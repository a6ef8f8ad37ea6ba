using Assay.Cli.Rendering;
using Assay.Execution.Capture;
using Assay.Notebook;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay work</c>: periods of work on a workstream, with the code's position at both ends.</summary>
internal static class WorkCommand
{
    private const int UsualLimit = 50;
    private const int MostFiles = 20;

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples =
            [
                new("work start ws3", "begin; the git commit is kept"),
                new("work end --summary \"wider window tried, no gain\"", "end what is open"),
                new("work list ws3", "the periods of a workstream"),
            ],
        };
        verb.Subcommands.Add(Start());
        verb.Subcommands.Add(End());
        verb.Subcommands.Add(List());
        return verb;
    }

    private static Verb Start()
    {
        var verb = new Verb("start", "start a period of work") { Examples = [new("work start ws3", "begin; the git commit is kept")] };
        var id = verb.Takes(Opt.Maybe("workstream", "the workstream's id"));
        var option = verb.Has(Opt.Text("--workstream", "id", "the same, as an option"));
        var title = verb.Has(Opt.Text("--title", "text", "what it is about, in a line"));
        return verb.Does(async call =>
        {
            await using var store = await call.OpenAsync();
            var stream = await Workstreams.FindAsync(store, Named(call.Get(id), call.Get(option)) ?? throw new AssayException("Say which workstream: 'assay work start ws3'."), call.Cancellation);
            var author = call.Host.User();
            var open = (await store.GetWorkPeriodsAsync(stream.Id, call.Cancellation)).FirstOrDefault(period => period.Ended is null && period.Author == author);
            if (open is not null)
                throw new AssayException($"Work of {author} on {stream.Id} goes on since {call.Screen.Time(open.Started)}; 'assay work end {stream.Id}' ends it.");
            var git = await new GitCapture(call.Host.Clock).CaptureAsync(call.Host.Folder);
            var now = call.Host.Clock.GetUtcNow();
            await store.SaveWorkPeriodAsync(new WorkPeriod(0, stream.Id, now) { Author = author, Title = call.Get(title), StartCommit = git?.Commit, Branch = git?.Branch }, call.Cancellation);
            call.Screen.Line($"Work on {stream.Id} ({stream.Name}) started {call.Screen.Time(now)}{At(git?.Commit)}{(git?.Branch is { } branch ? $" on {branch}" : "")}.");
            if (git?.Dirty == true)
                call.Screen.Line("Tracked files differ from that commit.");
            return ExitCodes.Done;
        });
    }

    private static Verb End()
    {
        var verb = new Verb("end", "end a period of work") { Examples = [new("work end --summary \"wider window tried, no gain\"", "end what is open")] };
        var id = verb.Takes(Opt.Maybe("workstream", "the workstream's id (default: the only one with open work)"));
        var option = verb.Has(Opt.Text("--workstream", "id", "the same, as an option"));
        var summary = verb.Has(Opt.Text("--summary", "text", "what was done"));
        var title = verb.Has(Opt.Text("--title", "text", "what it was about, in a line"));
        return verb.Does(async call =>
        {
            await using var store = await call.OpenAsync();
            var stream = Named(call.Get(id), call.Get(option)) is { } named ? await Workstreams.FindAsync(store, named, call.Cancellation) : null;
            var author = call.Host.User();
            WorkPeriod[] open = [.. (await store.GetWorkPeriodsAsync(stream?.Id, call.Cancellation)).Where(period => period.Ended is null && period.Author == author)];
            if (open.Length == 0)
                throw new AssayException($"No work of {author}{(stream is null ? "" : $" on {stream.Id}")} is open; 'assay work start' begins some.");
            if (open.Select(period => period.Workstream).Distinct().Count() > 1)
                throw new AssayException($"Work is open on {string.Join(", ", open.Select(period => period.Workstream).Distinct())}: say which ends.");
            var git = await new GitCapture(call.Host.Clock).CaptureAsync(call.Host.Folder);
            var now = call.Host.Clock.GetUtcNow();
            foreach (var period in open)
            {
                // A clock that went back does not make work of negative length.
                var ended = now < period.Started ? period.Started : now;
                var changes = git is null ? null : await GitChanges.SinceAsync(call.Host.Folder, period.StartCommit);
                var done = await store.SaveWorkPeriodAsync(
                    period with
                    {
                        Ended = ended,
                        Title = call.Get(title) ?? period.Title,
                        Summary = call.Get(summary) ?? period.Summary,
                        EndCommit = git?.Commit,
                        Branch = git?.Branch ?? period.Branch,
                        FilesModified = changes is null ? null : string.Join('\n', changes.Files),
                        CommitTitle = changes?.CommitTitle,
                        Clean = changes?.Clean,
                        Outputs = await OutputTree.OfAsync(store, period.Started, ended, call.Cancellation),
                    },
                    call.Cancellation);
                call.Screen.Line($"Work on {period.Workstream} ended after {Figures.Duration(ended - period.Started)}{At(git?.Commit)}.");
                Tell(call.Screen, done);
            }

            return ExitCodes.Done;
        });
    }

    // What the hand-over will say of the code and of what the runs left.
    private static void Tell(Screen screen, WorkPeriod period)
    {
        string[] files = period.FilesModified?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        screen.Fact("branch", period.Branch);
        screen.Fact("last commit", period.CommitTitle);
        screen.Fact("checkout", period.Clean);
        screen.Fact("files", string.Join('\n', files.Take(MostFiles)) + (files.Length > MostFiles ? string.Create(CultureInfo.InvariantCulture, $"\nand {files.Length - MostFiles} more") : ""));
        screen.Fact("outputs", period.Outputs);
    }

    private static Verb List()
    {
        var verb = new Verb("list", "list periods of work, newest first") { Examples = [new("work list", "all of them"), new("work list ws3 --json", "of one workstream, for a program")] };
        var id = verb.Takes(Opt.Maybe("workstream", "only of this workstream"));
        var option = verb.Has(Opt.Text("--workstream", "id", "the same, as an option"));
        var limit = verb.Has(Opt.Limit(UsualLimit));
        var after = verb.Has(Opt.After());
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var part = Slice.Read(call, limit, UsualLimit, after);
            await using var store = await call.OpenToReadAsync();
            var stream = Named(call.Get(id), call.Get(option)) is { } named ? await Workstreams.FindAsync(store, named, call.Cancellation) : null;
            var page = part.Of([.. (await store.GetWorkPeriodsAsync(stream?.Id, call.Cancellation)).Reverse()]);
            if (call.Get(json))
            {
                JsonPage.Print(call.Host.Out, "work-list", page.Next, writer =>
                {
                    foreach (var period in page.Items)
                    {
                        writer.WriteStartObject();
                        writer.WriteNumber("id", period.Id);
                        writer.WriteString("workstream", period.Workstream);
                        writer.Time("started", period.Started);
                        writer.Time("ended", period.Ended);
                        writer.Text("author", period.Author);
                        writer.Text("summary", period.Summary);
                        writer.Text("start_commit", period.StartCommit);
                        writer.Text("end_commit", period.EndCommit);
                        writer.Text("branch", period.Branch);
                        writer.Text("title", period.Title);
                        writer.Text("dated", period.Dated);
                        writer.Text("files_modified", period.FilesModified);
                        writer.Text("commit_title", period.CommitTitle);
                        writer.Text("clean", period.Clean);
                        writer.Text("outputs", period.Outputs);
                        writer.WriteEndObject();
                    }
                });
                return ExitCodes.Done;
            }

            if (page.Items.Count == 0)
                call.Remark("No work recorded.");
            else
                Print(call.Screen, page.Items);
            Slice.Announce(call, page.Next);
            return ExitCodes.Done;
        });
    }

    private static void Print(Screen screen, IReadOnlyList<WorkPeriod> periods)
    {
        var table = new Table([new("workstream", Shortest: 8), new("started"), new("took", Right: true), new("author", Shortest: 6, Rank: 2), new("commits", Rank: 3), new("branch", Shortest: 6, Rank: 4), new("summary", Shortest: 12, Rank: 1)]);
        foreach (var period in periods)
        {
            var took = period.Ended is { } ended ? new Table.Cell(Figures.Duration(ended - period.Started)) : new Table.Cell("open", Ink.Live);
            table.Add(period.Workstream, screen.Time(period.Started), took, period.Author, string.Join('…', new[] { period.StartCommit, period.EndCommit }.OfType<string>().Select(Short).Distinct()), period.Branch, period.Summary);
        }

        table.Print(screen);
    }

    private static string? Named(string? place, string? option) => place is null || option is null || place == option
        ? place ?? option
        : throw new AssayException($"Two workstreams are named, {place} and {option}; name one.");

    private static string At(string? commit) => commit is null ? "" : $" at {Short(commit)}";

    private static string Short(string commit) => commit[..Math.Min(8, commit.Length)];
}
