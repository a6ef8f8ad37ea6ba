namespace Assay.Tracking.Queries;

/// <summary>Writes queries in their canonical spelling: lower-case keywords, one space, no bracket that is not needed.</summary>
internal static class RunQueryPrinter
{
    /// <summary>Units of relative times, the largest first.</summary>
    public static readonly (char Letter, long Seconds)[] TimeUnits = [('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    public static string Print(RunQuery query)
    {
        List<string> parts = [];
        if (query.Where is { } where)
            parts.Add(Print(where));
        if (query.OrderBy.Count > 0)
            parts.Add($"order by {string.Join(", ", query.OrderBy)}");
        if (query.Limit is { } limit)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"limit {limit}"));
        return string.Join(' ', parts);
    }

    public static string Print(Condition condition)
    {
        var text = new StringBuilder();
        Print(text, condition);
        return text.ToString();
    }

    public static string Print(QueryField field) => field switch
    {
        QueryField.Metric { Statistic: MetricStatistic.Last } metric => "metrics." + Key(metric.Key),
        QueryField.Metric metric => $"{metric.Statistic.ToString().ToLowerInvariant()}(metrics.{Key(metric.Key)})",
        QueryField.Param param => "params." + Key(param.Key),
        QueryField.Tag tag => "tags." + Key(tag.Key),
        QueryField.Dataset dataset => "dataset." + dataset.Part.ToString().ToLowerInvariant(),
        QueryField.Property property => RunProperties.Of(property.Name).Names[0],
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    public static string Print(QueryValue value) => value switch
    {
        QueryValue.Text text => Quote(text.Value, '\''),
        QueryValue.Whole whole => whole.Value.ToString(CultureInfo.InvariantCulture),
        QueryValue.Real real => Real(real.Value),
        QueryValue.Flag flag => flag.Value ? "true" : "false",
        QueryValue.Moment moment => Moment(moment.Microseconds),
        QueryValue.Ago ago => Ago(ago.Seconds),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <summary>An operator as a query and SQL write it.</summary>
    public static string Print(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };

    private static void Print(StringBuilder text, Condition condition)
    {
        switch (condition)
        {
            case Condition.AllOf all:
                Join(text, all.Terms, " and ", static term => term is Condition.AnyOf);
                break;
            case Condition.AnyOf any:
                Join(text, any.Terms, " or ", static _ => false);
                break;
            case Condition.Not not:
                text.Append("not ");
                PrintBracketed(text, not.Term, not.Term is Condition.AllOf or Condition.AnyOf);
                break;
            case Condition.Compare compare:
                text.Append(CultureInfo.InvariantCulture, $"{compare.Field} {Print(compare.Operator)} {compare.Value}");
                break;
            case Condition.In @in:
                text.Append(CultureInfo.InvariantCulture, $"{@in.Field} {(@in.Negated ? "not in" : "in")} ({string.Join(", ", @in.Values)})");
                break;
            case Condition.Like like:
                text.Append(CultureInfo.InvariantCulture, $"{like.Field} {(like.Negated ? "not " : "")}{(like.IgnoreCase ? "ilike" : "like")} {Quote(like.Pattern, '\'')}");
                if (like.Escape is { } escape)
                    text.Append(" escape ").Append(Quote(escape.ToString(), '\''));
                break;
            case Condition.IsNull isNull:
                text.Append(CultureInfo.InvariantCulture, $"{isNull.Field} is {(isNull.Negated ? "not null" : "null")}");
                break;
        }
    }

    private static void Join(StringBuilder text, ValueList<Condition> terms, string separator, Func<Condition, bool> bracketed)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            text.Append(i == 0 ? "" : separator);
            PrintBracketed(text, terms[i], bracketed(terms[i]));
        }
    }

    private static void PrintBracketed(StringBuilder text, Condition condition, bool bracketed)
    {
        text.Append(bracketed ? "(" : "");
        Print(text, condition);
        text.Append(bracketed ? ")" : "");
    }

    private static string Key(string key) => key.All(RunQueryLexer.IsWordCharacter) ? key : Quote(key, '"');

    private static string Quote(string text, char quote) => $"{quote}{text.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}";

    // A point or an exponent keeps a real number from reading back as a whole one.
    private static string Real(double value)
    {
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    // Microseconds outside the calendar, which milliseconds can name, go back to milliseconds.
    private static string Moment(long microseconds)
    {
        var ticks = (Int128)microseconds * TimeSpan.TicksPerMicrosecond + DateTimeOffset.UnixEpoch.Ticks;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks)
            return (microseconds / 1000).ToString(CultureInfo.InvariantCulture);
        return new DateTimeOffset((long)ticks, TimeSpan.Zero).ToString("\\'yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'\\'", CultureInfo.InvariantCulture);
    }

    private static string Ago(long seconds)
    {
        var unit = TimeUnits.First(u => seconds % u.Seconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"-{seconds / unit.Seconds}{unit.Letter}");
    }
}
