namespace Assay.Tests.Notebook.Tracker;

/// <summary>Trackers as people keep them: a bakery's, tidy and untidy.</summary>
internal static class TrackerTexts
{
    public const string Tidy = """
        # Sourdough Crust Tracker

        **Last Updated**: 2024-05-17
        **Status**: ST-P2 In Progress

        ---

        ## Experiment Overview

        | Category | Count | Description |
        |----------|-------|-------------|
        | FL (P1-P2) | 5 | Flour mixes |
        | ST (ST-P1 to ST-P3) | 9 | Steam schedules |
        | **Total** | **14** | |

        ---

        ## Run Status

        ### Completed Priorities

        | Priority | Experiments | Status | Best Result |
        |----------|-------------|--------|-------------|
        | P1 | FL-01 to FL-03 | ✅ Complete | FL-02: 61.5% crispness |
        | P2 | FL-04 to FL-05 | ✅ Complete | - |
        | ST-P1 | ST-1, ST-3 to ST-5 | ✅ Complete | ST-4: **83.5% crispness** |

        ### In Progress

        | Priority | Experiments | Status | Notes |
        |----------|-------------|--------|-------|
        | ST-P2 | ST-6 to ST-8 | 🔄 Running | late steam (ST-7 done: 72% crisp) |

        ### Pending

        | Priority | Experiments | Type | Command |
        |----------|-------------|------|---------|
        | ST-P3 | ST-9..ST-10 | DryFinish | `python bake.py --priority ST-P3 \| tee log.txt` |

        **Remaining: 2 experiments** (after ST-P2 completes)

        ---

        ## Top Results (by Crispness)

        | Rank | Exp ID | Oven | hydration | Crispness | Rise | Volume AUC | Flour Blend |
        |------|--------|------|-----------|-----------|------|------------|-------------|
        | 1 | **ST-4** | deck | 72 | **0.835** | 0.41 | 0.725 | rye 20 |
        | 2 | ST-7 | deck | None | 0.720 | 0.38 | 0.700 | wheat |
        | 3 | ST-5 | home | 68 | 0.700 | 0.29 | 0.691 | wheat |

        ---

        ## Key Findings

        ### 1. Steam matters most
        - **ST-4** crackles at **83.5%**
        - It keeps for two days

        ### 2. C# is no flour
        - a note on tooling

        ---

        ## Observations on Pale Crusts

        Several loaves stayed pale:
        - FL-01, FL-03: too wet

        What we try:
        - longer bake

        ---

        ## Next Steps

        1. Complete ST-P2 - currently baking
        2. [x] Buy a thermometer
        3. ~~Try spelt~~

        ---

        ## Commands Quick Reference

        ```bash
        # Check the oven
        ps aux | grep bake

        # Dry run
        python bake.py --priority ST-P3 --dry-run
        ```

        ---

        ## File Locations

        - Baking script: `bake.py`
        - Results: `out/{oven}_{hydration}/results.json`
        """;

    public const string Untidy = """
        A word before the title.

        # Grill tracker

        Everything about grilling.
        **Status**: waiting for coal
        **Owner**: Kim

        ## Overview

        Counted by hand.

        | Category | Count | Description |
        |---|---|---|
        | GR | 4 | grates |
        | SM (S-P1) | many | smoke |
        | Total | 9 | |

        ## 📊 Run Status

        ### Completed

        | Priority | Experiments | Status | Best Result | Owner |
        |---|---|---|---|---|
        | G-P1 | G-09 to G-11 | done | G-10: 12 minutes, roughly | Kim |
        | G-P2 | G-12 | finished late | unclear |
        | | G-13 | done | - |

        ### In Progress

        | Priority | Experiments | Status | Notes |
        |---|---|---|---|
        | G-P3 | G-20 to G-22 | ⏸ paused | coal (all wet) (G-20 done) |

        ### Pending

        None.

        ### Wishes

        A bigger grill | and a hat.

        **Remaining: 7 experiments**

        ## Top Results

        | Exp ID | Wood | Tenderness | Price | |
        |---|---|---|---|---|
        | G-10 | oak | 0.91 ± 0.02 (n=3) | 1,250.5 | left over | and more |
        | G-99 | "ash" | n/a | - | |
        | G-10 | beech | 0.91 | | |
        | | nothing | | | |

        ## Key Findings

        - oak is fine
        - beech is not

        | a | b |
        |---|---|
        | 1 | 2 |

        ### Smoke
        #### Deeper
        text under it

        ## Observations

        - ash flies
          - far away
        - Issue: lid rusts

        Loose words.

        ## Ideas

        Try [hay](http://example.org).

        ### For winter

        1. indoors
           ```
           # not a heading
           grill --indoors
           ```

        ## Empty section

        ## Next Steps

        Soon:
        - [ ] coal
        - Run G-P3 again

        ## Commands Quick Reference

        Nothing fancy:

        ```
        grill --now
        # alone
        ```

        ## File Locations

        - grill.log
        - Notes: in the `drawer`, mostly
        """;

    public const string Bare = """
        ## Run Status

        ### Pending

        | Priority | Experiments | Type | Command |
        |----------|-------------|------|---------|
        | Q-P1 | Q-1 to Q-3 | - | - |
        """;
}
