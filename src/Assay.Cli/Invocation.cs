using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Queries;
using Assay.Tracking.Sqlite;

namespace Assay.Cli;

/// <summary>One call of a verb: what was typed, and the world it runs in.</summary>
internal sealed class Invocation(CliHost host, ParseResult parse, CancellationToken cancellation)
{
    private Screen? _screen;

    /// <summary>The world.</summary>
    public CliHost Host { get; } = host;

    /// <summary>Raised by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Prints for people.</summary>
    public Screen Screen => _screen ??= new Screen(Host);

    /// <summary>The words that were typed, without the program's name.</summary>
    public IReadOnlyList<string> Words => [.. parse.Tokens.Select(token => token.Value)];

    /// <summary>The value of an option.</summary>
    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    /// <summary>The value of an argument.</summary>
    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    /// <summary>The query that was typed, its words joined by blanks; null when there is none.</summary>
    /// <exception cref="AssayException">It cannot be understood; the message points at the place.</exception>
    public RunQuery? Query(Argument<string[]> query)
    {
        var text = string.Join(' ', parse.GetValue(query) ?? []);
        return string.IsNullOrWhiteSpace(text) ? null : RunQuery.Parse(text);
    }

    /// <summary>The index of the word that was chosen; null when the option is not there.</summary>
    public int? Get(ChoiceOption option) => parse.GetValue(option) is { } text ? Values.Word(option.Name, text, option.Choices) : null;

    /// <summary>A time that was typed, in UTC; null when the option is not there.</summary>
    public DateTimeOffset? Time(Option<string?> option) => Values.Time(option.Name, parse.GetValue(option), Screen.Zone);

    /// <summary>A count that was typed.</summary>
    public int Count(Option<string?> option, int usual) => Values.Count(option.Name, parse.GetValue(option), usual);

    /// <summary>A path that was typed, absolute.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Host.Folder);

    /// <summary>The store's folder.</summary>
    /// <exception cref="StoreException">There is none.</exception>
    public string StoreFolder() => StoreLocator.Find(parse.GetValue(CommonOptions.Store), Host.Folder, Host.Environment);

    /// <summary>The folder that <c>--store</c> or the environment names; null when neither does.</summary>
    public string? NamedStoreFolder() =>
        parse.GetValue(CommonOptions.Store) is null && string.IsNullOrEmpty(Host.Environment(StoreLocator.Variable)) ? null : StoreFolder();

    /// <summary>Whether the verb has opened the store to write into it.</summary>
    public bool HasOpenedToWrite { get; private set; }

    /// <summary>Opens the store to write into it.</summary>
    public Task<IRunStore> OpenAsync()
    {
        HasOpenedToWrite = true;
        return OpenAsync(new StoreOpenOptions { Clock = Host.Clock });
    }

    /// <summary>Opens the store to read from it.</summary>
    public Task<IRunStore> OpenToReadAsync() => OpenAsync(new StoreOpenOptions { ReadOnly = true, Clock = Host.Clock });

    /// <summary>Says something on the error output, which <c>--json</c> leaves clean.</summary>
    public void Remark(string text) => Host.Error.WriteLine(SafeText.Of(text));

    private async Task<IRunStore> OpenAsync(StoreOpenOptions options) => await SqliteRunStore.OpenAsync(StoreFolder(), options, Cancellation);
}
