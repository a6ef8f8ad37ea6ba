using Assay.Notebook;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Training;

/// <summary>Books and texts for the tests of the format.</summary>
internal static class TrainingLogs
{
    public static IEnumerable<LogBook> Books => [new LogBook("log") { Title = "Empty" }, Scratch(), Failed(), Finished()];

    public static IEnumerable<string> Texts => [Tidy, Untidy, Templates, Tidy.ReplaceLineEndings("\r\n")];

    public static LogBook Scratch() => new("log")
    {
        Title = "Bird calls",
        Entries =
        [
            new LogEntry("20260102_030405")
            {
                Name = "20260102_030405", Title = "first", Status = RunStatus.Completed, Command = "train --lr 0.1", Shell = "bash", Outputs = ["checkpoints/a"],
                Params = [new LogParam("lr", "0.1"), new LogParam("name", "\"12\""), new LogParam("Odd", "{\"a\":1}")],
                Metrics =
                [
                    new LogMetric("valid/epochs", [new LogPoint(0, MetricValue.Of(9))]),
                    new LogMetric("valid/loss", [new LogPoint(4, MetricValue.Of(0.5)), new LogPoint(9, MetricValue.Of(0.75))]) { Direction = Direction.Minimize },
                ],
                Notes = [new LogNote(NoteKind.NextStep, "more birds") { State = NoteState.Done }],
            },
        ],
        Notes = [new LogNote(NoteKind.Decision, "owls later")],
    };

    public const string Tidy = """
        # Bird call experiments

        ## Experiment Naming Convention

        `YYYYMMDD_HHMMSS` or `YYYYMMDD_HHMMSS_jSLURM_JOB_ID`

        ## Before the move

        ### Experiment: Owl baseline
        **Date**: 2024-03 (approximate)
        **Location**: `owls/` (attic)
        **Status**: ✅ Complete

        **Configuration**:
        - Model: Conv (small, two blocks)
        - LR: 2e-3 (constant)
        - Class weights: ✅ [1.5, 0.25]
        - Num classes: 5 ❌ (should be 3)
        - Augmentation: ❌ NOT used

        **Results**:
        ```
        Train accuracy: ~41% (epoch 8)
        Best validation AUROC: 0.71
        nobody listened
        ```

        **Analysis**:
        - **Loud** owls win
          - even at night

        **Issues**:
        1. Microphone → noise

        ## Ablation Studies (Future)

        ### Planned Ablations

        1. **Window**
           - Test: 8, 16
           - Expected: 16 wins

        ## Notes

        - Listen first
        """;

    public const string Untidy = """
        Some words in front.

        ### Experiment: Jay
        **Date**: someday
        **Hardware**: attic box
        **Results**:
        ```
        === valid directory ===
        Total epochs: 7
        Best loss: 0.25 (epoch 3) ← then worse

        Latest epoch (7):
          Loss: 0.5
        ```
        **Configuration**:
        - Batch size: 8
        - Batch size: 9
        - Other:

        ### Experiment: Jay
        **Next Steps**:
        - [x] listen

        ## Odd corner
        A paragraph.
        """;

    /// <summary>Runs that went wrong, with every field the format carries and texts that look like other parts of a log.</summary>
    public static LogBook Failed() => new("log")
    {
        Title = "Bird calls",
        Description = "**Owls**: what they say.",
        Updated = new LogDate(new DateTimeOffset(2026, 1, 5, 8, 30, 0, TimeSpan.Zero), DatePrecision.Minute),
        Status = "two of three runs left",
        Entries =
        [
            new LogEntry("owls-1")
            {
                Name = "brave-owl", Title = "Owls at night", Group = "Forest", Status = RunStatus.Failed, Date = new LogDate(new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero), DatePrecision.Day, true),
                Error = "out of memory: 12 GiB", Caveat = "microphone fell\nand was put back", SupersededBy = "run_20260105T080000Z", SupersededWhy = "a smaller batch",
                Phase = "Phase 1", Item = "2", Priority = "P3", Experiment = "owls", Seed = -4, Workstream = "night", Stage = "main", Source = "forest tapes", Config = "owl.yaml", Commit = "abc1234", Branch = "owls",
                Command = "OWL=1 train \\\n  --all", Shell = "bash", Environment = [new("OWL", "2"), new("BIRD", "a, b"), new("TICK", "a`b")], Inputs = ["a.csv (old)", "b`c.csv"], Outputs = ["checkpoints/x/", "logs", "checkpoints/"],
                Reason = "# not a heading\n**Status**: no field\n- a\n- b", Result = "first line\nsecond line", Conclusion = "- one\n- two",
                Metrics =
                [
                    new LogMetric("best_f1", [new LogPoint(0, MetricValue.Of(0.25))]),
                    new LogMetric("total_epochs", [new LogPoint(0, MetricValue.Of(3))]),
                    new LogMetric("train_loss", [new LogPoint(0, MetricValue.Of(1.5))]),
                    new LogMetric("test/Odd Name", [new LogPoint(1, MetricValue.Of(double.NaN)), new LogPoint(2, MetricValue.Of(1e-7))]),
                    new LogMetric("valid/auroc", [new LogPoint(0, MetricValue.Undefined("only one class (owl)"))]) { Direction = Direction.Maximize },
                    new LogMetric("valid/loss", [new LogPoint(1, MetricValue.Of(2)), new LogPoint(2, MetricValue.Of(1)), new LogPoint(3, MetricValue.Undefined("nothing left"))]) { Direction = Direction.Maximize },
                ],
                Notes =
                [
                    new LogNote(NoteKind.Note, "on the roof") { Section = "Location / logs" },
                    new LogNote(NoteKind.Note, "(rose)") { Section = "Results / valid/loss" },
                    new LogNote(NoteKind.Observation, "too dark"),
                    new LogNote(NoteKind.Issue, "battery\n- flat\n- old"),
                    new LogNote(NoteKind.NextStep, "lamp") { State = NoteState.Dropped },
                    new LogNote(NoteKind.Note, "owned by nobody") { Section = "Analysis" },
                ],
            },
            new LogEntry("run_20260105T080000Z") { Name = "run_20260105T080000Z", Status = RunStatus.Running, Command = "A=1 listen", Conclusion = "1. one\n2. two\n   more" },
            new LogEntry("20260105_080001_j17") { Name = "20260105_080001_j17", Title = "[Name]", Status = RunStatus.Cancelled, Command = "wait for daylight, then look", CommandKind = "description" },
            new LogEntry("jays") { Name = "calm-jay", Status = RunStatus.Planned, Command = "train --bird <name>", CommandKind = "pattern", Stage = "ablation" },
            new LogEntry("Window") { Title = "Window", Status = RunStatus.Planned, Stage = "ablation", Params = [new LogParam("window", "[8, 16]")], Notes = [new LogNote(NoteKind.Prediction, "16 wins")] },
        ],
        Notes =
        [
            new LogNote(NoteKind.Note, "by bird") { Section = "Experiment Naming Convention" },
            new LogNote(NoteKind.Note, "Microphone:") { Section = "Experiment Template" },
            new LogNote(NoteKind.Issue, "rain") { Section = "Forest" },
            new LogNote(NoteKind.Note, "sun"),
        ],
    };

    /// <summary>A plan that was run from scratch: facts, and hardly a person's word.</summary>
    public static LogBook Finished() => new("calls")
    {
        Title = "Bird calls",
        Description = "Which window hears most?",
        Entries =
        [
            new LogEntry("window-8/seed-1")
            {
                Name = "run_20260201T101112Z", Title = "window 8", Date = new LogDate(new DateTimeOffset(2026, 2, 1, 10, 11, 0, TimeSpan.Zero), DatePrecision.Minute), Status = RunStatus.Completed,
                Experiment = "window-8", Seed = 1, Phase = "Phase 1", Outputs = ["checkpoints/window-8/"], Command = "assay run --window 8", Shell = "bash",
                Params = [new LogParam("model", "\"conv\""), new LogParam("lr", "0.001"), new LogParam("class_weights", "[1.5, 0.25]")],
                Metrics = [new LogMetric("valid/accuracy", [new LogPoint(3, MetricValue.Of(0.75)), new LogPoint(5, MetricValue.Of(0.5))]) { Direction = Direction.Maximize }],
            },
        ],
    };

    public const string FinishedText = """
        # Bird calls

        Which window hears most?

        ## Experiment Naming Convention

        `YYYYMMDD_HHMMSS` or `YYYYMMDD_HHMMSS_jSLURM_JOB_ID`

        ---

        ## Experiments

        ### Experiment: run_20260201T101112Z - window 8
        **Entry**: window-8/seed-1
        **Date**: 2026-02-01 10:11
        **Checkpoint**: `checkpoints/window-8/`
        **Status**: ✅ Complete
        **Phase**: Phase 1
        **Planned experiment**: window-8
        **Seed**: 1

        **Command**:
        ```bash
        assay run --window 8
        ```

        **Configuration**:
        - Model: conv
        - LR: 0.001
        - Class weights: [1.5, 0.25]

        **Results**:
        ```
        === valid directory ===
        Total epochs: 5 (last step)
        Best accuracy: 0.75 (epoch 3)
        Latest accuracy: 0.5 (epoch 5)
        ```

        ---

        ## Experiment Template

        ### Experiment: [Name]
        **Date**: YYYY-MM-DD
        **Checkpoint**: `checkpoints/[id]/`
        **Status**: [Pending / Running / Complete]

        **Configuration**:
        - Model:
        - Layers:
        - d_model:
        - Heads:
        - LR:
        - LR Schedule:
        - Batch size:
        - Epochs:
        - Class weights:
        - Normalization:
        - Other:

        **Results**:
        ```
        [Paste analyzer output or key metrics]
        ```

        **Analysis**:
        - [What worked well]
        - [What didn't work]
        - [Unexpected findings]

        **Next Steps**:
        - [Planned follow-up experiments]

        ---

        ## Ablation Studies (Future)

        ### Planned Ablations

        Nothing is planned that has not run.

        """;

    public const string Templates = """
        # Calls

        Which bird is it?

        **Updated**: 2026-01-05
        **Status**: waiting for spring

        ## Experiments

        ### Experiment: Wren
        **Run**: quiet-wren
        **Date**: 2026-01-02 around noon
        **Checkpoint**: `checkpoints/wren/` (best only)
        **Location**: `attic/`
        **Status**: ❌ Failed (at dawn)
        **Reason**: The last one
        stopped early.

        It may again.

        **Error**: disk full
        **Commit**: 0123abc
        **Command**: `train --bird wren`

        **Configuration**:
        Window: 16
        - Rate: 44100

        **Results**:
        Loss: 0.5
        Loss: 0.75
        - AUROC: undefined (one class)

        **Conclusion**:
        - Buy a disk
        - Try again

        ## Experiment Template

        Copy what follows.

        ### Experiment: [Bird]
        **Date**: YYYY-MM-DD
        **Microphone**: [which]

        **Configuration**:
        - Model:
        - Window:

        **Results**:
        ```
        [Paste the table]
        ```

        #### Weather
        - wind

        ## Ablation Studies (Future)

        Only when it is warm.

        ### Planned Ablations

        1. **Rate**
           Expected: nothing
           - Testing: takes long
           - Test rate: 22050
        - a stray line

        ## Analysis / Notes

        - read by night
        """;
}
