using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Rendering;
using Assay.Foundation.Text;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Cli.Commands;

/// <summary><c>assay claims</c>: conclusions tested against the runs, now and as they change.</summary>
internal static class ClaimsCommand
{
    private const int UsualLimit = 50;

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "A plan states under claims: what its runs are meant to show. Each claim is supported, contradicted, unresolved or invalid; every verdict comes with effect, interval, p, n and the runs it rests on.",
            Examples =
            [
                new("claims check", "the verdicts on all claims of the plan"),
                new("claims show tuned-beats-baseline", "one claim with all its evidence"),
                new("claims history", "when verdicts changed"),
            ],
        };
        verb.Subcommands.Add(Check());
        verb.Subcommands.Add(Show());
        verb.Subcommands.Add(History());
        return verb;
    }

    private static Verb Check()
    {
        var verb = new Verb("check", "test claims against the runs")
        {
            Details = "All claims of the plan are tested, because each is corrected for the others; ids choose what is shown. The exit code is 1 when a required claim among those shown is not supported.",
            Examples = [new("claims check", "all claims"), new("claims check ready-for-release --json", "one, for a program"), new("claims check --no-save", "without remembering the verdicts")],
        };
        var ids = verb.Takes(new ClaimArgument("claims to show (default: all)", ArgumentArity.ZeroOrMore));
        var file = PlanFile(verb);
        var noSave = verb.Has(Opt.Flag("--no-save", "leave the store as it is: no history, no new verdicts"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var plan = Read(call, file);
            var chosen = Chosen(plan, call.Get(ids) ?? []);
            var report = await CheckAsync(call, plan, save: !call.Get(noSave));
            ClaimResult[] shown = [.. report.Results.Where(result => chosen.Contains(result.Claim.Id))];
            ClaimConflict[] conflicts = [.. report.Conflicts.Where(conflict => chosen.Contains(conflict.First) || chosen.Contains(conflict.Second))];
            if (call.Get(json))
                PrintJson(call, "claims-check", shown, conflicts);
            else
                ClaimText.Print(call.Screen, shown, conflicts);
            return shown.Any(result => result.Claim.IsRequired && result.Verdict != Verdict.Supported) ? ExitCodes.Found : ExitCodes.Done;
        });
    }

    private static Verb Show()
    {
        var verb = new Verb("show", "show all a claim's evidence")
        {
            Examples = [new("claims show tuned-beats-baseline", "every run, used or left out, with its value"), new("claims show tuned-beats-baseline --json", "for a program")],
        };
        var id = verb.Takes(new ClaimArgument("the claim", ArgumentArity.ExactlyOne));
        var file = PlanFile(verb);
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var plan = Read(call, file);
            var chosen = Chosen(plan, call.Get(id)!);
            await using var store = await OpenAsync(call, plan, readOnly: true);
            var report = await new ClaimChecker(plan, store, call.Host.Clock).CheckAsync(call.Cancellation);
            var result = report.Results.First(one => chosen.Contains(one.Claim.Id));
            if (call.Get(json))
                PrintJson(call, "claims-show", [result], [.. report.Conflicts.Where(conflict => conflict.First == result.Claim.Id || conflict.Second == result.Claim.Id)]);
            else
                ClaimText.PrintPage(call.Screen, result, report.Conflicts, report.Results, await store.GetVerdictsAsync(plan.Name, result.Claim.Id, call.Cancellation));
            return ExitCodes.Done;
        });
    }

    private static Verb History()
    {
        var verb = new Verb("history", "list the changes of verdicts, oldest first")
        {
            Examples = [new("claims history", "of all claims"), new("claims history tuned-beats-baseline --json", "of one, with the evidence of each verdict")],
        };
        var ids = verb.Takes(new ClaimArgument("the claims (default: all)", ArgumentArity.ZeroOrMore));
        var file = PlanFile(verb);
        var limit = verb.Has(Opt.Limit(UsualLimit));
        var after = verb.Has(Opt.After());
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var plan = Read(call, file);
            var part = Slice.Read(call, limit, UsualLimit, after);
            await using var store = await OpenAsync(call, plan, readOnly: true);
            var all = await store.GetVerdictsAsync(plan.Name, null, call.Cancellation);
            // A claim that was taken out of the plan keeps its history.
            var named = call.Get(ids) ?? [];
            var known = all.Select(change => change.Claim).Concat(plan.Claims.Select(claim => claim.Id)).ToHashSet(StringComparer.Ordinal);
            foreach (var id in named.Where(id => !known.Contains(id)))
                throw Unknown(plan, id, known);
            var page = part.Of([.. all.Where(change => named.Length == 0 || named.Contains(change.Claim))]);
            if (call.Get(json))
            {
                JsonPage.Print(call.Host.Out, "claims-history", page.Next, writer =>
                {
                    foreach (var change in page.Items)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("claim", change.Claim);
                        writer.WriteString("verdict", change.Verdict);
                        writer.WriteString("why", change.Why);
                        writer.Time("checked", change.Checked);
                        writer.Raw("evidence", change.Document);
                        writer.WriteEndObject();
                    }
                });
                return ExitCodes.Done;
            }

            if (page.Items.Count == 0)
                call.Remark("No verdict was ever recorded; 'assay claims check' makes the first.");
            else
                ClaimText.PrintHistory(call.Screen, page.Items, withClaim: true);
            Slice.Announce(call, page.Next);
            return ExitCodes.Done;
        });
    }

    private static Option<string?> PlanFile(Verb verb) => verb.Has(Opt.Text("--plan", "file", "the plan (default: the nearest assay.yaml upwards)"));

    private static Plan Read(Invocation call, Option<string?> file)
    {
        var plan = PlanSource.Read(call, file);
        return plan.Claims.Count > 0 ? plan : throw new AssayException($"{plan.File}: the plan states no claims; add them under claims:.");
    }

    private static async Task<ClaimReport> CheckAsync(Invocation call, Plan plan, bool save)
    {
        await using var store = await OpenAsync(call, plan, readOnly: !save);
        var checker = new ClaimChecker(plan, store, call.Host.Clock);
        if (save)
            await checker.RegisterAsync(call.Cancellation);
        var report = await checker.CheckAsync(call.Cancellation);
        if (save)
        {
            foreach (var change in (await checker.RecordAsync(report, call.Cancellation)).Where(change => change.Before is not null))
                call.Remark(change.ToString());
        }

        return report;
    }

    private static async Task<IRunStore> OpenAsync(Invocation call, Plan plan, bool readOnly)
    {
        var folder = PlanSource.StoreFolder(call, plan);
        if (!File.Exists(Path.Combine(folder, "assay.db")))
            throw new AssayException($"{folder}: there is no store yet, hence no evidence; run the plan, record or import runs, or name a store with --store.");
        return await SqliteRunStore.OpenAsync(folder, new StoreOpenOptions { ReadOnly = readOnly, Clock = call.Host.Clock }, call.Cancellation);
    }

    private static HashSet<string> Chosen(Plan plan, string[] ids)
    {
        var known = plan.Claims.Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in ids.Where(id => !known.Contains(id)))
            throw Unknown(plan, id, known);
        return ids.Length == 0 ? known : [.. ids];
    }

    private static AssayException Unknown(Plan plan, string id, IEnumerable<string> known) =>
        new($"{plan.File}: there is no claim '{id}'; {NearWord.SuggestOrList(id, [.. known], "the plan has no claims")}");

    private static void PrintJson(Invocation call, string verb, IReadOnlyList<ClaimResult> results, IReadOnlyList<ClaimConflict> conflicts) => JsonPage.Print(
        call.Host.Out,
        verb,
        null,
        json =>
        {
            foreach (var result in results)
                ClaimDocument.Write(json, result);
        },
        json =>
        {
            json.WriteStartArray("conflicts");
            foreach (var conflict in conflicts)
            {
                json.WriteStartObject();
                json.WriteString("first", conflict.First);
                json.WriteString("second", conflict.Second);
                json.WriteString("why", conflict.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
