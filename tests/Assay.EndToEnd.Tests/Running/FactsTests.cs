using Assay.Testing;

namespace Assay.EndToEnd.Tests.Running;

/// <summary>What a run of a plan leaves in the store.</summary>
public sealed class FactsTests
{
    [Fact]
    public void Every_seed_is_a_run_of_its_own()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: seeds\nexperiments: [{ id: S-1, seeds: 3, command: 'echo score=${seed}', results: { stdout: 'score=(?<score>[0-9]+)' } }]\n");
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        var runs = assay.Items("runs", "order by created");
        Assert.Equal([0, 1, 2], runs.Select(run => run.GetProperty("plan").GetProperty("seed").GetInt32()));
        Assert.Equal([0, 1, 2], runs.Select(run => run.GetProperty("metrics").GetProperty("score").GetInt32()));
        var ambiguous = assay.Run("show", "S-1");
        Assert.Equal(2, ambiguous.ExitCode);
        Assert.Contains("means several runs", ambiguous.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Experiments_that_run_together_get_different_gpus()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        // Each waits, for five minutes at most, until the other has begun: they do run together.
        folder.Write("assay.yaml", """
            name: gpus
            priorities:
              G:
                ids: G-1..G-2
                zip: { other: [G-2, G-1] }
                gpus: 1
                command: "echo $CUDA_VISIBLE_DEVICES > ${id}.gpu; i=0; while [ ! -e ${other}.gpu ] && [ $i -lt 3000 ]; do i=$((i+1)); sleep 0.1; done; [ -e ${other}.gpu ]"
            """);
        new AssayBinary(folder.Path).Ok("run", "--jobs", "2", "--gpus", "2");
        Assert.Equal(["0", "1"], new[] { "G-1.gpu", "G-2.gpu" }.Select(file => File.ReadAllText(folder.File(file)).Trim()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void As_many_run_together_as_jobs_say_however_few_the_processors()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        var jobs = Environment.ProcessorCount + 1;
        // Each waits, for five minutes at most, until all have begun.
        folder.Write("assay.yaml", $$"""
            name: jobs
            experiments: [{ id: J-1, seeds: {{jobs}}, command: "touch begun.${seed}; i=0; while [ $(ls begun.* | wc -l) -lt {{jobs}} ] && [ $i -lt 3000 ]; do i=$((i+1)); sleep 0.1; done; [ $i -lt 3000 ]" }]
            """);
        new AssayBinary(folder.Path).Ok("run", "--jobs", $"{jobs}");
    }

    [Fact]
    public async Task A_metric_is_shown_while_its_run_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("train.sh", """
            printf '{"v":1,"e":"metric","k":"loss","x":0.25,"s":7}\n' >> "$ASSAY_SPOOL"
            i=0; while [ ! -e go ] && [ $i -lt 30000 ]; do i=$((i+1)); sleep 0.1; done
            """);
        folder.Write("assay.yaml", "name: live\nexperiments: [{ id: L-1, command: 'sh train.sh' }]\n");
        var assay = new AssayBinary(folder.Path);
        using var runner = assay.Start("run");
        var output = runner.StandardOutput.ReadToEndAsync();
        await Eventually.TrueAsync(() => assay.Run("show", "L-1").Output is var page && page.Contains("running", StringComparison.Ordinal) && page.Contains("0.25", StringComparison.Ordinal), "the metric is shown");
        Assert.Contains("loss 0.25 @7", assay.Ok("status"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("go"), "");
        await runner.WaitForExitAsync();
        Assert.Contains("1 completed", await output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_plan_says_of_a_metric_is_its_identity()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: meaning
            metrics: { err: { definition: top-1 error, split: test, direction: minimize } }
            priorities:
              P: { ids: M-1..M-2, matrix: { e: [3, 2] }, command: "echo err=${e}", results: { stdout: "err=(?<err>[0-9]+)" } }
            """);
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        var page = assay.Ok("show", "M-1");
        Assert.Contains("top-1 error", page, StringComparison.Ordinal);
        Assert.Contains("test", page, StringComparison.Ordinal);
        var best = assay.Items("top", "--by", "err", "--limit", "1")[0];
        Assert.Contains("M-2", best.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_input_makes_due_again()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/a.csv", "1\n");
        folder.Write("assay.yaml", "name: inputs\nexperiments: [{ id: I-1, command: 'echo i', inputs: ['data/*.csv'] }]\n");
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        Assert.Contains("nothing is due", assay.Ok("run"), StringComparison.Ordinal);
        folder.Write("data/b.csv", "2\n");
        Assert.Contains("1 completed", assay.Ok("run"), StringComparison.Ordinal);
        Assert.Contains("nothing is due", assay.Ok("run"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_superseded_run_makes_its_experiment_due_again()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: sup\nexperiments: [{ id: U-1, command: 'echo u' }]\n");
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        assay.Ok("supersede", "U-1", "--why", "bad labels");
        Assert.Contains("bad labels", assay.Ok("run", "--dry-run"), StringComparison.Ordinal);
        assay.Ok("supersede", "U-1", "--undo");
        Assert.Contains("0 would run", assay.Ok("run", "--dry-run"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_with_every_kind_of_mistake_says_them_all_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: bad
            defalts: { a: b }
            defaults: { command: "echo ${nosuch}", timeout: soon, retries: -1 }
            metrics: { auc: { direction: upwards } }
            phases: [{ id: P0, items: [X] }, { id: P0 }]
            priorities:
              P1: { ids: A-1..A-3, matrix: { n: [1, 2] }, needs: [P2] }
              P2: { needs: [P1, P9], experiments: [{ id: A-1, command: echo }, { id: A-1, command: echo }] }
              P3: { experiments: [{ id: B-1, command: echo, out: same }, { id: B-2, command: echo, out: same }] }
            """);
        var assay = new AssayBinary(folder.Path);
        foreach (var words in new[] { new[] { "run" }, ["run", "--dry-run"], ["run", "--detach"], ["list"], ["log"] })
        {
            var result = assay.Run(words);
            Assert.Equal(2, result.ExitCode);
            Assert.Equal("", result.Output);
            foreach (var mistake in new[] { "assay.yaml:2:1 defalts", "'${nosuch}'", "'soon'", "this is -1", "'upwards'", "'X' is not a priority", "'P0' is already", "names 3 experiments", "these need each other", "'P9'", "'A-1' is already", "both write to 'same'" })
                Assert.Contains(mistake, result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(["assay.yaml"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void The_store_of_a_folder_above_the_plan_is_used_and_named()
    {
        using var folder = new TemporaryFolder();
        new AssayBinary(folder.Path).Ok("init");
        folder.Write("inner/assay.yaml", "name: inner\nexperiments: [{ id: I-1, command: 'echo i' }]\n");
        var inner = new AssayBinary(folder.File("inner"));
        Assert.Contains("runs go into the store", inner.Run("run").Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("inner", ".assay")));
        Assert.Single(new AssayBinary(folder.Path).Items("runs"));
    }
}
