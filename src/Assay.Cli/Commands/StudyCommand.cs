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
            ],
        };
        verb.Subcommands.Add(StudyCreateCommand.Create());
        verb.Subcommands.Add(StudyRunCommand.Create());
        verb.Subcommands.Add(StudyAskCommand.Create());
        verb.Subcommands.Add(StudyTellCommand.Create());
        verb.Subcommands.Add(StudyEnqueueCommand.Create());
        verb.Subcommands.Add(StudyExtendCommand.Create());
        return verb;
    }
}
