using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Statistics;

namespace Assay.Claims;

/// <summary>A claim's result as JSON: what is stored with a verdict, and what <c>--json</c> prints.</summary>
public static class ClaimDocument
{
    /// <summary>The result as one JSON object.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The text.</returns>
    public static string Of(ClaimResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, result);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the result as one JSON object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="result">The result.</param>
    public static void Write(Utf8JsonWriter json, ClaimResult result)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(result);
        json.WriteStartObject();
        json.WriteString("claim", result.Claim.Id);
        json.WriteString("says", result.Claim.Says);
        Text(json, "stated_in", result.Claim.StatedIn);
        json.WriteBoolean("required", result.Claim.IsRequired);
        json.WriteString("verdict", result.Verdict.Name());
        json.WriteString("why", result.Why);
        if (result.Alternative is { } alternative)
        {
            json.WriteString("wanted", MarginRule.Wanted(alternative, result.Margin));
            Text(json, "method", result.Method);
            Number(json, "effect", result.Effect);
            if (result.Interval is { } interval)
                WriteInterval(json, interval);
            Number(json, "p", result.PValue);
            Number(json, "p_corrected", result.CorrectedPValue);
            json.WriteNumber("claims_corrected_for", result.FamilySize);
            Number(json, "treatment_units", result.TreatmentUnits);
            Number(json, "control_units", result.ControlUnits);
            Number(json, "runs_needed", result.RunsNeeded);
        }

        if (result.Prediction is { } prediction)
        {
            json.WriteStartObject("prediction");
            json.WriteString("grade", prediction.Grade.Name());
            json.WriteString("why", prediction.Why);
            if (prediction.Made is { } made)
                json.WriteString("made", made.UtcDateTime);
            json.WriteEndObject();
        }

        if (result.Gate.Count > 0)
            WriteGate(json, result.Gate);
        json.WriteStartArray("evidence");
        foreach (var side in result.Sides)
            WriteSide(json, side);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in result.Warnings)
            json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGate(Utf8JsonWriter json, IReadOnlyList<GateResult> gate)
    {
        json.WriteStartArray("gate");
        foreach (var condition in gate)
        {
            json.WriteStartObject();
            json.WriteString("condition", condition.Condition);
            json.WriteString("verdict", condition.Verdict.Name());
            json.WriteString("why", condition.Why);
            if (condition.Runs is { } runs)
            {
                json.WriteStartArray("runs");
                foreach (var run in runs.Used)
                    json.WriteStringValue(run.Run.Id.Value);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSide(Utf8JsonWriter json, EvidenceSide side)
    {
        json.WriteStartObject();
        json.WriteString("role", side.Role);
        Text(json, "metric", side.Metric);
        if (side.Stated is { } stated)
        {
            json.WriteStartObject("stated");
            Number(json, "value", stated.Value);
            Number(json, "standard_error", stated.StandardError);
            json.WriteString("how", stated.How);
            Number(json, "n", stated.Count);
            Number(json, "units", stated.Units);
            Text(json, "from", stated.From);
            json.WriteEndObject();
        }

        json.WriteStartArray("runs");
        foreach (var run in side.Used)
            WriteRun(json, run);
        json.WriteEndArray();
        json.WriteStartArray("left_out");
        foreach (var run in side.LeftOut)
            WriteRun(json, run);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, EvidenceRun run)
    {
        json.WriteStartObject();
        json.WriteString("run", run.Run.Id.Value);
        json.WriteString("name", run.Run.Name);
        Text(json, "unit", run.Unit);
        Number(json, "value", run.Value.NumberOrNull);
        if (run.Value.NumberOrNull is not null)
            json.WriteNumber("step", run.Step);
        Number(json, "line", run.Line);
        Text(json, "why", run.LeftOut);
        json.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter json, Interval interval)
    {
        json.WriteStartObject("interval");
        Number(json, "lower", interval.Lower);
        Number(json, "upper", interval.Upper);
        json.WriteNumber("confidence", interval.Confidence);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    // JSON has no infinities: they are written as words, as everywhere in --json.
    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is not { } number)
            return;
        if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, double.IsPositiveInfinity(number) ? "Infinity" : double.IsNegativeInfinity(number) ? "-Infinity" : "NaN");
    }
}
