namespace Assay.Cli.Commands;

/// <summary><c>assay budget</c>: how results depend on the number of labelled cases.</summary>
internal static class BudgetCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples =
            [
                new("budget split --train-manifest-path train.csv --target-labels nodule,opacity --budgets 50,100,200 --seeds 42,1234", "draw label budgets"),
                new("budget fit gpt_per_run.csv --metric test_primary_auprc", "fit the scaling curve"),
                new("budget crossover manual_per_run.csv gpt_per_run.csv --metric test_primary_auprc", "where one source overtakes another"),
            ],
        };
        verb.Subcommands.Add(BudgetSplitCommand.Create());
        verb.Subcommands.Add(BudgetFitCommand.Create());
        verb.Subcommands.Add(BudgetCrossoverCommand.Create());
        return verb;
    }
}
