using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Cli.Tests;

/// <summary>A folder with or without a store, and a command line in it that never touches the real console.</summary>
public sealed class CliSession : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["COLUMNS"] = "100" };

    public TestClock Clock { get; } = new();

    public string Folder => _folder.Path;

    public bool IsTerminal { get; set; }

    public string Input { get; set; } = "";

    public string? this[string variable]
    {
        set
        {
            if (value is null)
                _environment.Remove(variable);
            else
                _environment[variable] = value;
        }
    }

    public static async Task<CliSession> WithStoreAsync()
    {
        var session = new CliSession();
        await using (await SqliteRunStore.OpenAsync(session.StoreFolder, new StoreOpenOptions { Create = true, Clock = session.Clock }))
            return session;
    }

    public static async Task<CliSession> WithStudyAsync()
    {
        var session = await WithStoreAsync();
        await using var store = await session.OpenAsync();
        await LossStudy.WriteAsync(store, session.Clock);
        return session;
    }

    public string StoreFolder => Path.Combine(Folder, ".assay");

    public async Task<IRunStore> OpenAsync() => await SqliteRunStore.OpenAsync(StoreFolder, new StoreOpenOptions { Clock = Clock });

    public async Task<CliResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Cli.RunAsync(args, new CliHost
        {
            Out = output,
            Error = error,
            In = new StringReader(Input),
            Folder = Folder,
            Clock = Clock,
            Zone = TimeZoneInfo.CreateCustomTimeZone("Test/Plus2", TimeSpan.FromHours(2), "Test/Plus2", "Test/Plus2"),
            IsTerminal = IsTerminal,
            Environment = name => _environment.GetValueOrDefault(name),
            User = () => "ann",
            Caller = () => "ann (assay 1 on lab)",
        });
        return new CliResult(code, output.ToString(), error.ToString());
    }

    public async Task<string> OutputAsync(params string[] args)
    {
        var result = await RunAsync(args);
        Assert.True(result.Code == 0, $"assay {string.Join(' ', args)} gave {result.Code}: {result.Error}");
        return result.Out;
    }

    /// <summary>What a command prints, as an approved file holds it: this folder's path is a word.</summary>
    public async Task ApproveAsync(string file, params string[] args)
    {
        var result = await RunAsync(args);
        var text = $"$ assay {string.Join(' ', args.Select(arg => arg.Contains(' ', StringComparison.Ordinal) ? $"'{arg}'" : arg))}\n{result.Out}{(result.Error.Length > 0 ? $"--- stderr\n{result.Error}" : "")}--- exit {result.Code}\n";
        Approved.Verify($"tests/Assay.Cli.Tests/Expectations/{file}.txt", text.Replace(Folder, "<folder>", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
