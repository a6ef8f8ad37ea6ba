using Assay.Interop;
using Assay.Interop.Optuna;
using Assay.Testing;
using Assay.Tests.Execution.Plans;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;
using SQLitePCL;

namespace Assay.Tests.Interop.Optuna;

public sealed class OptunaFileTests : IDisposable
{
    private const string Float = """{"name":"FloatDistribution","attributes":{"step":null,"low":1e-05,"high":0.1,"log":true}}""";
    private const string Enqueued = """{"opt": null, "lr": 0.01}""";
    private const string Choice = """{"name":"CategoricalDistribution","attributes":{"choices":["adam",null,true,3]}}""";

    // The tables of Optuna 3 and later, as far as they are read.
    private const string NewTables = """
        CREATE TABLE version_info(version_info_id INTEGER PRIMARY KEY, schema_version INTEGER, library_version VARCHAR(256));
        CREATE TABLE studies(study_id INTEGER PRIMARY KEY, study_name VARCHAR(512));
        CREATE TABLE study_directions(study_direction_id INTEGER PRIMARY KEY, direction VARCHAR(8), study_id INTEGER, objective INTEGER);
        CREATE TABLE study_user_attributes(id INTEGER PRIMARY KEY, study_id INTEGER, key TEXT, value_json TEXT);
        CREATE TABLE study_system_attributes(id INTEGER PRIMARY KEY, study_id INTEGER, key TEXT, value_json TEXT);
        CREATE TABLE trials(trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state VARCHAR(8), datetime_start DATETIME, datetime_complete DATETIME);
        CREATE TABLE trial_params(param_id INTEGER PRIMARY KEY, trial_id INTEGER, param_name TEXT, param_value FLOAT, distribution_json TEXT);
        CREATE TABLE trial_values(trial_value_id INTEGER PRIMARY KEY, trial_id INTEGER, objective INTEGER, value FLOAT, value_type VARCHAR(7));
        CREATE TABLE trial_intermediate_values(id INTEGER PRIMARY KEY, trial_id INTEGER, step INTEGER, intermediate_value FLOAT, intermediate_value_type VARCHAR(7));
        CREATE TABLE trial_user_attributes(id INTEGER PRIMARY KEY, trial_id INTEGER, key TEXT, value_json TEXT);
        CREATE TABLE trial_system_attributes(id INTEGER PRIMARY KEY, trial_id INTEGER, key TEXT, value_json TEXT);
        CREATE TABLE trial_heartbeats(id INTEGER PRIMARY KEY, trial_id INTEGER, heartbeat DATETIME);
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_database_of_today_is_read_with_everything()
    {
        var path = Database(NewTables + $"""
            INSERT INTO version_info VALUES(1, 12, '5.0.0');
            INSERT INTO studies VALUES(1, 'other'), (2, 'mlp/a b');
            INSERT INTO study_directions VALUES(1, 'MINIMIZE', 1, 0), (2, 'MAXIMIZE', 2, 0), (3, 'MINIMIZE', 2, 1);
            INSERT INTO trials VALUES(1, 0, 1, 'FAIL', NULL, NULL), (7, 0, 2, 'COMPLETE', '2026-08-01 10:00:00.500000', '2026-08-01 10:00:02.000000'), (8, 1, 2, 'PRUNED', '2026-08-01 10:00:00', '2026-08-01 10:00:01'), (9, 2, 2, 'RUNNING', '2026-08-01 10:00:00', NULL), (10, 3, 2, 'WAITING', NULL, NULL), (11, 4, 2, 'COMPLETE', NULL, NULL);
            INSERT INTO trial_params VALUES(1, 7, 'lr', 0.001, '{Float}'), (2, 7, 'opt', 1, '{Choice}'), (3, 8, 'opt', 2, '{Choice}');
            INSERT INTO trial_values VALUES(1, 7, 1, 12.5, 'FINITE'), (2, 7, 0, 0.75, 'FINITE'), (3, 11, 0, NULL, 'INF_NEG'), (4, 11, 1, NULL, 'INF_POS');
            INSERT INTO trial_intermediate_values VALUES(1, 8, 0, 0.5, 'FINITE'), (2, 8, 3, NULL, 'NAN'), (3, 8, 2, NULL, 'INF_POS');
            INSERT INTO trial_user_attributes VALUES(1, 7, 'acc', '0.9'), (2, 7, 'note', '"hi"'), (3, 7, 'list', '[1, 2]');
            INSERT INTO trial_system_attributes VALUES(1, 7, 'constraints', '[-1.0, 0.5]'), (2, 8, 'constraints:size', '-2.0'), (3, 10, 'fixed_params', '{Enqueued}');
            INSERT INTO trial_heartbeats VALUES(1, 9, '2026-08-01 10:00:05');
            """);
        Assert.True(OptunaFile.IsOne(path));
        Assert.Equal(["other", "mlp/a b"], OptunaFile.Names(path));
        var content = OptunaFile.Read(path, "mlp/a b");
        var study = content.Study;
        Assert.Equal([Direction.Maximize, Direction.Minimize], study.Directions);
        Assert.Empty(content.Problems);
        Assert.Equal([TrialState.Completed, TrialState.Pruned, TrialState.Running, TrialState.Waiting, TrialState.Completed], study.Trials.Select(trial => trial.State));
        var first = study.Trials[0];
        Assert.Equal([0.75, 12.5], first.Values.Select(value => value.Number));
        Assert.Equal(("0.001", "null"), (first.Params["lr"].Text, first.Params["opt"].Text));
        Assert.Equal((0.9, "hi", "[1, 2]"), (first.Metrics["acc"].Number, first.Attributes["note"], first.Attributes["list"]));
        Assert.Equal((TimeSpan.FromSeconds(1.5), false), (first.Duration!.Value, first.IsFeasible));
        Assert.Equal(new DateTimeOffset(2026, 8, 1, 10, 0, 2, TimeSpan.Zero), content.Times[0].Ended);
        Assert.True(study.Trials[1].IsFeasible);
        Assert.Equal([(0L, 0.5), (2L, double.PositiveInfinity), (3L, double.NaN)], content.Reports[1]);
        Assert.Equal("2026-08-01T10:00:05.0000000+00:00", study.Trials[2].Attributes["optuna:heartbeat"]);
        Assert.Equal("0.01", study.Trials[3].Forced["lr"].Text);
        Assert.Equal([double.NegativeInfinity, double.PositiveInfinity], study.Trials[4].Values.Select(value => value.Number));
        Assert.Equal(new FloatDistribution(1e-5, 0.1, IsLog: true), study.Space["lr"]);
        Assert.Equal(["adam", "null", "true", "3"], ((CategoricalDistribution)study.Space["opt"]!).Choices.Select(choice => choice.Text));
    }

    [Fact]
    public void A_database_of_before_version_2_4_with_the_old_distributions_is_read()
    {
        var path = Database("""
            CREATE TABLE version_info(version_info_id INTEGER PRIMARY KEY, schema_version INTEGER, library_version VARCHAR(256));
            CREATE TABLE studies(study_id INTEGER PRIMARY KEY, study_name VARCHAR(512), direction VARCHAR(8));
            CREATE TABLE trials(trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state VARCHAR(8), value FLOAT, datetime_start DATETIME, datetime_complete DATETIME);
            CREATE TABLE trial_params(param_id INTEGER PRIMARY KEY, trial_id INTEGER, param_name TEXT, param_value FLOAT, distribution_json TEXT);
            CREATE TABLE trial_values(trial_value_id INTEGER PRIMARY KEY, trial_id INTEGER, step INTEGER, value FLOAT);
            CREATE TABLE trial_user_attributes(id INTEGER PRIMARY KEY, trial_id INTEGER, key TEXT, value_json TEXT);
            INSERT INTO version_info VALUES(1, 1, '2.0.0');
            INSERT INTO studies VALUES(1, 's', 'MAXIMIZE');
            INSERT INTO trials VALUES(1, 0, 1, 'COMPLETE', 0.7, '2020-08-01 10:00:00', '2020-08-01 10:00:01'), (2, 1, 1, 'COMPLETE', 3.4028234663852886e+38, NULL, NULL);
            INSERT INTO trial_params VALUES
                (1, 1, 'u', 0.5, '{"name": "UniformDistribution", "attributes": {"low": 0, "high": 1}}'), (2, 1, 'l', 0.01, '{"name": "LogUniformDistribution", "attributes": {"low": 0.001, "high": 1}}'),
                (3, 1, 'd', 0.25, '{"name": "DiscreteUniformDistribution", "attributes": {"low": 0, "high": 1, "q": 0.25}}'), (4, 1, 'i', 4, '{"name": "IntUniformDistribution", "attributes": {"low": 0, "high": 8, "step": 2}}'),
                (5, 1, 'g', 4, '{"name": "IntLogUniformDistribution", "attributes": {"low": 1, "high": 8, "step": 1}}'), (6, 1, 'c', 0, '{"type": "categorical", "choices": ["a"]}');
            INSERT INTO trial_values VALUES(1, 1, 0, 0.6), (2, 1, 1, 0.7);
            """);
        var content = OptunaFile.Read(path);
        Assert.Equal((Direction.Maximize, 0.7), (content.Study.Direction, content.Study.Best!.Value!.Value.Number));
        Assert.Equal(double.PositiveInfinity, content.Study.Trials[1].Value!.Value.Number);
        Assert.Equal([(0L, 0.6), (1L, 0.7)], content.Reports[0]);
        Assert.Equal(new FloatDistribution(0, 1), content.Study.Space["u"]);
        Assert.Equal(new FloatDistribution(0.001, 1, IsLog: true), content.Study.Space["l"]);
        Assert.Equal(new FloatDistribution(0, 1, Step: 0.25), content.Study.Space["d"]);
        Assert.Equal(new IntDistribution(0, 8, Step: 2), content.Study.Space["i"]);
        Assert.Equal(new IntDistribution(1, 8, IsLog: true), content.Study.Space["g"]);
        // A time without a zone is this machine's, and that is said.
        Assert.Contains("without a zone", Assert.Single(content.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_is_replayed_by_its_rules()
    {
        var path = _folder.Write("study.log", $$$"""
            {"op_code":0,"worker_id":"w","study_name":"s","directions":[1]}
            {"op_code":0,"worker_id":"v","study_name":"s","directions":[2]}
            {"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-08-01T10:00:00.000000+00:00"}
            {"op_code":5,"worker_id":"w","trial_id":0,"param_name":"opt","param_value_internal":3,"distribution":"{{{Choice.Replace("\"", "\\\"", StringComparison.Ordinal)}}}"}
            {"op_code":7,"worker_id":"w","trial_id":0,"step":1,"intermediate_value":NaN}
            {"op_code":8,"worker_id":"w","trial_id":0,"user_attr":{"acc":0.5}}
            {"op_code":6,"worker_id":"w","trial_id":0,"state":1,"values":[-Infinity],"datetime_complete":"2026-08-01T10:00:02.000000+00:00"}
            {"op_code":6,"worker_id":"v","trial_id":0,"state":3,"values":null,"datetime_complete":"2026-08-01T10:00:09.000000+00:00"}
            {"op_code":8,"worker_id":"v","trial_id":99,"user_attr":{"acc":0.1}}
            {"op_code":4,"worker_id":"w","study_id":0,"datetime_start":null,"state":4,"distributions":{},"params":{},"user_attrs":{},"system_attrs":{"fixed_params":{"opt":"adam"}},"intermediate_values":{}}
            {"op_code":4,"worker_id":"w","study_id":0,"state":1,"value":0.25,"datetime_start":"2026-08-01T10:00:00.000000+00:00","datetime_complete":"2026-08-01T10:00:01.000000+00:00","distributions":{},"params":{},"user_attrs":{},"system_attrs":{},"intermediate_values":{"5":0.5}}
            {"op_code":4,"worker_id":"w","study_id":0,"da
            """);
        var content = OptunaFile.Read(path);
        Assert.Equal(Direction.Minimize, content.Study.Direction);
        Assert.Equal([TrialState.Completed, TrialState.Waiting, TrialState.Completed], content.Study.Trials.Select(trial => trial.State));
        Assert.Equal((double.NegativeInfinity, "3", 0.5, TimeSpan.FromSeconds(2)), (content.Study.Trials[0].Value!.Value.Number, content.Study.Trials[0].Params["opt"].Text, content.Study.Trials[0].Metrics["acc"].Number, content.Study.Trials[0].Duration!.Value));
        Assert.Equal("adam", content.Study.Trials[1].Forced["opt"].Text);
        Assert.Equal([(5L, 0.5)], content.Reports[2]);
    }

    [Fact]
    public void What_is_broken_is_refused_with_one_sentence()
    {
        Refused("garbage.db", "SQLite format 3\0 and then nothing of it", "is no readable SQLite file");
        Refused("a.log", "{\"op_code\":0,\"x\":1}\n", "a.log:1: is no entry of Optuna's journal: a field is missing");
        Refused("b.log", "{\"op_code\":0,\"study_name\":\"s\",\"directions\":[1]}\n{\"op_code\":4,\n", "b.log:2: is no entry");
        Refused("c.log", "{\"op_code\":1,\"study_id\":5}\n", "holds no study");
        var path = Database("CREATE TABLE t(x);");
        Assert.Contains("no storage of Optuna", Assert.Throws<AssayException>(() => OptunaFile.Read(path)).Message, StringComparison.Ordinal);
        path = Database(NewTables + $"INSERT INTO studies VALUES(1, 's'), (2, 'r'); INSERT INTO trials VALUES(1, 0, 1, 'COMPLETE', NULL, NULL); INSERT INTO trial_params VALUES(1, 1, 'opt', 9, '{Choice}');");
        Assert.Contains("2 studies; say which", Assert.Throws<AssayException>(() => OptunaFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("no index of its 4 choices", Assert.Throws<AssayException>(() => OptunaFile.Read(path, "s")).Message, StringComparison.Ordinal);
        Assert.Contains("holds no study 'x'", Assert.Throws<AssayException>(() => OptunaFile.Read(path, "x")).Message, StringComparison.Ordinal);

        void Refused(string name, string content, string sentence) =>
            Assert.Contains(sentence, Assert.Throws<AssayException>(() => OptunaFile.Read(_folder.Write(name, content))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_database_is_read_or_refused()
    {
        var whole = File.ReadAllBytes(Database(NewTables + $"INSERT INTO studies VALUES(1, 's'); INSERT INTO trials VALUES(1, 0, 1, 'COMPLETE', NULL, NULL); INSERT INTO trial_params VALUES(1, 1, 'lr', 0.1, '{Float}');"));
        for (var length = 16; length < whole.Length; length += 1111)
        {
            var path = _folder.File("cut.db");
            File.WriteAllBytes(path, whole[..length]);
            if (Record.Exception(() => OptunaFile.Read(path)) is { } error)
                Assert.IsType<AssayException>(error);
        }
    }

    [Fact]
    public void A_study_written_as_a_journal_is_read_back_equal()
    {
        var content = new StudyFolderContent(Some(), "", []) { Reports = new Dictionary<int, IReadOnlyList<(long, double)>> { [0] = [(1, 0.5), (2, double.NaN)] } };
        var path = _folder.Write("out.log", OptunaJournalWriter.Write(content, "assay", DateTimeOffset.UnixEpoch));
        var read = OptunaFile.Read(path);
        Assert.Equal((content.Study.Name, content.Study.Metric, content.Study.Space.ToJson()), (read.Study.Name, read.Study.Metric, read.Study.Space.ToJson()));
        foreach (var (expected, actual) in content.Study.Trials.Zip(read.Study.Trials))
        {
            Assert.Equal((expected.Number, expected.State, expected.Value, expected.Duration), (actual.Number, actual.State, actual.Value, actual.Duration));
            Assert.Equal(expected.Params, actual.Params);
            Assert.Equal(expected.Metrics, actual.Metrics);
        }

        Assert.Equal(content.Reports[0], read.Reports[0]);
    }

    [Fact]
    public void A_study_written_as_a_folder_is_read_back_equal()
    {
        var study = Some() with { Trials = [.. Some().Trials, new Trial(4, TrialState.Completed) { Value = double.NaN }, new Trial(5, TrialState.Completed) { Value = MetricValue.Undefined("no rows") }, SomeSubjects.Trial(6, 0.1) with { Forced = SomeSubjects.Values(("lr", 0.05)) }] };
        StudyFolderWriter.Write(study, _folder.File("hpo"));
        var read = StudyFolder.Read(_folder.File("hpo")).Study;
        Assert.Equal((study.Metric, study.Direction, study.Space.ToJson()), (read.Metric, read.Direction, read.Space.ToJson()));
        foreach (var (expected, actual) in study.Trials.Zip(read.Trials))
        {
            Assert.Equal((expected.Number, expected.State, expected.Value?.NumberOrNull, expected.Duration, expected.Why), (actual.Number, actual.State, actual.Value?.NumberOrNull, actual.Duration, actual.Why));
            Assert.Equal(expected.Params, actual.Params);
            Assert.Equal(expected.Attributes, actual.Attributes);
        }

        Assert.Throws<AssayException>(() => StudyFolderWriter.Write(study with { FurtherObjectives = [new Objective("size", Direction.Minimize)] }, _folder.File("two")));
    }

    [Fact]
    public async Task An_imported_study_keeps_its_objectives_times_and_reports()
    {
        await using var bench = await PlanBench.OpenAsync();
        var path = Database(NewTables + $"""
            INSERT INTO version_info VALUES(1, 12, '5.0.0');
            INSERT INTO studies VALUES(1, 's');
            INSERT INTO study_directions VALUES(1, 'MINIMIZE', 1, 0), (2, 'MAXIMIZE', 1, 1);
            INSERT INTO trials VALUES(1, 0, 1, 'COMPLETE', '2026-08-01 10:00:00', '2026-08-01 10:00:02');
            INSERT INTO trial_params VALUES(1, 1, 'lr', 0.001, '{Float}');
            INSERT INTO trial_values VALUES(1, 1, 0, 0.25, 'FINITE'), (2, 1, 1, 7, 'FINITE');
            INSERT INTO trial_intermediate_values VALUES(1, 1, 4, 0.5, 'FINITE');
            INSERT INTO trial_system_attributes VALUES(1, 1, 'constraints', '[0.5]');
            """);
        var options = new ResultImportOptions("hpo", "ann");
        Assert.Equal(1, (await StudyImport.WriteAsync(bench.Store, OptunaFile.Read(path), options)).Added);
        Assert.Equal(0, (await StudyImport.WriteAsync(bench.Store, OptunaFile.Read(path), options)).Added);
        var study = await StudyStore.LoadAsync(bench.Store, Assert.Single(await bench.Store.GetStudiesAsync()));
        Assert.Equal([Direction.Minimize, Direction.Maximize], study.Directions);
        Assert.Equal([0.25, 7], study.Trials[0].Values.Select(value => value.Number));
        Assert.Equal((0.5, false), (study.Trials[0].Violations["0"], study.Trials[0].IsFeasible));
        var run = (await bench.Store.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items[0];
        Assert.Equal(new DateTimeOffset(2026, 8, 1, 10, 0, 2, TimeSpan.Zero), run.Run.Ended);
        Assert.Equal((0.5, 4L), (run.Metrics["objective/reported"].Last.Number, run.Metrics["objective/reported"].LastStep));
    }

    [Fact]
    [Trait("Tier", "Slow")]
    public async Task Optuna_opens_what_we_write_and_we_read_what_it_writes()
    {
        var python = Environment.GetEnvironmentVariable("ASSAY_PEER_PYTHON") is { Length: > 0 } named ? named : "/usr/bin/python3";
        Assert.SkipWhen(RepositoryFolder.Root is null || !File.Exists(python), "Service missing: python3 with Optuna.");
        var ours = _folder.Write("ours.log", OptunaJournalWriter.Write(new StudyFolderContent(Some(), "", []), "assay", DateTimeOffset.UnixEpoch));
        var start = new System.Diagnostics.ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(RepositoryFolder.Root!, "bench", "reference", "optuna_files.py"), ours, _folder.File("theirs.db"), _folder.File("theirs.log") })
            start.ArgumentList.Add(argument);
        using var process = System.Diagnostics.Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(process.ExitCode == 77, "Service missing: Optuna for python3.");
        Assert.True(process.ExitCode == 0, await errors);
        // Number, state, value and parameters as Optuna has them.
        Assert.Equal("0 COMPLETE 0.7 {'lr': 0.001, 'opt': 'adam'}\n1 COMPLETE 0.5 {'lr': 0.01, 'opt': 'sgd'}\n2 PRUNED None {'lr': 0.02}\n3 FAIL None {'lr': 0.03}\nbest 0\n", output.ReplaceLineEndings("\n"));
        foreach (var file in new[] { "theirs.db", "theirs.log" })
        {
            var content = OptunaFile.Read(_folder.File(file), "theirs");
            Assert.Equal((12, 1), (content.Study.Trials.Count, content.Study.Trials.Count(trial => trial.State == TrialState.Failed)));
            Assert.Equal(content.Study.Best!.Number, (int)content.Study.Trials[^1].Metrics["best"].Number);
            Assert.Equal(0.25, content.Reports[0][0].Value);
        }
    }

    private static Study Some() => new("some")
    {
        Metric = "auc",
        Created = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero),
        Space = new ParameterSpace([new Parameter("lr", new FloatDistribution(1e-5, 0.1, IsLog: true)), new Parameter("opt", new CategoricalDistribution([ParameterValue.Of("adam"), ParameterValue.Of("sgd")]))]),
        Trials =
        [
            SomeSubjects.Trial(0, 0.7, ("lr", 0.001), ("opt", "adam")) with { Duration = TimeSpan.FromSeconds(2) },
            SomeSubjects.Trial(1, 0.5, ("lr", 0.01), ("opt", "sgd")) with { Duration = TimeSpan.FromSeconds(1) },
            new Trial(2, TrialState.Pruned) { Suggested = SomeSubjects.Values(("lr", 0.02)), Why = "too slow", Duration = TimeSpan.FromSeconds(1) },
            new Trial(3, TrialState.Failed) { Suggested = SomeSubjects.Values(("lr", 0.03)), Why = "out of memory", Duration = TimeSpan.FromSeconds(1) },
        ],
    };

    private string Database(string script)
    {
        var path = _folder.File($"{Guid.NewGuid():N}.db");
        using var database = Assay.Tracking.Sqlite.Database.Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        database.Execute(script);
        return path;
    }
}
