namespace Assay.Tests.Notebook;

/// <summary>
/// What a log that a person kept in each format has: every kind of heading, every field, every column, as regular expressions over the lines
/// of the log that a plan run from scratch gets. Words that belong to one subject (a dataset's name, a threshold) are those of the soups here.
/// </summary>
internal static class GeneratedLogContents
{
    public static IReadOnlyList<string> Of(string format) => format switch
    {
        "actions" =>
        [
            "^# Soup tasting$", "^Which soup goes on the menu", "^## Logging Rules$", "^- .*`planned`.*`running`.*`completed`.*`failed`", "^## Entry Template$", @"^### \[YYYY-MM-DD HH:MM\] <title>$",
            // The map: phases with goal and status, items with status and count, notes.
            "^## Plan Tracking Map$", @"^- \*\*F1 — First tasting\*\*$", "^  - Goal: find a base$", "^  - Item S-P1: Leek baseline$", @"^    - Status: completed \(3 of 3\)$", @"^    - Status: failed \(1 of 2\)$", "^    - Status: not started$",
            @"^  - Status: completed \(7 of 7\)$", @"^  - Status: items .*S-P4 pending.* \(2 of 5\)$", "^  - Note: Note of the phase$",
            "^## Recorded Actions$", "^## F2 — Second tasting$", "^### F1 - Item S-P2: Pea$", @"^### \[20\d\d-\d\d-\d\d \d\d:\d\d\] `S-01`: Leek baseline$", "^### `S-08`: Carrot$",
            // The fields of an action.
            @"^- \*\*Status:\*\* completed$", @"^- \*\*Status:\*\* planned$", @"^- \*\*Status:\*\* failed$", @"^- \*\*Status:\*\* completed with one taster was ill$", @"^- \*\*Plan phase:\*\* F1$", @"^- \*\*Plan item:\*\* S-P1$",
            @"^- \*\*Stage:\*\* tasting$", @"^- \*\*Source:\*\* kitchen$", @"^- \*\*Command:\*\*\n  ```bash\n  mkdir -p outputs/S-08; printf '\{""taste"": %s, ""salt"": %s\}' 0\.1 1 > outputs/S-08/result\.json\n  ```$",
            @"^- \*\*Config:\*\* assay\.yaml$", @"^- \*\*Inputs:\*\* market\.txt$", @"^- \*\*Outputs:\*\* outputs/S-01/result\.json$", @"^- \*\*Reason:\*\* the soup of last year$", @"^- \*\*Result summary:\*\*\n  - `taste` = `0\.9` \(higher is better\)\n",
            @"^- \*\*Notes:\*\* Note of the run$", @"^- \*\*Conclusion:\*\* less beet$", @"^- \*\*Error:\*\* pot on fire$", @"^- \*\*Superseded by:\*\* `S-02`: one taster had a cold$", @"^- \*\*Commit:\*\* `[0-9a-f]{7}`$", @"^- \*\*Branch:\*\* main$",
            @"^## Next steps\n\n1\. `S-08`: Carrot \(planned\): `mkdir .*`$", @"^\d\. NextStep of the plan$", @"^\d\. ~~Dropped step~~$", @"^\d\. \[x\] Done step$",
        ],
        "context" =>
        [
            "^# Workstream 1 Context: Soup Kitchen$", "^# Last Updated: 2026-01-02", @"^## Identity\n- \*\*ID\*\*: ws1\n- \*\*Name\*\*: kitchen\n- \*\*Focus\*\*: soups\n- \*\*Status\*\*: 9 of 12 planned experiments done, 2 planned, 1 failed$",
            @"^## Current Task\n- \*\*Working on\*\*: beets\n- \*\*Status\*\*: half done$", "^## Session 2026-01-02 03:04: First soups$", "^### Key Results$",
            // Best configuration, the baseline beside it, the mean of every setting with count, best and worst, gaps.
            @"^\*\*Best Config Found\*\* \(S-06, best of \d+\):\n```\ntaste=0\.9, salt=9\ntaste: 0\.9\n```$", @"^\*\*Compared with the Baseline\*\*:\n- Best: 0\.9 taste \(\+0\.4 vs baseline\)\n- Baseline: 0\.5 taste \(S-01: .*\)$",
            @"^\*\*salt\*\* \(tested 9, .*\):$", @"^- salt=2: Mean taste 0\.65 \(4 runs\)$", @"^- salt=9: Mean taste 0\.9 \(1 run\) - BEST$", @"^- salt=5: Mean taste 0\.25 \(1 run\) - WORST$",
            @"^\*\*Coverage Gaps\*\*:\n- S-07 \(taste=0, salt=0\): failed\n- S-08 \(taste=0\.1, salt=1\): not run yet\n- S-09 \(taste=0\.2, salt=1\): not run yet\n$",
            @"^### User Priorities for Next Steps\n\n1\. UserPriority of the work-period$", @"^- \*\*Conclusion\*\*: Conclusion of the work-period$", @"^- \*\*Insight\*\*: Insight of the work-period$", @"^- \*\*Finding\*\*: Finding of the work-period$",
            @"^## Files Modified This Session\n- `assay\.yaml`$", @"^## Git Status\n- \*\*Branch\*\*: `main`\n- \*\*Last commit\*\*: `77ab01c2` feat: soups\n- \*\*Clean\*\*: Working tree clean$",
            @"^## Outputs Generated\n```\n", "^└── outputs/S-10/checkpoints/final.txt", @"^## Next Session Should\n1\. Run the 1 remaining experiment of S-P3 \(Beet\): `assay run --priority S-P3`\n2\. Run the 2 planned experiments of S-P4 \(Carrot\): `assay run --priority S-P4`\n\d\. NextStep of the work-period$",
            @"^## Key Decisions This Session\n1\. Decision of the work-period$", @"^## Session History\n\n### 2026-01-02 03:04 \(First soups\)\n\n- Tasted the leeks\n\n### 2026-01-01 03:04 \(Shopping\)\n\n- Bought leeks$",
        ],
        "runs" =>
        [
            "^# Soup tasting$", "^Which soup goes on the menu", @"^## 20\d\d-\d\d-\d\d$", "^### Run 1: `S-01`: Leek baseline$", @"^- Command:\n```bash\nmkdir -p outputs/S-01; printf .*\n```$", "^- Outcome: success$", "^- Outcome: failed$", "^- Outcome: success with one taster was ill$",
            "^- Failure point: pot on fire$", @"^- Key outputs:\n  - `outputs/S-10/checkpoints/final\.txt`$", @"^- Result summary:\n  - `taste` = `0\.9` \(higher is better\)\n  - `salt` = `9` \(lower is better\)\n", "^  sweet$", "^- Conclusion: less beet$", @"^- Notes:\n  - Note of the run$",
            @"^- Superseded by: `S-02`: one taster had a cold$", "^- Stage: tasting$", "^- Source: kitchen$", @"^- Config: assay\.yaml$", @"^- Inputs:\n  - `market\.txt`$", "^- Reason: the soup of last year$", "^- Seed: 2$", "^- Branch: main$",
            @"^### Provenance\n- Workspace commit at execution time: `[0-9a-f]{7}`$", "^## Not run yet$", "^- Outcome: planned$",
            @"^## Next planned runs\n\n1\. `S-08`: Carrot \(planned\): `mkdir -p outputs/S-08; .* 0\.1 1 > outputs/S-08/result\.json`\n2\. `S-09`: .*\n3\. NextStep of the plan$",
        ],
        "tracker" =>
        [
            "^# Soup tasting$", @"^\*\*Last Updated\*\*: 2026-01-02$", @"^\*\*Status\*\*: S-P3 In Progress$",
            @"^## Experiment Overview\n\n\| Category \| Count \| Description \|$", @"^\| F1 \(S-P1, S-P2\) \| 7 \| First tasting \|$", @"^\| F2 \(S-P3 to S-P5\) \| 5 \| Second tasting \|$", @"^\| \*\*Total\*\* \| \*\*12\*\* \|",
            "^## Run Status$", @"^### Completed Priorities\n\n\| Priority \| Experiments \| Status \| Best Result \|", @"^\| S-P1 \| S-01 to S-03 \| ✅ Complete \| S-02: 0\.75 taste \|", @"^\| S-P2 \| S-04, S-05 \(seeds 1, 2\) \| ✅ Complete \| S-05: 0\.7 \(n=2\) taste \|", @"^\| S-P5 \| S-10 \| ✅ Complete \| S-10: .* taste \|",
            @"^### In Progress\n\n\| Priority \| Experiments \| Status \| Notes \|", @"^\| S-P3 \| S-06, S-07 \| ❌ Failed \| \(1 of 2 done: S-06; 1 failed; best S-06: \*{0,2}0\.9 taste\*{0,2}\) \|",
            @"^### Pending\n\n\| Priority \| Experiments \| Type \| Command \|", @"^\| S-P4 \| S-08, S-09 \| Carrot \| `assay run --priority S-P4` \|", @"^\| S-07 \| ❌ Failed \| pot on fire \| `assay run --exp-id S-07` \|", @"^\*\*Remaining: 3 experiments\*\*",
            @"^## Top Results \(by taste, higher is better\)\n\n\| Rank \| Exp ID \| .*taste.*salt.* Caveat \|", @"^\| 1 \| \*\*S-06\*\* \|.* \*\*0\.9\*\* \|.* one taster was ill \|$", @"^\| 2 \| S-02 \|", @"^\| 3 \| S-05 \|", @"^\| 4 \| S-04 \|",
            @"^## Key Findings\n\n### 1\. ", @"^### \d\. Finding of the plan$", "^## Observations$", "^- Observation of the plan$", @"^## Next Steps\n\n1\. ", @"^\d\. Run S-P3 \(Beet\): `assay run --priority S-P3`$", @"^\d\. Run S-P4 \(Carrot\): `assay run --priority S-P4`$", @"^\d\. ~~Dropped step~~$", @"^\d\. \[x\] Done step$",
            @"^## Commands Quick Reference\n\n```bash\n# What is running\nassay status\n\n# Run what is due next\nassay run --priority S-P3\n\n# .*\nassay run --priority S-P3 --dry-run\n\n# .*\nassay list\n\n# .*\nassay run --exp-id S-07\n\n# .*\nassay top --by taste\n```$",
            @"^## File Locations\n\n- Plan: `assay\.yaml`\n- Results: `\{out\}/result\.json`\n- Results: `\{out\}/history\.csv`\n- Runs, with output and metrics: `\.assay/`$",
        ],
        "training" =>
        [
            "^# Soup tasting$", @"^\*\*Updated\*\*: 2026-01-02$", "^## Experiment Naming Convention$", "^`YYYYMMDD_HHMMSS`", "^## Experiments$", "^### Experiment: S-10 - Slow soup$", @"^\*\*Date\*\*: 20\d\d-\d\d-\d\d \d\d:\d\d$",
            @"^\*\*Checkpoint\*\*: `outputs/S-10/checkpoints/final\.txt`$", @"^\*\*Location\*\*: `outputs/S-01/result\.json`$", @"^\*\*Status\*\*: ✅ Complete$", @"^\*\*Status\*\*: ❌ Failed$", @"^\*\*Status\*\*: ⏳ Pending$", @"^\*\*Caveat\*\*: one taster was ill$", @"^\*\*Error\*\*: pot on fire$",
            @"^\*\*Superseded by\*\*: S-02$", @"^\*\*Superseded\*\*: one taster had a cold$", @"^\*\*Command\*\*:\n```bash\nmkdir -p outputs/S-08; .* 0\.1 1 > outputs/S-08/result\.json\n```$", @"^\*\*Configuration\*\*:\n- Heat: low$",
            // What an analyzer prints: split by split the epochs, the best with its epoch, the latest.
            @"^\*\*Results\*\*:\n```\n", @"^=== train directory ===\nTotal epochs: 3 \(last step\)\n", @"^=== valid directory ===\nTotal epochs: 3 \(last step\)\n", @"^Best taste: 0\.65 \(epoch 2\)$", @"^Latest taste: 0\.55 \(epoch 3\)$", @"^Best loss: 0\.4 \(epoch 2\)\nLatest loss: 0\.6 \(epoch 3\)$", @"^\*\*Results\*\*:\n```\nNo results yet\.\n```$",
            @"^\*\*Analysis\*\*:\n- Rank 1 of \d+ by best taste: 0\.9\n- Observation of the run$", @"^- Rank 2 of \d+ by best taste: 0\.75 \(first: S-06, 0\.9\)$", @"^- taste was best at epoch 2 \(0\.65\) and ended at epoch 3 with 0\.55\n- valid/loss was best at epoch 2 \(0\.4\) and ended at epoch 3 with 0\.6$",
            @"^\*\*Issues\*\*:\n1\. Issue of the run$", @"^\*\*Key Insights\*\*:\n1\. Insight of the run$", @"^\*\*Next Steps\*\*:\n- NextStep of the run$", @"^\*\*Next Steps\*\*:\n- Run it again: `assay run --exp-id S-07`$", @"^\*\*Next Steps\*\*:\n- Run it: `assay run --exp-id S-08`$",
            "^## Experiment Template$", @"^### Experiment: \[Name\]$", @"^## Ablation Studies \(Future\)\n\n### Planned Ablations\n\n1\. \*\*Beet\*\* \(S-P3\), 1 of 2 to run: `assay run --priority S-P3`$", @"^2\. \*\*Carrot\*\* \(S-P4\), 2 of 2 to run: `assay run --priority S-P4`\n   - Test taste: 0\.1, 0\.2$", @"^   - Test salt: 0$",
            @"^## Notes\n\n- Note of the plan$",
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "is no format"),
    };
}
