using Assay.Foundation.Text;
using Assay.Notebook.Text;

namespace Assay.Notebook;

/// <summary>The log formats.</summary>
public static class LogFormats
{
    // Below this nothing speaks for a format.
    internal const double LeastFit = 0.2;

    /// <summary>The formats, in the order of their names.</summary>
    public static IReadOnlyList<ILogFormat> All { get; } =
        [new Actions.ActionsFormat(), new Context.ContextFormat(), new Runs.RunsFormat(), new Tracker.TrackerFormat(), new Training.TrainingFormat()];

    /// <summary>A format by its name.</summary>
    /// <param name="name">E.g. <c>tracker</c>, any case.</param>
    /// <returns>The format.</returns>
    /// <exception cref="AssayException">There is none of that name.</exception>
    public static ILogFormat Named(string name) =>
        All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AssayException($"There is no log format '{name}'; {NearWord.SuggestOrList(name, [.. All.Select(format => format.Name)], "there is none")}");

    /// <summary>The format that fits a text best.</summary>
    /// <param name="document">The text.</param>
    /// <returns>The format; null when nothing speaks for any.</returns>
    public static ILogFormat? Best(LogDocument document) => Best(document, out _);

    /// <summary>The format that fits a text best, and how well it does.</summary>
    /// <param name="document">The text.</param>
    /// <param name="fit">How well, from 0 to 1.</param>
    /// <returns>The format; null when nothing speaks for any.</returns>
    internal static ILogFormat? Best(LogDocument document, out double fit)
    {
        var fits = new double[All.Count];
        Parallel.For(0, fits.Length, i => fits[i] = All[i].Recognize(document));
        var best = All.Select((format, i) => (Format: format, Fit: fits[i])).Where(pair => pair.Fit >= LeastFit).OrderByDescending(pair => pair.Fit).FirstOrDefault();
        fit = best.Fit;
        return best.Format;
    }
}
