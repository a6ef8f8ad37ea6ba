using Assay.Foundation.Text;

namespace Assay.Tracking.Queries;

/// <summary>Reads a value as the field it is compared with takes it: a number, a text, a status, a time.</summary>
internal sealed class RunQueryValueReader(string text)
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFK",
    ];

    private static readonly string[] StatusNames = [.. Enum.GetValues<RunStatus>().Select(s => s.Name())];
    private static readonly string[] KindNames = [.. Enum.GetValues<RunKind>().Select(k => k.ToString().ToLowerInvariant())];

    /// <summary>MLflow's words for a status.</summary>
    private static readonly (string Word, RunStatus Status)[] Synonyms =
        [("FINISHED", RunStatus.Completed), ("SCHEDULED", RunStatus.Planned), ("KILLED", RunStatus.Cancelled), ("RUNNING", RunStatus.Running), ("FAILED", RunStatus.Failed)];

    /// <summary>Our name of a status and MLflow's word for it.</summary>
    public static IEnumerable<string> NamesOf(RunStatus status) => Synonyms.Where(s => s.Status == status).Select(s => s.Word).Append(status.Name());

    /// <summary>The value of a token.</summary>
    /// <exception cref="RunQueryException">The token is no value, or none that the field compares with.</exception>
    public QueryValue Read(QueryField field, Comparison comparison, RunQueryToken token)
    {
        var quoted = token.Kind is TokenKind.SingleQuoted or TokenKind.DoubleQuoted;
        if (!quoted && (token.Kind != TokenKind.Word || Array.Exists(RunQueryFieldReader.Keywords, token.Is)))
            throw Fail(token, $"found {token}, expected a value{(token.Is("null") ? "; what a run lacks is asked for with 'is null'." : ".")}");
        if (field is QueryField.Metric)
            return Number(field, token);
        if (field is QueryField.Param && !quoted && ParseNumber(token.Text) is { } number)
            return number;
        if (field is not QueryField.Property { Name: var name })
            return Text(field, comparison, token);
        return RunProperties.Of(name).Type switch
        {
            PropertyType.Number => Number(field, token),
            PropertyType.Time => Time(field, token),
            PropertyType.Flag => Flag(field, comparison, token),
            PropertyType.Status => Status(comparison, token),
            PropertyType.Kind => Kind(comparison, token),
            PropertyType.Id => new QueryValue.Text(token.Text.ToLowerInvariant()),
            _ => Text(field, comparison, token),
        };
    }

    private QueryValue.Text Text(QueryField field, Comparison comparison, RunQueryToken token)
    {
        if (token.Kind == TokenKind.Word && comparison > Comparison.NotEqual && ParseNumber(token.Text) is not null)
            throw Fail(token, $"{field} holds text, which is ordered letter by letter; write '{token.Text}' in quotes if that is meant.");
        return new(token.Text);
    }

    private QueryValue Number(QueryField field, RunQueryToken token)
    {
        if (token.Kind == TokenKind.Word && ParseNumber(token.Text) is { } number)
            return number;
        if (token.Is("nan"))
            throw Fail(token, $"nothing equals NaN; write {field} is null, which finds NaN, undefined and missing values.");
        var advice = ParseNumber(token.Text) is not null ? "; write it without quotes." : ".";
        throw Fail(token, $"{field} compares with a number, found {token}{advice}");
    }

    private QueryValue Time(QueryField field, RunQueryToken token)
    {
        var word = token.Text;
        if (token.Kind == TokenKind.Word && ParseNumber(word) is QueryValue.Whole milliseconds && Math.Abs(milliseconds.Value) <= long.MaxValue / 1000)
            return new QueryValue.Moment(milliseconds.Value * 1000);
        if (ParseAgo(word) is { } ago)
            return ago;
        if (DateTimeOffset.TryParseExact(word, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return new QueryValue.Moment((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        throw Fail(token, $"{field} compares with a time, found {token}; write '2026-02-25', '2026-02-25T10:00' (UTC), -7d, or milliseconds since 1970.");
    }

    private QueryValue.Flag Flag(QueryField field, Comparison comparison, RunQueryToken token)
    {
        if (comparison > Comparison.NotEqual || !bool.TryParse(token.Text, out var value))
            throw Fail(token, $"{field} is true or false and compares with = and !=, found {token}.");
        return new(value);
    }

    private QueryValue.Text Status(Comparison comparison, RunQueryToken token)
    {
        if (comparison > Comparison.NotEqual)
            throw Fail(token, "a status compares with =, !=, in, like and ilike, it has no order.");
        if (RunStatusRules.TryParse(token.Text, out var status))
            return new(status.Name());
        foreach (var synonym in Synonyms)
        {
            if (synonym.Word.Equals(token.Text, StringComparison.OrdinalIgnoreCase))
                return new(synonym.Status.Name());
        }
        throw Fail(token, Unknown("status", token, StatusNames));
    }

    private QueryValue.Text Kind(Comparison comparison, RunQueryToken token)
    {
        if (comparison > Comparison.NotEqual)
            throw Fail(token, "a kind compares with =, !=, in, like and ilike, it has no order.");
        var name = Array.Find(KindNames, n => n.Equals(token.Text, StringComparison.OrdinalIgnoreCase));
        return new(name ?? throw Fail(token, Unknown("kind", token, KindNames)));
    }

    private static string Unknown(string what, RunQueryToken token, string[] names)
    {
        var suggestion = NearWord.Suggest(token.Text, names);
        return $"found {token}, expected a {what}: {string.Join(", ", names)}{(suggestion is null ? "." : "; " + suggestion)}";
    }

    /// <summary>A number as written: whole when it is and fits; null when the text is none, or too large for a double.</summary>
    public static QueryValue? ParseNumber(string word)
    {
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return new QueryValue.Whole(whole);
        switch (word.ToLowerInvariant())
        {
            case "inf" or "+inf" or "infinity" or "+infinity":
                return new QueryValue.Real(double.PositiveInfinity);
            case "-inf" or "-infinity":
                return new QueryValue.Real(double.NegativeInfinity);
        }
        return double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real)
            && double.IsFinite(real) ? new QueryValue.Real(real) : null;
    }

    // -90s, -30m, -12h, -7d, -2w
    private static QueryValue.Ago? ParseAgo(string word)
    {
        if (word.Length < 3 || word[0] != '-' || !int.TryParse(word.AsSpan(1, word.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        var unit = RunQueryPrinter.TimeUnits.FirstOrDefault(u => u.Letter == char.ToLowerInvariant(word[^1])).Seconds;
        return unit == 0 ? null : new(count * unit);
    }

    private RunQueryException Fail(RunQueryToken token, string problem) => new(text, token.Offset, problem);
}
