using Assay.Analyzers.Subjects;

namespace Assay.Analyzers;

/// <summary>Finds numbers of a run by the last part of their key, whether the program stored them as metrics or as params.</summary>
internal static class Fact
{
    /// <summary>A number of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">Names in lower case, the most certain first; <c>actual</c> finds <c>parameters.actual</c>, <c>parameters/actual</c> and <c>actual</c>.</param>
    /// <returns>The first that is found; null when none is.</returns>
    public static double? Number(RunSubject run, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var metric in run.Metrics)
            {
                if (Names(metric.Identity.Key, name) && metric.Last.NumberOrNull is { } value)
                    return value;
            }

            foreach (var (key, param) in run.Params)
            {
                if (Names(key, name) && param.Number is { } value)
                    return value;
            }
        }

        return null;
    }

    /// <summary>Whether a key means a name: equal to it, or ending in it after a separator; case, "/" and "." do not matter.</summary>
    public static bool Names(string key, string name)
    {
        if (key.Length < name.Length)
            return false;
        var start = key.Length - name.Length;
        if (start > 0 && key[start - 1] is not ('/' or '.'))
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            var letter = key[start + i] == '/' ? '.' : char.ToLowerInvariant(key[start + i]);
            if (letter != name[i])
                return false;
        }

        return true;
    }

    /// <summary>What a person calls the run: the planned experiment, the run's name, or the place it was read from.</summary>
    public static string Name(RunSubject run) => run.Run?.Place?.Experiment ?? run.Run?.Name ?? run.Tags.GetValueOrDefault("name") ?? run.Place.Name;
}
