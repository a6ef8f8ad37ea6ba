using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Tuning;

namespace Assay.Benchmarks.Tuning;

/// <summary>Answers a peer's program over standard input and output, so that both optimize one and the same function.</summary>
internal static class ProblemOracle
{
    /// <summary>Prints the problems as one line of JSON, then answers <c>{"problem":…,"params":{…}}</c> with the noiseless value, line by line.</summary>
    public static int Run(bool isHeldOut)
    {
        var problems = TuningProblems.All(isHeldOut).ToDictionary(problem => problem.Name, StringComparer.Ordinal);
        Console.WriteLine(new JsonArray([.. problems.Values.Select(problem => (JsonNode)new JsonObject
        {
            ["name"] = problem.Name,
            ["noise"] = problem.Noise,
            ["space"] = JsonNode.Parse(problem.Declared.ToJson()),
        })]).ToJsonString());
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            using var document = JsonDocument.Parse(line);
            var problem = problems[document.RootElement.GetProperty("problem").GetString()!];
            var values = document.RootElement.GetProperty("params").EnumerateObject().ToDictionary(value => value.Name, value => ParameterValue.OfJson(value.Value), StringComparer.Ordinal);
            Console.WriteLine(problem.At(problem.Space.ToPoint(values)).ToString("R", CultureInfo.InvariantCulture));
        }

        return 0;
    }
}
