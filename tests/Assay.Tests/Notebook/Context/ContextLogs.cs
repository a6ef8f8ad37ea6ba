namespace Assay.Tests.Notebook.Context;

/// <summary>Hand-overs as people keep them; a bakery's oven trials.</summary>
internal static class ContextLogs
{
    public const string Tidy = """
        # Workstream 7 Context: Sourdough Oven Trials
        # Last Updated: 2025-03-04 18:20

        ## Identity
        - **ID**: ws7
        - **Name**: oven
        - **Focus**: Crust and crumb at lower heat
        - **Status**: **Steam sweep done** - waiting for flour

        ## Current Task
        - **Working on**: Reading the steam sweep
        - **Status**: table ready, rye still to bake

        ---

        ## Session 2025-03-04 18:20: Steam Sweep Read

        ### Key Results

        #### Steam Sweep (24 loaves, one night)
        **Best Config Found**:
        ```
        heat=215, steam=0.35, stone=true, flour=t65
        proof_hours=2.5e0, salt=1.8e-2
        crumb_score: 0.8125
        ```

        **Tasters**: nine of ten agreed on the winner

        **Sweep against the old oven**:
        - New oven: 0.8125 (+4.1% over the old one)
        - **Conclusion**: the stone carries it, but rye stays flat

        #### CRITICAL FINDING: Burnt Bottoms
        Bottoms turn black early:
        - **Colour range**: [0.61, 0.77]
        - At colour 0.7: 90% of loaves, 22% too dark

        #### Hyperparameter Insights

        **Steam** (tested 0.0, 0.2, 0.35, 5e-1):
        - steam=0.35: Mean crumb 0.7902 (14 trials) - BEST
        - steam=0.2: Mean crumb 0.7711 (6 trials)
        - steam=5e-1: Mean crumb 0.752 (fewer trials)
        - steam=0.0: Mean crumb 0.7 (2 runs) - WORST (contradicts the old table!)
        - **Conclusion**: more steam, up to a point
        - **Gap**: 0.35 without the stone was never baked

        ### User Priorities for Next Steps

        1. **Bake rye** with the same sweep
        2. **Try colder**: 200, 205

        ---

        ## Files Modified This Session
        - None (reading only)

        ## Git Status
        - **Branch**: `trial/low-heat`
        - **Last commit**: `77ab01c` feat: widen the steam sweep
        - **Clean**: Working tree clean

        ---

        ## Outputs Generated
        ```
        out/steam/
        ├── loaves.json (24 loaves)
        └── photo_00/ through photo_23/
        ```

        ---

        ## Next Session Should

        1. **Plan the rye sweep**:
           - heat 200, 205
           - steam 0.3

        2. **Bake overnight**:
           ```bash
           ./bake --rye 2>&1 | tee out/rye.log
           ```

        3. [x] Order flour

        ---

        ## Key Decisions This Session

        1. **Stone stays in**: it carries the crumb
        2. **No fan**: dries the crust

        ---

        ## Session History

        ### 2025-03-04 18:20 (Sweep Read)
        - Read 24 loaves
        - Found the best steam: 0.35

        ### 2025-03-03 (Oven Rebuilt)
        - Put the stone in
        - Measured the floor
        """;

    public const string Untidy = """
        Handed over in a hurry.

        # Workstream 2 Context: Proofing 🎉
        # Last Updated: 2025-05

        Read the wall chart first.

        ## Identity
        - ID: ws2
        * **Status:** ✅ going
        - **Mood**: good
          - mostly

        ## Wall Chart

        | hour | rise |
        |---|---|
        | 1 | 12% | extra |
        | 2 |

        ## Next Session Should
        - Weigh the dough
        - ~~Buy a new scale~~
        - done: wash the baskets

        ## Session 2025-05-02

        Loose words about the day,
        over two lines.

        ### Surprises
        - the cellar was warm
        - the cellar was warm

        ### Git Status
        - **Branch**: `main`
        - **Uncommitted**: 3 files

        ## Files Modified This Session
        - `recipes/rye.md`
        - recipes/wheat.md - new
        - old notes
          - and older ones

        ## Session 2025-05-02

        ## Key Decisions This Session
        - **Colder**: 18 degrees

        ## Session History
        no dates before May

        ### 2025-05-02 (First)
        - **Decision**: cold proof
        #### Aside
        - a mouse

        ### 2025-05-02 (Second)

        ### Long ago
        - nothing was written

        # Workstream 3 Context: Glaze
        # Last Updated: 2025-04-30

        ## Current Task
        - **Working on**: egg wash

        ## Outputs Generated
        - one tray
        ```
        tray.jpg
        ```
        and a second tray

        # Shopping
        - eggs
        """;

    /// <summary>Found by mixing lines: each read otherwise the second time.</summary>
    public static IReadOnlyList<string> Garbage { get; } =
    [
        // Three sessions of one date, of which the second says nothing.
        "# Workstream 2 Context\n\n## Session 2025-05-02\n\n### Surprises\n- warm\n\n## Session 2025-05-02\n\n## Session 2025-05-02\n\n## Key Decisions This Session\n- colder\n",
        // A lone bar in front of what the writer puts where there is nothing.
        "# Workstream 2 Context\n\n## Wall Chart\n\n|\nNone.\n\n- by day\n",
        // A fence that a list opens and closes in another place.
        "# Workstream 2 Context\n\n## Session 2025-05-02\n\n### Surprises\n```\n```\n\n   ```bash\n---\n\n## Next\n\n2. **Bake**:\n   ```bash\n   ./bake\n   ```\n",
    ];
}
