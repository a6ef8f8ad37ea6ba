using Assay.Planning;

namespace Assay.Tests.Planning;

/// <summary>Reads plan texts for tests: a fixed environment, the POSIX shell, a folder that need not exist.</summary>
internal static class SomePlan
{
    public static Plan Read(string text, CommandShell shell = CommandShell.Posix) => PlanReader.Parse(text, "assay.yaml", Options(shell));

    public static IReadOnlyList<PlanProblem> Problems(string text, CommandShell shell = CommandShell.Posix) =>
        Assert.Throws<PlanException>(() => Read(text, shell)).Problems;

    public static PlanProblem Problem(string text, CommandShell shell = CommandShell.Posix) => Assert.Single(Problems(text, shell));

    /// <summary>The shell command that a template becomes with some params.</summary>
    public static string Command(string template, params (string Name, string Value)[] parameters)
    {
        var values = string.Concat(parameters.Select(p => $"      {p.Name}: {Quote(p.Value.Replace("${", "$${", StringComparison.Ordinal))}\n"));
        return Assert.Single(Read($"experiments:\n  - id: e\n    command: {Quote(template)}\n    params:\n      unused: 0\n{values}").Experiments).Command.Shell!;
    }

    /// <summary>Text as a YAML double-quoted scalar.</summary>
    public static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static PlanReaderOptions Options(CommandShell shell) => new()
    {
        Environment = name => name == "HOME" ? "/home/ada" : null,
        Shell = shell,
    };
}
