namespace Assay.Planning;

/// <summary>One mistake in a plan: where it is, what was found and expected, and what to write instead.</summary>
/// <param name="File">The plan's file as it was named to the reader.</param>
/// <param name="Line">Line of the mistake, counted from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column in characters, counted from 1; 0 when the whole file is meant.</param>
/// <param name="Key">Path of keys to the place, e.g. <c>priorities.LF-P8.ids</c> or <c>phases[0].items</c> (items count from 0); empty at the top.</param>
/// <param name="Message">What was found, and what was expected.</param>
public sealed record PlanProblem(string File, int Line, int Column, string Key, string Message)
{
    /// <summary>What to write instead; <see langword="null"/> when the message says it all.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The problem as one line: <c>assay.yaml:14:7 priorities.LF-P8.ids: message; suggestion</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0)
            text.Append(CultureInfo.InvariantCulture, $":{Line}:{Column}");
        if (Key.Length > 0)
            text.Append(' ').Append(Key);
        text.Append(": ").Append(Message);
        if (Suggestion is not null)
            text.Append("; ").Append(Suggestion);
        return text.ToString();
    }
}
