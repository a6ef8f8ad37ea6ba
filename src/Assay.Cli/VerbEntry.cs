namespace Assay.Cli;

/// <summary>A verb as the list of verbs knows it, before it is built.</summary>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Name">The word people type.</param>
/// <param name="Summary">One line, without a full stop.</param>
/// <param name="Build">Builds it from its name and summary.</param>
/// <param name="Hidden">Whether help and completion leave it out.</param>
internal sealed record VerbEntry(string Group, string Name, string Summary, Func<string, string, Verb> Build, bool Hidden = false)
{
    /// <summary>Builds the verb.</summary>
    public Verb Create() => Build(Name, Summary);
}
