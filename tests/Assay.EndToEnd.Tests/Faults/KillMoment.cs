using System.Diagnostics;
using System.Globalization;

namespace Assay.EndToEnd.Tests.Faults;

/// <summary>
/// Whom a round kills and when: after so many children have started, which is waited for, and a little later. So it falls into the same
/// stretch of a run on a slow machine and on a fast one.
/// </summary>
internal sealed class KillMoment
{
    private const int Children = 4;

    private readonly bool _killsChild;
    private readonly bool _killsRunner;
    private readonly int _started;
    private readonly TimeSpan _later;
    private readonly int _which;

    /// <summary>Draws a moment.</summary>
    /// <param name="random">The seeded source; what happens to a round does not change the next one's moment.</param>
    public KillMoment(Random random)
    {
        var victim = random.Next(3);
        _killsChild = victim != 0;
        _killsRunner = victim != 1;
        _started = random.Next(_killsChild ? 1 : 0, Children + 1);
        // Before the first child there is the runner's own start to hit; a child lives for about 0.3 s at least.
        _later = TimeSpan.FromMilliseconds(random.Next(_started == 0 ? 600 : 200));
        _which = random.Next(int.MaxValue);
    }

    /// <summary>Waits for the moment and kills.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="runs">The folder that its store keeps the runs' files in.</param>
    /// <returns>Whether a victim was alive.</returns>
    public async Task<bool> StrikeAsync(Process runner, string runs)
    {
        await Eventually.TrueAsync(() => PidFiles(runs).Length >= _started || runner.HasExited, $"{_started} children have started");
        await Task.Delay(_later);
        var hit = false;
        if (_killsChild)
        {
            string[] living = [];
            await Eventually.TrueAsync(() => (living = Living(runs)).Length > 0 || runner.HasExited, "a child lives, or the runner has ended");
            hit = living.Length > 0 && KillGroup(living[_which % living.Length]);
        }

        if (_killsRunner)
        {
            hit |= !runner.HasExited;
            runner.Kill();
        }

        return hit;
    }

    private static string[] PidFiles(string runs) => Directory.Exists(runs) ? Directory.GetFiles(runs, "pid.*", SearchOption.AllDirectories) : [];

    // A file that was just made may still be empty.
    private static string[] Living(string runs) =>
    [
        .. PidFiles(runs)
            .Where(file => !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "exit")))
            .Select(file => File.ReadAllText(file).Split([' ', '\n'], 2)[0])
            .Where(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
    ];

    // Launcher and command; false when they have ended meanwhile.
    private static bool KillGroup(string leader)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-9", "--", "-" + leader]) { UseShellExecute = false, RedirectStandardError = true })!;
        kill.StandardError.ReadToEnd();
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }
}
