namespace Assay.Tests.Planning;

/// <summary>A plan that uses every key there is.</summary>
internal static class FullPlan
{
    public const string Text = """
        name: full
        description: Every key once
        prepare: [make, [cp, a, b]]
        defaults:
          title: "${id}"
          command: "run ${lr} ${out}"
          params: { lr: 1e-4 }
          env: { A: 1 }
          working_directory: work
          out: "o/${id}/${seed}"
          results:
            - { json: r.json, map: { auc: test.auc } }
            - { csv: m.csv, row: all, step: epoch }
            - { jsonl: l.jsonl }
            - { stdout: "x=(?<x>[0-9]+)" }
            - { junit: j.xml }
            - { trx: t.trx }
          outputs: m.bin
          inputs: data
          code: [src]
          timeout: 1h
          retries: 2
          backoff: 5s
          cpus: 2
          gpus: 1
          seeds: 2
          stage: training
          source: [crowd]
          reason: why
          tags: { role: x }
        phases:
          - { id: F, title: T, goal: G, status: S, items: [P] }
        priorities:
          P:
            title: T
            type: Y
            description: D
            ids: L-1..L-5
            matrix: { a: [1, 2] }
            zip: { b: [1, 2], c: [3, 4] }
            experiments: [{ params: { lr: 2 } }]
            needs: [solo]
          Q: { phase: F, command: q, params: { z: 1 }, env: { B: 2 }, working_directory: w, out: "q/${seed}", results: r.json, outputs: [x], inputs: [y], code: z, timeout: 2s,
               retries: 0, backoff: 1s, cpus: 1, gpus: 0, seeds: [1], stage: data, source: crowd, reason: r, tags: { t: 1 } }
        experiments:
          - { id: solo, title: T, phase: F, needs: [], command: s, params: { z: 1 }, env: { B: 2 }, working_directory: w, out: "s/${seed}", results: r.json, outputs: [x], inputs: [y],
              code: z, timeout: 2s, retries: 0, backoff: 1s, cpus: 1, gpus: 0, seeds: [1], stage: data, source: crowd, reason: r, tags: { t: 1 } }
        metrics:
          auc: { definition: d, dataset: e, split: f, label_schema: g, direction: maximize, context: { h: 1 } }
        stages: [training, data]
        sources: [crowd]
        top: { by: auc, limit: 3 }
        logs: [{ format: tracker, path: t.md }]
        claims:
          - { id: c, says: s, metric: auc, at: last, treatment: { study: s, pick: best, seeds: 2, tags: { t: 1 }, query: status = completed, runs: r, plan: p, stage: data, metric: auc, at: best },
              control: { plan: p, phase: F, item: 1, priority: P, experiment: solo, source: crowd, scale: 2 },
              test: { kind: nadeau-bengio, paired: true, alternative: greater, confidence: 0.9, at_least: 0.1, correction: holm, by: fold, test_to_train: 0.25, resamples: 999 },
              prediction: { at_least: 0.1, at_most: 0.2, made: 2025-12-03 }, required: true, assume_equal: [split], contradicts: d, stated_in: "notes.md:1" }
          - { id: d, says: s, effect: { runs: r, metric: d, stated: { se: 0.1, n: 4, units: 2, from: log } }, test: { alternative: equivalent, within: 0.1 } }
          - { id: e, says: s, effect: { runs: r, metric: d, stated: { low: a, high: b, confidence: 0.9 } } }
          - { id: f, says: s, effect: { runs: r, metric: d, stated: { positives: 3, negatives: 4 } } }
          - { id: g, says: s, effect: { runs: r, metric: d, stated: { sd: 3, n: 4 } } }
          - { id: h, says: s, effect: { runs: r, metric: d, stated: { proportion_of: 3 } } }
          - { id: i, says: s, gate: [{ claim: c }, { metric: auc, over: { stage: data }, reduce: min, at_least: 0.1, at_most: 0.9 }, { exists: { stage: data } }, { absent: { stage: later } }] }
        lint: { severity: { AS201: error }, suppress: [{ rule: AS205, on: hpo, reason: r }] }
        after: [analyze, lint]
        """;
}
