using Assay.Notebook;
using Assay.Notebook.Entries;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Runs;

/// <summary>Books and logs about leaf counting, with the structures that logs of numbered runs have.</summary>
internal static class RunsFixtures
{
    public const string Tidy = """
        # Leaf Counting Log

        What was executed while counting leaves, and what came out.

        ## 2026-03-02 - First Checks

        ### Run 1: Loader smoke
        - Command:
        ```bash
        OMP_NUM_THREADS=1 LEAF_ROOT=/tmp/leaf python -m leaf.load \
          --config configs/tiny.yaml \
          --limit 10
        ```
        - Outcome: success
        - Key outputs:
          - `/tmp/leaf/index.json`
          - `/tmp/leaf/old.json` (kept for the reader of version 1)
        - Notes:
          - Reads through the new index.

        ### Run 2: Unit tests
        - Command:
        ```bash
        LEAF_ROOT=/tmp/leaf pytest tests -q
        ```
        - Outcome: failed
        - Result summary: 3 failed, 19 passed
        - Failure point:
          - `KeyError: 'petiole'`

        ### Run 3: Counter construction
        - Command: a notebook cell that builds `LeafCounter` twice
        - Outcome: failed
        - Failure point:
          - `TypeError: unexpected keyword 'depth'`

        ## Next planned runs (once the loader is mended)

        1. Mend the index, then repeat Run 2.
        2. Count the full set.

        ## 2026-03-03 - Width Study

        ### Run 4: Widths (short)
        - Command:
        ```bash
        python sweep.py --epochs 2
        ```
        - Outcome: success with precision caveat
        - Notes:
          - Stopped too early for two widths.
          - Marked as superseded by Run 5.
        - Superseded outputs:
          - `out/width/run_20260303T101500Z/*`

        ### Run 5: Widths (full)
        - Command:
        ```bash
        ruff check leaf && \
        OMP_NUM_THREADS=4 python sweep.py --epochs 40
        ```
        - Outcome: success
        - Run directory:
          - `out/width/run_20260303T113000Z/`
        - Key results (`width=64`, same seeds):
          - error mean = `1.204` (95% CI `[1.101, 1.305]`)
          - at width 128:
            - error `1.198`
            - time `+14.5%`
        - Fair comparison (`width=64` vs `width=128`):
          - mean diff `+0.006`
          - CI `[-0.010, +0.022]`

        ### Provenance
        - Workspace commit at execution time: `a1b2c3d`

        ### Run 6: Counting on the field set
        - Command:
        ```bash
        python count.py --set field
        ```
        - Outcome: success
        - Result summary: `41 images in 3.2s`

        ### Run 6: Counting again
        - Artifact:
          - `FIELD_REPORT.md`
        - Scope:
          - joins Runs 4-6 for the growers.
        """;

    public const string Untidy = """
        Some words before any heading 🌱.

        # Leaf log 🍃

        Second words.

        | odd | table |
        | --- | --- |
        | 1 | 2 | 3 |

        ## March 2026

        Words under a group.

        ### Run 1 - Without a colon
        **Status:** ✅ done
        ```
        python a.py
        ```
        Loose paragraph
        of two lines.

        - a loose item
          - with a child

            ```
            and code
            ```
        #### Interpretation
        - It works.

        > quoted

        #### Long heading that says much more than a label in front of a colon could ever say
        Text below it.

        ### Run 2: Nothing below it
        ### Run 3: No blank line before
        - Outcome: crashed (out of memory)
        - Command (on the cluster): `python b.py --big`
        - Key outputs: out/a.csv, out/b.csv (second, smaller)
        - Outcome: unclear to everybody
        - Artifacts:
          - plain
            - nested path
        - Seed: TBD
        - [x] ticked: with a label
        - Empty:

        ### run_20260305T081500Z: named by its moment
        - Outcome: success

        ### 20260306_091500_j77
        - Outcome: running

        ## ~ 2026-04 ~

        ### `night-7`: quoted name
        - Outcome: queued
        - Results: passed
          - `valid/error` = `0.25` at step 9 (lower is better; `0.5` at step 1)

        ### Unnamed run with fields
        - Outcome: pruned
        - Notes:
          - Superseded by Run 3, see there.

        ### A heading without fields
        Whatever it says.

        ## Decisions

        - Keep width 64.
          Because it is smaller.

        ### About time
        - ~~Count at night.~~
        - [x] Count by day.

        ## Next steps

        1. ✅ Weigh leaves.
        2. done: Dry leaves.
        3. ~~Burn leaves.~~
        4. Press leaves.

        ## Notes

        - plain note

        ### Provenance of notes
        text
        """;

    /// <summary>A heading without words; found by mixing lines, it read otherwise the second time.</summary>
    public const string Untitled = "# Leaf log\n\n## March 2026\n\n### Run 1: A leaf\n- Command:\n```bash\npython count.py\n```\n- Outcome: success\n\n### Run 2: Two leaves\n- Command: `python count.py --two`\n- Outcome: failed\n\n## Width\n\n### \n- in a note\n\n## Decisions\n\n### \n- [x] Count by day\n";

    public static LogBook Empty => new("leaves") { Title = "Leaves" };

    public static LogBook FromScratch => new("leaves")
    {
        Title = "Leaves",
        Description = "Counting leaves.",
        Entries = EntryName.WithKeys(
        [
            new LogEntry("")
            {
                Name = "LC-1", Title = "Width 64", Group = "widths", Date = LogDate.OfMinute(new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.Zero)), Status = RunStatus.Completed,
                Command = "python sweep.py --width 64", Outputs = ["out/LC-1/results.json", "out/LC-1/model.bin (best)"], Commit = "a1b2c3d", Experiment = "LC-1", Seed = 7, Priority = "P1", Phase = "fit",
                Params = [new LogParam("width", "64"), new LogParam("name", "\"a `b`\"")],
                Metrics =
                [
                    new LogMetric("valid/error", [new LogPoint(3, 1.5), new LogPoint(9, 1.25)]) { Direction = Direction.Minimize },
                    LogMetric.Of("test/error", 1.3125),
                    new LogMetric("odd", [new LogPoint(0, MetricValue.Undefined("no leaf"))]),
                ],
            },
            new LogEntry("")
            {
                Name = "LC-2", Title = "Width 128", Group = "widths", Date = LogDate.OfMinute(new DateTimeOffset(2026, 3, 3, 11, 0, 0, TimeSpan.Zero)), Status = RunStatus.Failed,
                Command = "python sweep.py --width 128", Error = "out of memory", Commit = "a1b2c3d", Environment = [new("OMP_NUM_THREADS", "4")],
            },
            new LogEntry("")
            {
                Name = "LC-3", Title = "Width 32", Group = "widths", Date = LogDate.OfMinute(new DateTimeOffset(2026, 3, 4, 11, 0, 0, TimeSpan.Zero)), Status = RunStatus.Running,
                Command = "python sweep.py --width 32",
            },
            new LogEntry("") { Name = "LC-4", Title = "Width 16", Group = "widths", Status = RunStatus.Planned, Command = "python sweep.py --width 16" },
            new LogEntry("") { Name = "LC-5", Group = "widths", Status = RunStatus.Cancelled },
        ]),
        Notes = [new LogNote(NoteKind.NextStep, "Ask the growers."), new LogNote(NoteKind.Decision, "Keep 64.\n- because\n- of speed") { State = NoteState.Dropped }],
    };

    public static LogBook Everything => new("all")
    {
        Title = "All fields",
        Description = "Everything an entry can hold.",
        Entries = EntryName.WithKeys(
        [
            new LogEntry("")
            {
                Name = "Run 7", Title = "Everything in C#", Group = "odd | group", Date = new LogDate(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Month, true), Status = RunStatus.Lost,
                Caveat = "two lines\nof caveat", Phase = "P", Item = "2", Priority = "P1", Experiment = "E", Seed = -3, Stage = "training", Source = "field: north", Workstream = "ws1",
                Command = "run n<WIDTH>_s<SEED> \"a``b\"\n\n# comment", CommandKind = "pattern", Kind = RunKind.Pattern, Shell = "powershell",
                Config = "a b.yaml", Inputs = ["in/one, two.csv", "`odd` and `even`"], Outputs = ["x (Run directory)", "y (small) (Artifact)", "z", "w (why (so))"],
                Reason = "because:\n- a\n- b", Result = "(`x`, y)\n\ntext\n\n| a | b |\n| --- | --- |\n| 1 | 2 |", Error = "Traceback: x", Conclusion = "so: it is",
                SupersededBy = "LC-9", SupersededWhy = "wrong: loss", Commit = "abc", Branch = "main",
                Notes =
                [
                    new LogNote(NoteKind.Note, "plain"), new LogNote(NoteKind.Note, "of a section") { Section = "Scope" }, new LogNote(NoteKind.Note, "a\n# no heading") { Section = "Command" },
                    new LogNote(NoteKind.Prediction, "will work") { State = NoteState.Done }, new LogNote(NoteKind.Finding, "- list\n- in note"), new LogNote(NoteKind.Issue, "```\ncode\n```") { Section = "x. y: z" },
                    new LogNote(NoteKind.Note, "last"),
                ],
            },
            new LogEntry("") { Name = "Run 7", Command = "in words", CommandKind = "description", SupersededWhy = "it was wrong", Notes = [new LogNote(NoteKind.Conclusion, "c")] },
            new LogEntry("") { Name = "20260306_091500", Date = new LogDate(new DateTimeOffset(2026, 3, 6, 9, 15, 0, TimeSpan.Zero), DatePrecision.Second), Command = "python x.py", CommandKind = "description", SupersededBy = "Run 7", SupersededWhy = "" },
            new LogEntry("") { Title = "No name", Commit = "def", Status = RunStatus.Completed, Caveat = "a caveat" },
        ]),
        Notes = [new LogNote(NoteKind.Note, "a"), new LogNote(NoteKind.Note, "b") { Section = "Run 3: x" }, new LogNote(NoteKind.Note, "c"), new LogNote(NoteKind.UserPriority, "d") { Section = "later" }],
    };
}
