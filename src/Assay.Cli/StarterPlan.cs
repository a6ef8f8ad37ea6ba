namespace Assay.Cli;

/// <summary>The plan that <c>assay init --plan</c> writes: runs on a bare machine, and explains itself.</summary>
internal static class StarterPlan
{
    /// <summary>The text of the file.</summary>
    public const string Text = """
        # A plan: what to run, why, and what to read from it. 'assay list' shows it, 'assay run' runs what is due.
        name: first-steps

        # Words that 'assay record' accepts; leave them out to accept all.
        stages: [data, training, evaluation]

        # What all experiments share. ${...} takes an axis of the matrix below, or id, seed and out.
        defaults:
          command: echo "accuracy=0.7${window}"
          results: { stdout: "accuracy=(?<accuracy>[0-9.]+)" }    # metrics from what the command prints
          # results: { json: "${out}/results.json" }              # or from a file it writes
          timeout: 10m
          stage: training

        # What metrics mean: larger or smaller is better, and what they were measured on.
        metrics:
          accuracy: { direction: maximize, split: valid }

        phases:
          - { id: P0, title: Find the window, goal: choose one for all later runs, items: [WINDOW] }

        priorities:
          WINDOW:
            title: Length of the window
            ids: W-1..W-3
            matrix: { window: [1, 2, 5] }
        """ + "\n";
}
