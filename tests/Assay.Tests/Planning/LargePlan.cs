namespace Assay.Tests.Planning;

/// <summary>A matrix of 10,000 experiments.</summary>
internal static class LargePlan
{
    public const string Text = """
        name: large
        defaults:
          command: "train --a ${a} --b ${b} --c ${c} --d ${d} --out ${out}"
          results: "${out}/results.json"
          timeout: 2h
          retries: 1
          tags: { role: sweep }
          env: { THREADS: 1 }
          params: { base: 1e-5, name_: "run ${a}" }
        priorities:
          P:
            ids: E-00001..E-10000
            matrix:
              a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
              b: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
              c: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
              d: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        """;
}
