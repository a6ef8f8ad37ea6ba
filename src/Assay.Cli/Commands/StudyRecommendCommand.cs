using Assay.Cli.Rendering;
using Assay.Tuning.Recommendations;

namespace Assay.Cli.Commands;

/// <summary><c>assay study recommend</c>: the configuration to go on with, and why.</summary>
internal static class StudyRecommendCommand
{
    private const int Shown = 10;

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("recommend", "propose the configuration to go on with, and say why")
        {
            Details = """
                The best trial was chosen among many by the value it is judged by, so it is partly luck. Among the configurations near the best, the one
                with the best one-sided confidence bound is proposed: by repeated trainings of the same configuration where there are three or more of
                any, else by a forest that predicts each configuration from the others. Where neither tells anything, the peak is proposed, and said so.
                """,
            Examples =
            [
                new("study recommend hpo_2m_h1", "which configuration, and why"),
                new("study recommend hpo_2m_h1 --rel-band 0.02 --json", "with a wider band of candidates"),
            ],
        };
        var study = verb.Takes(new StudyArgument());
        var band = verb.Has(Opt.Text("--rel-band", "share", "width of the near-best band as a share of the best (default 0.01)"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var read = await StudySource.ReadAsync(call, call.Get(study)!);
            var recommendation = Recommendation.Of(read, Options(call.Get(band)), call.Cancellation);
            if (call.Get(json))
                PrintJson(call, recommendation);
            else
                Print(call.Screen, recommendation);
            return ExitCodes.Done;
        });
    }

    /// <summary>Options with the band that was typed.</summary>
    public static RecommendationOptions Options(string? band) => band is null ? new() : new() { Band = Numbers.Share("--rel-band", band) };

    private static void Print(Screen screen, Recommendation recommendation)
    {
        screen.Fact("study", recommendation.Study.Name, Ink.Bold);
        screen.Fact("recommended", string.Create(CultureInfo.InvariantCulture, $"#{recommendation.Chosen.Trial.Number} {Figures.Value(recommendation.Chosen.Trial.Value!.Value)}: {StudySummaryText.Params(recommendation.Chosen.Trial)}"), Ink.Good);
        screen.Fact("why", recommendation.Why);
        screen.Line();
        var table = new Table([new("#", Right: true), new("VALUE", Right: true), new("TRAININGS", Right: true), new("EXPECTED", Right: true), new("BOUND", Right: true), new("PARAMS", Shortest: 20)]);
        foreach (var candidate in recommendation.Candidates.Take(Shown))
        {
            table.Add(
                candidate.Trial.Number.ToString(CultureInfo.InvariantCulture), Figures.Value(candidate.Trial.Value!.Value), candidate.Replicates.ToString(CultureInfo.InvariantCulture),
                candidate.Expected.ValueOrNull is { } expected ? Figures.Number(expected) : "unknown", candidate.Bound.ValueOrNull is { } bound ? Figures.Number(bound) : "unknown", StudySummaryText.Params(candidate.Trial));
        }

        table.Print(screen);
        if (recommendation.Candidates.Count > Shown)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{recommendation.Candidates.Count - Shown} more candidates near the best."), Ink.Dim);
    }

    private static void PrintJson(Invocation call, Recommendation recommendation) => JsonPage.Print(call.Host.Out, "study-recommend", null, json =>
    {
        foreach (var candidate in recommendation.Candidates)
        {
            json.WriteStartObject();
            json.WriteBoolean("recommended", candidate == recommendation.Chosen);
            json.WriteBoolean("peak", candidate == recommendation.Peak);
            json.WritePropertyName("trial");
            StudySummaryJson.WriteTrial(json, candidate.Trial);
            json.WriteNumber("trainings", candidate.Replicates);
            json.Number("mean", candidate.Mean);
            AnalyzeText.Quantity(json, "expected", candidate.Expected);
            AnalyzeText.Quantity(json, "bound", candidate.Bound);
            json.WriteEndObject();
        }
    }, json =>
    {
        json.WriteString("study", recommendation.Study.Name);
        json.WriteString("basis", recommendation.Basis.ToString().ToLowerInvariant());
        json.WriteString("why", recommendation.Why);
    });
}
