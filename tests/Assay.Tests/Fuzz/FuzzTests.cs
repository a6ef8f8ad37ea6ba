using System.Text;
using Assay.Execution.Spool;
using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Planning;
using Assay.Testing;
using Assay.Tests.Planning;
using Assay.Tracking.Queries;

namespace Assay.Tests.Fuzz;

/// <summary>Mutates valid input at random, by a fixed seed: only the documented errors may come out.</summary>
[Trait("Tier", "Slow")]
public sealed class FuzzTests
{
    private const int Rounds = 20_000;
    private static readonly string[] Pieces = ["${", "}", "&a ", "*a", "\"", "'", "\n", "\n  ", ": ", "- ", "[", "]", "{", "}", "\0", "\ufeff", "💥", "1e999", "-", "|", ">", "#", "%", "..", "null", "(", ")", " or ", " and ", " not ", "\\"];

    [Fact]
    public void Mutated_plans_give_a_plan_or_its_problems() => Mutate(FullPlan.Text, Rounds / 4, text =>
    {
        try
        {
            PlanReader.Parse(text, "assay.yaml", new PlanReaderOptions { Environment = _ => null });
            return true;
        }
        catch (PlanException error)
        {
            Assert.NotEmpty(error.Problems);
            return false;
        }
    });

    [Fact]
    public void Mutated_queries_give_a_query_or_a_column() =>
        Mutate("not (best(metrics.\"val auc\") >= 0.7 or params.lr in ('1e-5', 2)) and status != failed and tags.x is not null order by metrics.auc desc, name limit 20", Rounds, text =>
        {
            try
            {
                Assert.Equal(RunQuery.Parse(text), RunQuery.Parse(RunQuery.Parse(text).ToString()));
                return true;
            }
            catch (RunQueryException error)
            {
                Assert.InRange(error.Column, 1, text.Length + 1);
                return false;
            }
        });

    [Fact]
    public void Mutated_spool_lines_give_an_event_always() =>
        Mutate("{\"v\":1,\"t\":1700000000000000,\"e\":\"metric\",\"k\":\"valid/auc\",\"x\":0.718,\"s\":12,\"why\":\"none\"}", Rounds, text =>
        {
            Assert.NotNull(SpoolParser.Parse(Encoding.UTF8.GetBytes(text), Some.Time));
            return text.Length % 2 == 0;
        });

    [Fact]
    public void Mutated_logs_give_a_book_in_every_format_that_can_be_written() =>
        Mutate("# Log\n\n## 2026-02-12 - Ovens\n\n### Run 1: First loaf\n- Command:\n```bash\nHEAT=1 bake --heat 220\n```\n- **Status:** completed\n- Result summary: crumb = `0.75` (95% CI [0.7, 0.8])\n\n| P1 | A-1 to A-3 | ✅ Complete | A-2: 44.4% |\n|---|---|\n", Rounds / 8, text =>
        {
            var document = LogDocument.Parse("log", text);
            foreach (var format in LogFormats.All)
            {
                var book = ValueHarvest.Harvest(format.Read(document, new LogReport()), new LogReport());
                Assert.NotEmpty(format.Write(ValueHarvest.Refreshed(book)));
            }

            return text.Length % 2 == 0;
        });

    // Both outcomes must occur, or the mutations show nothing.
    private static void Mutate(string valid, int rounds, Func<string, bool> accepts)
    {
        var random = new Random(20260225);
        var accepted = 0;
        for (var round = 0; round < rounds; round++)
        {
            var text = new StringBuilder(valid);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0:
                        text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                        break;
                    case 1:
                        text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                        break;
                    default:
                        text[at] = (char)random.Next(1, 0x2FF);
                        break;
                }

                if (text.Length == 0)
                    text.Append('x');
            }

            try
            {
                accepted += accepts(text.ToString()) ? 1 : 0;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"round {round}: {error}\n---\n{text}");
            }
        }

        Assert.InRange(accepted, 1, rounds - 1);
    }
}
