using Assay.Cli.Health;
using Assay.Cli.Rendering;

namespace Assay.Cli.Commands;

/// <summary><c>assay doctor</c>: checks the store and the machine.</summary>
internal static class DoctorCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "Exit code 1 when something is broken. What is only missing is listed, and no reason to fail.",
            Examples = [new("doctor", "check everything"), new("doctor --json", "for a program")],
        };
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            Finding[] findings = [.. MachineChecks.Run(call.Host), .. await StoreChecks.RunAsync(call)];
            if (call.Get(json))
                PrintJson(call.Host.Out, name, findings);
            else
                Print(call.Screen, findings);
            return findings.Any(finding => finding.State == FindingState.Broken) ? ExitCodes.Found : ExitCodes.Done;
        });
    }

    private static void Print(Screen screen, Finding[] findings)
    {
        const int Left = 26;
        foreach (var finding in findings)
        {
            var (word, ink) = finding.State switch
            {
                FindingState.Fine => ("fine", Ink.Good),
                FindingState.Missing => ("missing", Ink.Warn),
                _ => ("BROKEN", Ink.Bad),
            };
            screen.Write(word.PadRight(9), ink).Write(finding.What.PadRight(Left - 9));
            var lines = SafeText.Lines(finding.Found).SelectMany(line => TextWidth.Wrap(line, Math.Max(Left, screen.Width - Left))).ToArray();
            screen.Line(lines[0]);
            foreach (var line in lines.Skip(1))
                screen.Line(new string(' ', Left) + line);
        }
    }

    private static void PrintJson(TextWriter writer, string verb, Finding[] findings) => JsonPage.Print(writer, verb, null, json =>
    {
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("what", finding.What);
            json.WriteString("state", finding.State.ToString().ToLowerInvariant());
            json.WriteString("found", finding.Found);
            json.WriteEndObject();
        }
    });
}
