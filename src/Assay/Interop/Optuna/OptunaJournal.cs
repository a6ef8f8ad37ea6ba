using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Tracking.Results;

namespace Assay.Interop.Optuna;

/// <summary>
/// Reads Optuna's journal file by replaying it: one JSON object a line; a study's id is the place among the accepted ones, a trial's among all; what names
/// an unknown id or an ended trial is ignored, as Optuna does. An unfinished last line is left out.
/// </summary>
internal static class OptunaJournal
{
    private const long SizeLimit = 1L << 30;

    private static readonly string[] States = ["RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING"];

    /// <summary>Reads all studies of a file.</summary>
    /// <exception cref="AssayException">A line is not JSON, or not of a journal, or the file is too large.</exception>
    public static IReadOnlyList<OptunaStudy> Read(string file)
    {
        byte[] bytes;
        try
        {
            bytes = BoundedFile.ReadBytes(file, SizeLimit);
        }
        catch (FileTooLargeException error)
        {
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{file}: is larger than the {SizeLimit >> 20} MiB that are read of a journal."), error);
        }

        var replay = new Replay();
        var rest = bytes.AsMemory();
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0)
                break;
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            var place = string.Create(CultureInfo.InvariantCulture, $"{file}:{number}");
            try
            {
                using var document = TolerantJson.Parse(line, place);
                replay.Apply(document.RootElement);
            }
            catch (Exception error) when (error is ResultRefusedException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
            {
                throw new AssayException($"{place}: is no entry of Optuna's journal: {(error is KeyNotFoundException ? "a field is missing" : error.Message)}", error);
            }
        }

        return [.. replay.Studies.OfType<OptunaStudy>()];
    }

    private sealed class Replay
    {
        private readonly List<(OptunaStudy Study, OptunaTrial Trial)> _trials = [];

        // By id; a deleted study leaves a hole.
        public List<OptunaStudy?> Studies { get; } = [];

        public void Apply(JsonElement entry)
        {
            switch (entry.GetProperty("op_code").GetInt32())
            {
                case 0 when !Studies.Exists(study => study?.Name == Text(entry, "study_name")):
                    Studies.Add(new OptunaStudy(Text(entry, "study_name")) { Directions = [.. entry.GetProperty("directions").EnumerateArray().Select(direction => direction.GetInt32() switch { 1 => "MINIMIZE", 2 => "MAXIMIZE", _ => "NOT_SET" })] });
                    break;
                case 1 when Study(entry) is not null:
                    Studies[entry.GetProperty("study_id").GetInt32()] = null;
                    break;
                case 2 when Study(entry) is { } study:
                    Keep(entry, "user_attr", study.UserAttributes);
                    break;
                case 3 when Study(entry) is { } study:
                    Keep(entry, "system_attr", study.SystemAttributes);
                    break;
                case 4 when Study(entry) is { } study:
                    if (_trials.Count == OptunaDatabase.TrialLimit)
                        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"more than {OptunaDatabase.TrialLimit} trials are made"));
                    var made = Create(entry);
                    made.Number = study.Trials.Count;
                    study.Trials.Add(made);
                    _trials.Add((study, made));
                    break;
                case 5 when Open(entry) is { } trial:
                    trial.Params[Text(entry, "param_name")] = (Number(entry.GetProperty("param_value_internal")), Text(entry, "distribution"));
                    break;
                case 6 when Open(entry) is { } trial:
                    SetState(trial, entry);
                    break;
                case 7 when Open(entry) is { } trial:
                    trial.Reports[entry.GetProperty("step").GetInt64()] = Number(entry.GetProperty("intermediate_value"));
                    break;
                case 8 when Open(entry) is { } trial:
                    Keep(entry, "user_attr", trial.UserAttributes);
                    break;
                case 9 when Open(entry) is { } trial:
                    Keep(entry, "system_attr", trial.SystemAttributes);
                    break;
                case 10:
                    foreach (var id in entry.GetProperty("trial_ids").EnumerateArray().Select(id => id.GetInt32()).Where(id => id >= 0 && id < _trials.Count))
                        _trials[id].Study.Trials.Remove(_trials[id].Trial);
                    break;
            }
        }

        private static OptunaTrial Create(JsonElement entry)
        {
            var trial = new OptunaTrial { Started = Time(entry, "datetime_start"), Ended = Time(entry, "datetime_complete") };
            if (entry.TryGetProperty("state", out var state))
                trial.State = StateOf(state);
            Values(trial, entry);
            if (entry.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object)
            {
                foreach (var parameter in parameters.EnumerateObject())
                    trial.Params[parameter.Name] = (Number(parameter.Value), Text(entry.GetProperty("distributions"), parameter.Name));
            }

            foreach (var (name, target) in new[] { ("user_attrs", trial.UserAttributes), ("system_attrs", trial.SystemAttributes) })
            {
                if (entry.TryGetProperty(name, out var attributes) && attributes.ValueKind == JsonValueKind.Object)
                    Keep(entry, name, target);
            }

            if (entry.TryGetProperty("intermediate_values", out var reports) && reports.ValueKind == JsonValueKind.Object)
            {
                foreach (var report in reports.EnumerateObject())
                    trial.Reports[long.Parse(report.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)] = Number(report.Value);
            }

            return trial;
        }

        private static void SetState(OptunaTrial trial, JsonElement entry)
        {
            var state = StateOf(entry.GetProperty("state"));
            // Of two workers that take one waiting trial, the first has it.
            if (state == "RUNNING" && trial.State == "RUNNING")
                return;
            trial.State = state;
            trial.Started = Time(entry, "datetime_start") ?? trial.Started;
            trial.Ended = Time(entry, "datetime_complete") ?? trial.Ended;
            Values(trial, entry);
        }

        private static void Values(OptunaTrial trial, JsonElement entry)
        {
            if (entry.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array)
            {
                foreach (var (value, place) in values.EnumerateArray().Select((value, place) => (value, place)))
                    trial.Values[place] = Number(value);
            }
            else if (entry.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null)
            {
                trial.Values[0] = Number(value);
            }
        }

        private static void Keep(JsonElement entry, string name, Dictionary<string, string> target)
        {
            foreach (var attribute in entry.GetProperty(name).EnumerateObject())
                target[attribute.Name] = attribute.Value.GetRawText();
        }

        private static string StateOf(JsonElement state) => state.GetInt32() is >= 0 and < 5 and var number ? States[number] : throw new FormatException($"the state {state.GetRawText()} is not 0 to 4");

        private static DateTimeOffset? Time(JsonElement entry, string name) => entry.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.String ? OptunaTime.Read(time.GetString(), isUtc: false) : null;

        private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : JsonPlace.Number(value) is { } number ? number.Number : throw new FormatException($"{value.GetRawText()} is no number");

        private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

        private OptunaStudy? Study(JsonElement entry) => entry.GetProperty("study_id").GetInt32() is >= 0 and var id && id < Studies.Count ? Studies[id] : null;

        private OptunaTrial? Open(JsonElement entry) => entry.GetProperty("trial_id").GetInt32() is >= 0 and var id && id < _trials.Count && !_trials[id].Trial.HasEnded ? _trials[id].Trial : null;
    }
}
