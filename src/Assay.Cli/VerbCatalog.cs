using Assay.Cli.Commands;

namespace Assay.Cli;

/// <summary>All verbs in the order help lists them: one line a verb.</summary>
internal static class VerbCatalog
{
    private const string Begin = "Begin";
    private const string Execute = "Run";
    private const string Read = "Read";
    private const string Judge = "Judge";
    private const string Write = "Write down";
    private const string Other = "Other";

    /// <summary>The verbs.</summary>
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        new(Begin, "init", "make a store here, and a first plan", InitCommand.Create),
        new(Begin, "doctor", "check the store and the machine", DoctorCommand.Create),

        new(Execute, "list", "list the plan's experiments and where each stands", ListCommand.Create),
        new(Execute, "run", "run what is due of the plan", RunCommand.Create),
        new(Execute, "exec", "run any command and record it", ExecCommand.Create),
        new(Execute, "tune", "search the best parameters of a command", TuneCommand.Create),
        new(Execute, "study", "make, run, ask, tell, read a study and act on it", StudyCommand.Create),
        new(Execute, "status", "show what is running", StatusCommand.Create),
        new(Execute, "attach", "follow the output of a run or a runner", AttachCommand.Create),
        new(Execute, "stop", "stop a run or a runner", StopCommand.Create),

        new(Read, "runs", "list runs", RunsCommand.Create),
        new(Read, "show", "show everything about a run", ShowCommand.Create),
        new(Read, "compare", "show what differs between runs", CompareCommand.Create),
        new(Read, "top", "rank runs by a metric", TopCommand.Create),
        new(Read, "export", "write runs to a CSV or JSON file", ExportCommand.Create),
        new(Read, "log", "print a log, generated from the plan and its runs", LogCommand.Create),
        new(Read, "report", "write a page with tables, figures, claims and provenance", ReportCommand.Create),

        new(Judge, "lint", "find what is wrong with runs, studies, plans and files", LintCommand.Create),
        new(Judge, "claims", "test the plan's conclusions against the runs", ClaimsCommand.Create),
        new(Judge, "analyze", "show training curves: best, latest, gap, early stop", AnalyzeCommand.Create),
        new(Judge, "evaluate", "judge predictions, of a file or of many runs", EvaluateCommand.Create),
        new(Judge, "threshold", "tune thresholds on one file, report on another", ThresholdCommand.Create),
        new(Judge, "calibrate", "mend probabilities, report before and after", CalibrateCommand.Create),
        new(Judge, "budget", "draw label budgets, fit scaling curves", BudgetCommand.Create),

        new(Write, "record", "write down something that was done", RecordCommand.Create),
        new(Write, "note", "write and settle notes", NoteCommand.Create),
        new(Write, "workstream", "keep the lines of work", WorkstreamCommand.Create),
        new(Write, "work", "start and end a period of work", WorkCommand.Create),
        new(Write, "supersede", "say that a run's results no longer count", SupersedeCommand.Create),
        new(Write, "import", "take in what others left", ImportCommand.Create),
        new(Write, "delete", "put runs into the bin", DeleteCommand.Create),
        new(Write, "restore", "take runs out of the bin", RestoreCommand.Create),

        new(Other, "completion", "print a completion script for a shell", CompletionCommand.Create),
        new(Other, "complete", "print what may follow on a command line", CompleteCommand.Create, Hidden: true),
    ];
}
