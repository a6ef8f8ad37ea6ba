using Assay.Foundation.Files;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Cli.Commands;

/// <summary><c>assay init</c>: makes a store, and a first plan when asked.</summary>
internal static class InitCommand
{
    private const string IgnoreLine = $"{StoreLocator.FolderName}/";

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Makes .assay here (or what --store names). What exists is left as it is, so that it may be called again.",
            Examples = [new("init", "a store"), new("init --plan", "a store, and a plan that runs as it is")],
        };
        var plan = verb.Has(Opt.Flag("--plan", $"write a first {PlanSource.FileName}"));
        return verb.Does(async call =>
        {
            var folder = call.NamedStoreFolder() ?? Path.Combine(call.Host.Folder, StoreLocator.FolderName);
            var exists = File.Exists(Path.Combine(folder, "assay.db"));
            await using (await SqliteRunStore.OpenAsync(folder, new StoreOpenOptions { Create = true, Clock = call.Host.Clock }, call.Cancellation))
                call.Screen.Line(exists ? $"A store is at {folder} already." : $"Made a store at {folder}.");
            if (Path.GetFileName(folder) == StoreLocator.FolderName)
                Ignore(call, Path.GetDirectoryName(folder)!);
            if (call.Get(plan))
                WritePlan(call);
            return ExitCodes.Done;
        });
    }

    // The store is not for version control: it is large, binary, and changes with every run.
    private static void Ignore(Invocation call, string folder)
    {
        var file = Path.Combine(folder, ".gitignore");
        if (File.Exists(file))
        {
            var text = File.ReadAllText(file);
            string[] known = [IgnoreLine, StoreLocator.FolderName, $"/{IgnoreLine}", $"/{StoreLocator.FolderName}"];
            if (text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Any(known.Contains))
                return;
            var separator = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
            AtomicFile.WriteText(file, $"{text}{separator}{IgnoreLine}\n");
            call.Screen.Line($"Added {IgnoreLine} to .gitignore.");
        }
        else if (Path.Exists(Path.Combine(folder, ".git")))
        {
            call.Screen.Line($"Add {IgnoreLine} to a .gitignore: the store is not for version control.");
        }
    }

    private static void WritePlan(Invocation call)
    {
        var file = call.FullPath(PlanSource.FileName);
        if (File.Exists(file))
        {
            call.Screen.Line($"{PlanSource.FileName} is there already; it was left as it is.");
            return;
        }

        AtomicFile.WriteText(file, StarterPlan.Text);
        call.Screen.Line($"Wrote {PlanSource.FileName}: read it, then 'assay run' runs its three experiments.");
    }
}
