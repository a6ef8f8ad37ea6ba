using System.Globalization;
using System.Text;
using Assay.Foundation.Randomness;

namespace Assay.Cli.Tests;

/// <summary>Files that tests judge: manifests, predictions, runs of label budgets, a folder as Burn's learner leaves it. All from fixed seeds.</summary>
internal static class EvidenceFiles
{
    public static readonly string[] Labels = ["nodule", "opacity", "fibrosis"];
    private static readonly double[] Shares = [0.45, 0.3, 0.08];

    public static string Write(string folder, string name, string text)
    {
        var path = Path.Combine([folder, .. name.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A manifest of exams with two reconstructions each.</summary>
    public static string Manifest(int cases, ulong seed, string prefix = "train")
    {
        var text = new StringBuilder($"volumename,{string.Join(',', Labels)}\n");
        for (var i = 0; i < cases; i++)
            text.Append(CultureInfo.InvariantCulture, $"{prefix}_{i / 2}_{i % 2},{string.Join(',', Truth(i / 2, seed))}\n");
        return text.ToString();
    }

    /// <summary>Predictions of three labels; skill 0 says nothing.</summary>
    public static string Predictions(int cases, ulong seed, double skill, string? split = null)
    {
        var text = new StringBuilder($"id,{(split is null ? "" : "split,")}{string.Join(',', Labels.Select(label => "p_" + label))},{string.Join(',', Labels)}\n");
        for (var i = 0; i < cases; i++)
        {
            var truth = Truth(i, seed);
            text.Append(CultureInfo.InvariantCulture, $"case_{i},{(split is null ? "" : split + ",")}{string.Join(',', truth.Select((label, at) => Score(label, skill, seed, (i * 3) + at)))},{string.Join(',', truth)}\n");
        }

        return text.ToString();
    }

    /// <summary>Two sources of labels at several budgets and seeds: each run with its record and its predictions for tests/FINAL_TEST.csv.</summary>
    public static void Runs(string folder)
    {
        Write(folder, "tests/FINAL_TEST.csv", Manifest(60, 5, "v"));
        foreach (var (source, start, slope) in new[] { ("manual", 0.1, 0.5), ("gpt", 0.6, 0.08) })
        {
            foreach (var budget in new[] { 20, 50, 100, 250 })
            {
                foreach (var seed in new[] { 42, 1234, 2025 })
                {
                    var run = $"runs/{source}/{budget}-{seed}";
                    Write(folder, $"{run}/run.json", $$"""{"source": "{{source}}", "budget_n": {{budget}}, "split_seed": {{seed}}, "best_val_auprc": 0.5}""");
                    Write(folder, $"{run}/.hydra/config.yaml", "training: {learning_rate: 7.963e-05, batch_size: 64}\nmodel: {params: {hidden_dims: [4096, 64], dropout: 0.0488}}\nutils: {seed: 42}\n");
                    var text = new StringBuilder($"volumename,{string.Join(',', Labels.Select(label => "p_" + label))}\n");
                    for (var i = 59; i >= 0; i--)
                        text.Append(CultureInfo.InvariantCulture, $"v_{i / 2}_{i % 2},{string.Join(',', Truth(i / 2, 5).Select((label, at) => Score(label, start + (slope * Math.Log10(budget / 10d)), (ulong)(seed + budget), (i * 3) + at)))}\n");
                    Write(folder, $"{run}/predictions/FINAL_TEST.csv", text.ToString());
                }
            }
        }
    }

    /// <summary>A run of Burn's: losses and accuracies per epoch, in batches of 32 of which the last is short.</summary>
    public static void Burn(string folder, string run, int epochs)
    {
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var (train, valid) = (1.6 * Math.Exp(-epoch / 33d), 1.237 + (0.0004 * (epoch - 27) * (epoch - 27)));
            Batches(folder, $"{run}/train/epoch-{epoch}", 4, 30 + epoch, train);
            Batches(folder, $"{run}/valid/epoch-{epoch}", 2, Math.Min(30 + (epoch * 0.7), 30 + (49 * 0.7) - Math.Abs(epoch - 49)), valid);
        }

        Write(folder, $"{run}/checkpoint/model-{epochs}.mpk", "");
    }

    private static void Batches(string folder, string epoch, int batches, double accuracy, double loss)
    {
        var (accuracies, losses) = (new StringBuilder(), new StringBuilder());
        for (var batch = 0; batch < batches; batch++)
        {
            accuracies.Append(CultureInfo.InvariantCulture, $"{accuracy + batch - ((batches - 1) / 2d)},{(batch == batches - 1 ? 23 : 32)}\n");
            losses.Append(CultureInfo.InvariantCulture, $"{loss + (batch % 2 == 0 ? 0.01 : -0.01)},1\n");
        }

        Write(folder, $"{epoch}/Accuracy.log", accuracies.ToString());
        Write(folder, $"{epoch}/Loss.log", losses.ToString());
    }

    private static int[] Truth(int group, ulong seed) => [.. Shares.Select((share, label) => new Seed(seed).Uniform((ulong)((group * 3) + label)) < share ? 1 : 0)];

    private static string Score(int label, double skill, ulong seed, int at)
    {
        var chance = new Seed(seed).For("scores");
        // The sum of four uniform numbers, centred and scaled: near enough to a normal one.
        var noise = 1.7 * (Enumerable.Range(0, 4).Sum(i => chance.Uniform((ulong)((at * 4) + i))) - 2);
        return (1 / (1 + Math.Exp(-((skill * ((2 * label) - 1)) + noise)))).ToString("0.000000", CultureInfo.InvariantCulture);
    }
}
