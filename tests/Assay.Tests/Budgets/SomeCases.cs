using System.Globalization;
using System.Text;
using Assay.Budgets;
using Assay.Foundation.Files;
using Assay.Foundation.Randomness;

namespace Assay.Tests.Budgets;

/// <summary>Labelled cases for tests: names like <c>train_2_a_1</c>, labels drawn independently with the given shares.</summary>
internal static class SomeCases
{
    public static readonly string[] Labels = ["nodule", "opacity", "fibrosis"];
    private static readonly double[] Shares = [0.45, 0.3, 0.06];

    public static Manifest Manifest(int cases, ulong seed, int perGroup = 1) => Assay.Budgets.Manifest.Parse(Text(cases, seed, perGroup), "cases.csv", FileDigest.OfText(Text(cases, seed, perGroup)));

    public static string Text(int cases, ulong seed, int perGroup = 1)
    {
        var text = new StringBuilder("volumename,report,nodule,opacity,fibrosis\n");
        var chance = new Seed(seed);
        for (var i = 0; i < cases; i++)
        {
            var group = i / perGroup;
            text.Append(CultureInfo.InvariantCulture, $"train_{group}_{i % perGroup},\"said \"\"fine\"\", {i}\"");
            for (var label = 0; label < Shares.Length; label++)
                text.Append(CultureInfo.InvariantCulture, $",{(chance.Uniform((ulong)((group * 3) + label)) < Shares[label] ? 1 : 0)}");
            text.Append('\n');
        }

        return text.ToString();
    }

    public static CaseLabels LabelsOf(Manifest manifest) => manifest.Labels(Labels, blankIsNegative: false);

    public static CaseSplits Split(Manifest manifest, SplitOptions options, bool grouped = false) =>
        new CaseSplitter(LabelsOf(manifest), grouped ? Groups(manifest) : null, options).Split();

    public static string[] Groups(Manifest manifest)
    {
        var rule = new GroupRule("volumename", "_", 1);
        return Array.ConvertAll(manifest.Column("volumename"), rule.KeyOf);
    }
}
