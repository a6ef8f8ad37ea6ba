using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Notebook.Tracker;

namespace Assay.Tests.Notebook.Tracker;

/// <summary>What a reader is told of a tracker whose parts disagree.</summary>
public sealed class TrackerReportTests
{
    private const string Agreed = """
        # Kites

        ## Experiment Overview

        | Category | Count | Description |
        |---|---|---|
        | KT | 3 | Tails |
        | **Total** | **3** | |

        ## Run Status

        ### Completed Priorities

        | Priority | Experiments | Status | Best Result |
        |---|---|---|---|
        | KT-P1 | KT-1, KT-2 | ✅ Complete | KT-2: 0.75 lift |

        ### Pending

        | Priority | Experiments | Type | Command |
        |---|---|---|---|
        | KT-P2 | KT-3 | Long | `fly KT-3` |

        **Remaining: 1 experiments**

        ## Top Results (by lift)

        | Rank | Exp ID | lift |
        |---|---|---|
        | 1 | KT-2 | 0.75 |
        | 2 | KT-1 | 0.5 |
        """;

    [Fact]
    public void A_tracker_that_agrees_with_itself_is_told_nothing() => Assert.DoesNotContain(Read(Agreed).Remarks, remark => remark.Certainty != LogCertainty.Understood);

    [Theory]
    [InlineData("| **Total** | **3** |", "| **Total** | **5** |", "the overview's total is 5, its rows add up to 3")]
    [InlineData("| KT | 3 |", "| KT | 4 |", "the overview counts 4 experiments; the tables name 3")]
    [InlineData("**Remaining: 1 ", "**Remaining: 9 ", "the log says that 9 experiments remain; its tables say 1")]
    [InlineData("KT-2: 0.75 lift", "KT-2: 0.9 lift", "KT-P1 gives KT-2 lift 0.9, the table of results 0.75: the table is taken")]
    [InlineData("| 2 | KT-1 | 0.5 |", "| 2 | KT-3 | 0.5 |", "KT-3 is planned but has results: taken as completed")]
    [InlineData("| 2 | KT-1 | 0.5 |", "| 2 | KT-9 | 0.5 |", "KT-9 is in no priority; taken as completed because it has results")]
    public void Parts_that_disagree_are_named(string said, string instead, string told) =>
        Assert.Contains(Read(Agreed.Replace(said, instead, StringComparison.Ordinal)).Remarks, remark => remark.Certainty == LogCertainty.Guessed && remark.What == told);

    [Fact]
    public void Roundings_of_one_value_are_no_contradiction() =>
        Assert.DoesNotContain(Read(Agreed.Replace("KT-2: 0.75 lift", "KT-2: 75.2% lift", StringComparison.Ordinal)).Remarks, remark => remark.Certainty == LogCertainty.Guessed);

    private static LogReport Read(string text)
    {
        var report = new LogReport();
        new TrackerFormat().Read(LogDocument.Parse("kites", text), report);
        return report;
    }
}
