namespace Assay.Cli.Commands;

/// <summary><c>assay study</c>: a search for the best parameters.</summary>
internal static class StudyCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples =
            [
                new("study create mlp --space space.yaml --objective val_auc", "make a study that programs ask and tell"),
                new("study ask mlp", "the next trial's parameters as JSON"),
                new("study enqueue mlp --around best:5 --set dropout=0.05,0.15", "try these around the five best"),
                new("study summary hpo_2m_h1", "what the study says, and what it does not"),
                new("study importance hpo_2m_h1", "which parameters matter"),
                new("study freeze hpo_2m_h1 --recommended --to config.yaml", "write the configuration to go on with"),
            ],
        };
        verb.Subcommands.Add(StudyCreateCommand.Create());
        verb.Subcommands.Add(StudyRunCommand.Create());
        verb.Subcommands.Add(StudyAskCommand.Create());
        verb.Subcommands.Add(StudyTellCommand.Create());
        verb.Subcommands.Add(StudyEnqueueCommand.Create());
        verb.Subcommands.Add(StudyExtendCommand.Create());
        verb.Subcommands.Add(StudySummaryCommand.Create());
        verb.Subcommands.Add(StudyImportanceCommand.Create());
        verb.Subcommands.Add(StudyRecommendCommand.Create());
        verb.Subcommands.Add(StudyFreezeCommand.Create());
        verb.Subcommands.Add(StudyExportCommand.Create());
        return verb;
    }
}
