using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Foundation.Text;
using Assay.Planning;

namespace Assay.Cli;

/// <summary>Runs one command line from its words to its exit code. Only the verb that is asked for is built, so that help is instant.</summary>
internal static class Cli
{
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line. Every mistake of the user's is one line on the error output; a trace is shown on <c>--verbose</c> only.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="host">The world.</param>
    /// <param name="cancellationToken">Raised by Ctrl-C.</param>
    /// <returns>The exit code, see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken = default)
    {
        var verbose = args.TakeWhile(arg => arg != "--").Contains("--verbose");
        try
        {
            return await DispatchAsync(args, host, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Fail("interrupted.", null);
            return ExitCodes.Interrupted;
        }
        catch (PlanException error) when (error.Problems.Count > 1)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"the plan has {error.Problems.Count} mistakes:\n{error.Message}"), error);
            return ExitCodes.BadInput;
        }
        catch (Exception error) when (error is AssayException or UsageException)
        {
            Fail(error.Message, error);
            return ExitCodes.BadInput;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A missing folder, a full disk, a forbidden file: the system's sentence names the path.
            Fail(error.Message, error);
            return ExitCodes.BadInput;
        }
        catch (Exception error)
        {
            Fail($"this is a bug: {error.GetType().Name}: {error.Message}{(verbose ? "" : " Run again with --verbose for the trace.")}", error);
            return ExitCodes.Bug;
        }
        finally
        {
            Flush(host.Out);
        }

        void Fail(string message, Exception? error)
        {
            Flush(host.Out);
            host.Error.WriteLine($"assay: {string.Join(Environment.NewLine, SafeText.Lines(message))}");
            if (verbose && error is not null)
                host.Error.WriteLine(error.ToString());
        }
    }

    /// <summary>The command tree for a verb, or for all of them.</summary>
    /// <param name="verbs">The verbs to build.</param>
    public static Command Tree(IEnumerable<VerbEntry> verbs)
    {
        var root = new Command("assay");
        root.Options.Add(CommonOptions.Store);
        root.Options.Add(CommonOptions.Verbose);
        root.Options.Add(CommonOptions.Help);
        foreach (var verb in verbs)
            root.Subcommands.Add(verb.Create());
        return root;
    }

    private static async Task<int> DispatchAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken)
    {
        var at = VerbPosition(args);
        var first = at < args.Count ? args[at] : null;
        if (args.Count == 0 || (first is "help" && args.Count == at + 1) || (first is null && args.Any(IsHelp)))
        {
            HelpWriter.PrintRoot(host.Out);
            return ExitCodes.Done;
        }

        if (args[0] == "--version")
        {
            host.Out.Write($"assay {VersionText.Current}\n");
            return ExitCodes.Done;
        }

        if (first is null)
            throw new UsageException("A verb is missing; see 'assay --help'.");
        if (first == "help")
            return await DispatchAsync([.. args.Skip(at + 1), "--help"], host, cancellationToken);
        var entry = VerbCatalog.All.FirstOrDefault(verb => verb.Name == first);
        if (entry is null)
        {
            var near = NearWord.Find(first, VerbCatalog.All.Where(verb => !verb.Hidden).Select(verb => verb.Name));
            throw new UsageException($"'{first}' is not a verb{(near is null ? "" : $" (did you mean '{near}'?)")}; see 'assay --help'.");
        }

        var parse = Tree([entry]).Parse(args, Parsing);
        var verb = (Verb)parse.CommandResult.Command;
        if (parse.GetValue(CommonOptions.Help) || (verb.Body is null && parse.UnmatchedTokens.Count == 0))
        {
            HelpWriter.Print(host.Out, verb);
            return ExitCodes.Done;
        }

        ParseErrors.Check(parse, verb);
        var call = new Invocation(host, parse, cancellationToken);
        var code = await verb.Body!(call);
        if (call.HasOpenedToWrite)
        {
            await LogUpdate.AfterAsync(call);
            await ClaimUpdate.AfterAsync(call);
        }

        return code;
    }

    private static bool IsHelp(string arg) => arg is "--help" or "-h" or "-?";

    // The verb is the first word that is neither an option nor the value of --store.
    private static int VerbPosition(IReadOnlyList<string> args)
    {
        var at = 0;
        while (at < args.Count && args[at].StartsWith('-'))
            at += args[at] == CommonOptions.Store.Name ? 2 : 1;
        return at;
    }

    // A reader that has gone away (`assay runs | head -1`) has what it wanted.
    private static void Flush(TextWriter writer)
    {
        try
        {
            writer.Flush();
        }
        catch (IOException)
        {
        }
    }
}
