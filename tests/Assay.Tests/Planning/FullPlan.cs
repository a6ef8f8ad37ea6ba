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
        claims: [{ id: c, says: s, metric: auc, other: [1] }]
        lint: { severity: { AS201: error }, suppress: [{ rule: AS205, on: hpo, reason: r }] }
        after: [x]
        """;
}
