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
                new("study summary hpo_2m_h1", "what the study says, and what it does not"),
                new("study importance hpo_2m_h1", "which parameters matter"),
                new("study freeze hpo_2m_h1 --recommended --to config.yaml", "write the configuration to go on with"),
            ],
        };
        verb.Subcommands.Add(StudySummaryCommand.Create());
        verb.Subcommands.Add(StudyImportanceCommand.Create());
        verb.Subcommands.Add(StudyRecommendCommand.Create());
        verb.Subcommands.Add(StudyFreezeCommand.Create());
        verb.Subcommands.Add(StudyExportCommand.Create());
        return verb;
    }
}
