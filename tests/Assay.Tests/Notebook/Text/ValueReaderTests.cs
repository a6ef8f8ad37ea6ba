using System.Globalization;
using Assay.Notebook.Text;

namespace Assay.Tests.Notebook.Text;

public sealed class ValueReaderTests
{
    [Theory]
    [InlineData("best AUC 0.72", "best_auc=0.72")]
    [InlineData("- `study_a`: best AP `0.5444`, top_10 std `0.000053`, all-trial std `0.0107`", "study_a/best_ap=0.5444 study_a/top_10_std=5.3E-05 study_a/all_trial_std=0.0107")]
    [InlineData("gain vs `_3` is small (`+0.000609`)", "gain_vs_3_is_small=0.000609")]
    [InlineData("trained overlap mean = `0.30` (95% CI `[0.295, 0.312]`)", "trained_overlap_mean=0.3 trained_overlap_mean/ci95_low=0.295 trained_overlap_mean/ci95_high=0.312")]
    [InlineData("delta = `+0.0028`, ratio = `1.0097`", "delta=0.0028 ratio=1.0097")]
    [InlineData("one-sided Mann-Whitney p-value = `1.649e-04`", "one_sided_mann_whitney_p_value=0.0001649")]
    [InlineData("8 failed, 25 passed", "failed=8 passed=25")]
    [InlineData("`83 passed in 5.10s`", "passed=83 seconds=5.1")]
    [InlineData("wd=0.001: Mean AUC 0.7037 (28 trials) - BEST", "wd=0.001/mean_auc=0.7037 wd=0.001/trials=28")]
    [InlineData("- **Max achievable precision**: ~41% at threshold 0.60 (with 16% recall)", "max_achievable_precision=0.41 max_achievable_precision/threshold=0.6 max_achievable_precision/recall=0.16")]
    [InlineData("- At threshold 0.5: 100% recall, 18% precision (predicts everything positive)", "at_threshold_0.5/recall=1 at_threshold_0.5/precision=0.18")]
    [InlineData("- **Probability range**: [0.505, 0.662] (very narrow!)", "probability_range/low=0.505 probability_range/high=0.662")]
    [InlineData("- Tuned 2M: 0.7178 AUC (+1.29% vs baseline)", "tuned_2m/auc=0.7178 tuned_2m/vs_baseline=0.0129")]
    [InlineData("- 8-head best: 0.7178 AUC", "8_head_best/auc=0.7178")]
    [InlineData("overlap 0.718 ± 0.004 over 1,234 rows", "overlap=0.718 overlap/std=0.004 rows=1234")]
    [InlineData("EV up to `0.5218` at `d_sae=512`", "ev=0.5218 d_sae:512")]
    [InlineData("typical recall ~0.08-0.15", "typical_recall/low=0.08 typical_recall/high=0.15")]
    [InlineData("Candidate: `dims=[4096,4096]`, `lr=1.07e-05`, `act=relu`", "candidate/dims:[4096,4096] candidate/lr:1.07e-05 candidate/act:\"relu\"")]
    [InlineData("Test more dropout values: 0.05, 0.15, 0.2 and 0.3 on top", "test_more_dropout_values:[0.05,0.15,0.2,0.3]")]
    [InlineData("all trials hit AUC=0.7178", "auc=0.7178")]
    public void A_sentence_says_its_numbers(string text, string expected) => Assert.Equal(expected, Show(ValueReader.Read(text, 1)));

    [Theory]
    [InlineData("Superseded by Run 14 of Phase 2, item 3.")]
    [InlineData("Written on 2026-02-12 at 09:30, LF-40 and P8 of v1.2.3, see `out/n800_s1234/x.json`.")]
    [InlineData("`python train.py --width 4 --lr 0.1`")]
    [InlineData("```bash\ntrain --width 4\n```")]
    [InlineData("Three heads, a 20M model, seed002, 4-head.")]
    public void Names_dates_paths_and_commands_are_no_values(string text) => Assert.Empty(ValueReader.Read(text, 1));

    [Fact]
    public void What_stands_under_a_line_is_named_by_it_and_has_its_own_line()
    {
        var found = ValueReader.Read("- retrain at `k=4` (8 seeds, 40 epochs):\n  - overlap `0.32`\n  - delta `+0.07`\n- EV `0.53`", 10);
        Assert.Equal("retrain_at/k:4 seeds=8 epochs=40 retrain_at/overlap=0.32 retrain_at/delta=0.07 ev=0.53".Replace("retrain_at/k:4", "k:4", StringComparison.Ordinal), Show(found));
        Assert.Equal([10, 10, 10, 11, 12, 13], found.Select(value => value.Line));
    }

    [Fact]
    public void Equal_names_are_told_apart() => Assert.Equal("gap=0.83 gap/2=0.66", Show(ValueReader.Read("gap 83%\ngap 66%", 1)));

    [Theory]
    [InlineData("best AUC 0.72 and 12.0% left, p = 1.6e-04, +0.50 more, 1,234 rows", "best AUC 0.81 and 25.0% left, p = 2.5e-03, +0.75 more, 2,500 rows", "0.81 0.25 0.0025 0.75 2500")]
    [InlineData("best AUC 0.7", "best AUC 0.123456", "0.123456")]
    [InlineData("44.4% precision", "12.3456% precision", "0.123456")]
    public void A_record_that_changed_is_written_in_the_style_of_the_sentence(string text, string expected, string values)
    {
        var next = 0;
        Assert.Equal(expected, RefreshedText.Of(text, _ => values.Split(' ')[next++]));
    }

    [Fact]
    public void A_text_whose_records_are_as_it_says_stays_the_very_same()
    {
        const string Text = "- `a`: best AP `0.5444`, std `5.30e-05`\n- dims=[4096, 4096] and 44.40% (95% CI [0.1, 0.20])";
        Assert.Same(Text, RefreshedText.Of(Text, value => value.Json));
    }

    [Fact]
    public void Refreshed_text_says_the_new_values_under_the_same_keys()
    {
        string[] words = ["best AUC", "mean =", "loss:", "EV up to", "(ratio", "recall", "vs baseline", "`k=4`", "precision", ",", ")", "at", "95% CI [0.1, 0.2]", "\n- lead:", "\n  - "];
        string[] numbers = ["0.5", "12%", "+0.30", "1e-4", "1,200", "`0.25`", "7", "[0.1, 0.4]", "0.1-0.3", "3, 4, 5"];
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, 1 + random.Next(10)).Select(_ => random.Next(2) == 0 ? words[random.Next(words.Length)] : numbers[random.Next(numbers.Length)]));
            var before = ValueReader.Read(text, 1);
            var fresh = RefreshedText.Of(text, value => double.IsNaN(value.Number) ? value.Json : Math.Round(random.NextDouble(), 4).ToString("R", CultureInfo.InvariantCulture));
            Assert.Equal(before.Select(value => value.Key), ValueReader.Read(fresh, 1).Select(value => value.Key));
            var found = ValueReader.Read(fresh, 1).ToDictionary(value => value.Key, value => value.Json);
            Assert.Same(fresh, RefreshedText.Of(fresh, value => found[value.Key]));
        }
    }

    private static string Show(IEnumerable<FoundValue> found) =>
        string.Join(' ', found.Select(value => value.IsParam ? $"{value.Key}:{value.Json}" : string.Create(CultureInfo.InvariantCulture, $"{value.Key}={value.Number:R}")));
}
