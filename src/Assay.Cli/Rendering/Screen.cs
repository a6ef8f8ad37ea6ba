using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>
/// Prints for people. All text is made safe here, and colours are added here only, so that nothing from a store reaches the
/// terminal as an escape sequence.
/// </summary>
internal sealed class Screen
{
    /// <summary>Columns when results go to a file or a pipe.</summary>
    public const int RedirectedWidth = 120;

    private const int NarrowestWidth = 20;
    private readonly CliHost _host;
    private readonly TextWriter _writer;
    private readonly bool _colors;
    private TimeZoneInfo? _zone;

    /// <summary>A screen on the host's output.</summary>
    /// <param name="host">The world.</param>
    public Screen(CliHost host)
    {
        _host = host;
        _writer = host.Out;
        _colors = host.IsTerminal && string.IsNullOrEmpty(host.Environment("NO_COLOR")) && host.Environment("TERM") != "dumb";
        Width = WidthOf(host);
    }

    /// <summary>Columns to fit into.</summary>
    public int Width { get; }

    /// <summary>The zone times are shown in.</summary>
    public TimeZoneInfo Zone => _zone ??= _host.Zone ?? _host.Clock.LocalTimeZone;

    /// <summary>Prints a text without a line end.</summary>
    /// <param name="text">Any text; what a terminal would obey is escaped.</param>
    /// <param name="ink">How to paint it.</param>
    /// <returns>This screen.</returns>
    public Screen Write(string text, Ink ink = Ink.None)
    {
        var safe = SafeText.Of(text);
        if (!_colors || ink == Ink.None || safe.Length == 0)
        {
            _writer.Write(safe);
            return this;
        }

        _writer.Write(ink switch
        {
            Ink.Bold => "\e[1m",
            Ink.Dim => "\e[2m",
            Ink.Good => "\e[32m",
            Ink.Bad => "\e[31m",
            Ink.Warn => "\e[33m",
            _ => "\e[36m",
        });
        _writer.Write(safe);
        _writer.Write("\e[0m");
        return this;
    }

    /// <summary>Prints a line.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="ink">How to paint it.</param>
    public void Line(string text = "", Ink ink = Ink.None) => Write(text, ink)._writer.Write('\n');

    /// <summary>Prints a heading with an empty line before it.</summary>
    /// <param name="text">Any text.</param>
    public void Heading(string text)
    {
        Line();
        Line(text, Ink.Bold);
    }

    /// <summary>Prints a text that stands under a label, wrapped to the width; nothing when it is null or empty.</summary>
    /// <param name="label">The label.</param>
    /// <param name="text">Any text, several lines too.</param>
    /// <param name="ink">How to paint the text.</param>
    public void Fact(string label, string? text, Ink ink = Ink.None)
    {
        const int LabelWidth = 13;
        if (string.IsNullOrEmpty(text))
            return;
        var first = true;
        foreach (var line in SafeText.Lines(text).SelectMany(line => TextWidth.Wrap(line, Math.Max(NarrowestWidth, Width - LabelWidth))))
        {
            Write((first ? label.PadRight(LabelWidth - 1) + " " : new string(' ', LabelWidth)), Ink.Dim).Line(line, ink);
            first = false;
        }
    }

    /// <summary>Prints lines as they are, each indented by two blanks.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="ink">How to paint it.</param>
    public void Block(string text, Ink ink = Ink.None)
    {
        foreach (var line in SafeText.Lines(text))
            Line($"  {line}", ink);
    }

    /// <summary>A time in the user's zone, to the second.</summary>
    /// <param name="time">The time; null gives an empty text.</param>
    public string Time(DateTimeOffset? time) =>
        time is { } known ? TimeZoneInfo.ConvertTime(known, Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary>How long ago a time was, in its two largest units.</summary>
    /// <param name="time">The time; null gives an empty text.</param>
    public string Age(DateTimeOffset? time)
    {
        if (time is not { } known)
            return "";
        var age = _host.Clock.GetUtcNow() - known;
        return age switch
        {
            { Ticks: < 0 } => "in future",
            { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{age.Seconds}s ago"),
            { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{age.Minutes}min ago"),
            { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours}h ago"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{age.Days}d ago"),
        };
    }

    /// <summary>The colour of a status.</summary>
    /// <param name="status">The status.</param>
    public static Ink Of(RunStatus status) => status switch
    {
        RunStatus.Completed => Ink.Good,
        RunStatus.Failed or RunStatus.Lost => Ink.Bad,
        RunStatus.Running or RunStatus.Queued => Ink.Live,
        RunStatus.Cancelled or RunStatus.Pruned => Ink.Warn,
        _ => Ink.None,
    };

    private static int WidthOf(CliHost host)
    {
        if (int.TryParse(host.Environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0)
            return Math.Max(NarrowestWidth, columns);
        var window = host.WindowWidth?.Invoke() ?? 0;
        return window > 0 ? Math.Max(NarrowestWidth, window) : RedirectedWidth;
    }
}
