using Assay.Notebook;
using Assay.Notebook.Entries;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Actions;

/// <summary>Books and logs about leaf counting, with the structures that logs of dated actions have.</summary>
internal static class ActionsFixtures
{
    public const string Tidy = """
        # Leaf Counting Actions

        What was done about leaves.

        ## Logging Rules
        - Write down what you ran on purpose.
        - Say where the counts are.

        ## Entry Template

        ### [YYYY-MM-DD] <what>
        - **Status:** planned | done
        - **Command:**
          ```bash
          <exact words>
          ```
        - **Result summary:** <what came out of it>

        ---

        ## Plan Tracking Map (names of the Leaf Plan)

        - **Phase 0 — Choose a counter**
          - Goal: one counter that is good enough.
          - Status: completed (both cameras).
        - **Phase 1 — Count**
          - Item 1: Ladder of widths (short, long).
          - Item 2: Fit.
          - Note: Growers weigh elsewhere.
          - Status: item 1 completed; item 2 open.
        - **Phase 2 — Robustness**
          - Status: not started.

        ---

        ## Recorded Actions

        ## Phase 0 — Choose a counter

        ### [2026-03-02] Search (north camera) - run 1
        - **Status:** completed
        - **Stage:** search
        - **Source:** north
        - **Command:**
          ```powershell
          python .\search.py --n 12
          python .\search.py --n 24
          ```
        - **Config:** configs/north.yaml
        - **Outputs:**
          - out/north/a
          - out/north/b
        - **Reason:** First search.
        - **Result summary:**
          - `north_a`: best error `1.204`, std `0.053`
          - `north_b`: best error `1.305`, std `0.072`
        - **Notes:**
          - Candidate: `depth=[4,4]`, `rate=1.07e-05`.
          - North is steadier.

        ## Phase 1 — Count

        ### Phase 1 - Item 1: Ladder of widths (short, long)

        ### [2026-03-03 14:05] Widths made
        - **Status:** failed
        - **Command (pattern):**
          ```bash
          python make.py n<WIDTH>_s<SEED>
          ```
        - **Inputs:** in/a.csv, in/b.csv
        - **Outputs:** out/widths/*
        - **Notes:** Evenly spread.

        ### Phase 1 - Item 1: Ladder of widths (short, long) (count sweep)

        ### [2026-03] Counted
        - **Status:** completed
        - **Command (example):**
          ```bash
          python count.py n8_s1
          ```
        - **Conclusion:** Enough.
        ### [2026-03-04] Looked back
        - **Status:** completed
        - **Plan phase:** Phase 0
        - **Plan item:** 2
        - **Command:**
          Counting by hand, camera by camera.
        - **Weather:** rain
        """;

    public const string Untidy = """
        Words before.

        # Leaves 🍃

        **Last words**: more

        ## Entry Template

        Use it.

        ### [2026-03-01] Real action below the template
        - Status: ✅ done
        #### Details
        - one
        - two

        ### 2026-03-02 – dash date
        - **Status**: odd words
        - **Plan item:** (embedded)
        - **Command (at night):** python x.py
        - **Result:** yes

          | a | b |
          |---|---|
          | 1 | 2 |
        Loose words.

        ### [YYYY-MM-DD] <left in>
        - **Status:** <planned>

        ## Plan Tracking Map

        Words in the map.

        - **hpo: Search**
          - Item a: Find
            - Status: open
            - more
          - whatever
          - Priority: high
        - not a phase

        ## Recorded Actions

        Words above.

        ### Empty group

        ### Extra things

        ### No date here
        - **Status:** running
        - **Command:** `python a.py --b`
        - **Reason:** a
          - b

        ## hpo — Look for it

        Words under a phase.

        ### Item a: Find (twice)

        ### 20260305_101112_j5: by name
        - **Status:** planned

        ### 20260305_101112_j5: by name
        - **Status:** planned

        ## Phase 7

        ### [2026-04] ~
        - **Plan phase:** Phase 9 — unknown

        ### Words only
        Text of it.

        ## Something else

        ### [2026-05-01 10:00] Under something else

        ## Next steps

        1. Go on.

        ## Logging Rules

        Late rule.
        """;

    public static LogBook Empty => new("leaves") { Title = "Leaves" };

    public static LogBook FromScratch => new("leaves")
    {
        Title = "Leaves",
        Description = "Counting leaves.",
        Phases =
        [
            new LogPhase("search") { Title = "Choose", Goal = "one counter", Status = "completed: 2 of 2 runs", Items = [new LogItem("1", "Widths", "2 of 2 completed"), new LogItem("2", null)] },
            new LogPhase("count") { Title = "Count", Status = "planned", Notes = [new LogNote(NoteKind.Note, "n"), new LogNote(NoteKind.Decision, "d") { State = NoteState.Done }, new LogNote(NoteKind.Note, "s") { Section = "Goal" }] },
            new LogPhase("later"),
        ],
        Entries = EntryName.WithKeys(
        [
            new LogEntry("")
            {
                Name = "LC-1", Title = "Width 64", Phase = "search", Item = "1", Group = "widths", Date = LogDate.OfMinute(new DateTimeOffset(2026, 3, 3, 9, 30, 0, TimeSpan.Zero)), Status = RunStatus.Completed,
                Stage = "training", Source = "north", Command = "A=1 python sweep.py --width 64", Environment = [new("A", "1")], Shell = "bash", Config = "a.yaml", Inputs = ["in/a.csv"], Outputs = ["out/LC-1", "out/log"],
                Reason = "to know", Params = [new LogParam("width", "64")], Metrics = [new LogMetric("valid/error", [new LogPoint(3, 1.5), new LogPoint(9, 1.25)]) { Direction = Direction.Minimize }],
                Result = "Good enough.", Conclusion = "Keep it.", Commit = "abc", Branch = "main", Experiment = "LC-1", Seed = 1, Priority = "P1",
            },
            new LogEntry("") { Name = "LC-2", Phase = "search", Item = "1", Group = "widths", Date = LogDate.OfMinute(new DateTimeOffset(2026, 3, 3, 10, 30, 0, TimeSpan.Zero)), Status = RunStatus.Failed, Error = "boom", Caveat = "on one machine", SupersededBy = "LC-1", SupersededWhy = "Superseded by `LC-1`." },
            new LogEntry("") { Name = "LC-3", Phase = "search", Item = "2", Status = RunStatus.Completed, Caveat = "doubts" },
            new LogEntry("") { Title = "in words", Phase = "search", Status = RunStatus.Planned, Notes = [new LogNote(NoteKind.Note, "a"), new LogNote(NoteKind.NextStep, "b") { State = NoteState.Done }] },
            new LogEntry("") { Title = "no phase", Group = "elsewhere" },
            new LogEntry("") { Title = "no phase", Date = new LogDate(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Year, true) },
        ]),
        Notes = [new LogNote(NoteKind.Note, "My own rule.") { Section = "Logging Rules" }, new LogNote(NoteKind.Note, "(of the plan)") { Section = "Plan Tracking Map" }, new LogNote(NoteKind.NextStep, "Go on.")],
    };
}
