using Assay.Cli.Comparing;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>A ranking as text and as JSON.</summary>
internal static class RankingText
{
    /// <summary>Prints a part of a ranking.</summary>
    public static void Print(Invocation call, IReadOnlyList<RankedRun> shown, int from, string? next, Ranking ranking)
    {
        var screen = call.Screen;
        var better = ranking.Direction == Direction.Maximize ? "larger is better" : "smaller is better";
        screen.Write(ranking.Key, Ink.Bold).Line($"  ({better})", Ink.Dim);
        if (shown.Count > 0)
        {
            var plan = shown.Any(place => place.Run.Place?.Experiment is not null);
            var caveats = shown.Any(place => place.Run.Caveat is not null);
            var table = new Table(
            [
                new("#", Right: true), new(ranking.Key, Right: true), new("step", Right: true, Rank: 4), new("run"), new("title", Shortest: 16),
                .. plan ? [new Table.Column("plan", Shortest: 8, Rank: 2)] : Array.Empty<Table.Column>(),
                new("status", Rank: 3), new("age", Right: true, Rank: 5),
                .. caveats ? [new Table.Column("caveat", Shortest: 12)] : Array.Empty<Table.Column>(),
            ]);
            for (var i = 0; i < shown.Count; i++)
            {
                var place = shown[i];
                var run = place.Run;
                List<Table.Cell> cells = [(from + i + 1).ToString(CultureInfo.InvariantCulture), Figures.Number(place.Value), place.Step.ToString(CultureInfo.InvariantCulture), run.Id.Tail, RunText.Title(run)];
                if (plan)
                    cells.Add(RunText.PlanId(run));
                cells.Add(new Table.Cell(RunText.Status(run), RunText.StatusInk(run)));
                cells.Add(screen.Age(run.Started ?? run.Created));
                if (caveats)
                    cells.Add(new Table.Cell(run.Caveat ?? "", Ink.Warn));
                table.Add(cells);
            }

            table.Print(screen);
        }

        if (ranking.LeftOut.Count > 0)
            screen.Line($"Left out: {string.Join(", ", ranking.LeftOut.Select(reason => $"{reason.Count} {reason.Reason}"))}.", Ink.Dim);
        if (ranking.Comparability.Warning(ranking.Key) is { } warning)
            screen.Write("warning: ", Ink.Warn).Line(warning);
        Slice.Announce(call, next);
    }

    /// <summary>Prints a part of a ranking as JSON.</summary>
    public static void PrintJson(TextWriter writer, string verb, IReadOnlyList<RankedRun> shown, int from, string? next, Ranking ranking) => JsonPage.Print(
        writer,
        verb,
        next,
        json =>
        {
            for (var i = 0; i < shown.Count; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("place", from + i + 1);
                json.Number("value", shown[i].Value);
                json.WriteNumber("step", shown[i].Step);
                RunJson.WriteFacts(json, shown[i].Run);
                json.WriteEndObject();
            }
        },
        json =>
        {
            json.WriteString("direction", ranking.Direction.ToString().ToLowerInvariant());
            json.WriteStartObject("left_out");
            foreach (var (reason, count) in ranking.LeftOut)
                json.WriteNumber(reason, count);
            json.WriteEndObject();
            if (ranking.Comparability.Warning(ranking.Key) is { } warning)
                json.WriteString("warning", warning);
        });
}
