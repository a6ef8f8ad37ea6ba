using System.Text.RegularExpressions;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Tests.Tracking.Queries;

/// <summary>A run as plain facts, and what a query means for it, written as naively as possible.</summary>
internal sealed record ModelRun(
    long Seq,
    IReadOnlyDictionary<RunProperty, object?> Properties,
    IReadOnlyDictionary<string, double?[]> Metrics,
    IReadOnlyDictionary<string, Param> Params,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<string[]> Datasets)
{
    /// <summary>True, false or unknown.</summary>
    public bool? Holds(Condition condition, DateTimeOffset now) => condition switch
    {
        Condition.AllOf all => all.Terms.Select(t => Holds(t, now)).Aggregate((bool?)true, (a, b) => a & b),
        Condition.AnyOf any => any.Terms.Select(t => Holds(t, now)).Aggregate((bool?)false, (a, b) => a | b),
        Condition.Not not => !Holds(not.Term, now),
        Condition.IsNull { Field: QueryField.Dataset } isNull => (Datasets.Count == 0) != isNull.Negated,
        Condition.IsNull isNull => (Single(isNull.Field) is null) != isNull.Negated,
        Condition.Compare { Field: QueryField.Dataset field } leaf => Some(field, fact => Compare(fact, leaf.Operator, leaf.Value, now)),
        Condition.In { Field: QueryField.Dataset field } leaf => Some(field, fact => In(fact, leaf, now)),
        Condition.Like { Field: QueryField.Dataset field } leaf => Some(field, fact => Like(fact, leaf)),
        Condition.Compare leaf => Single(leaf.Field) is { } fact ? Compare(fact, leaf.Operator, leaf.Value, now) : null,
        Condition.In leaf => Single(leaf.Field) is { } fact ? In(fact, leaf, now) : null,
        Condition.Like leaf => Single(leaf.Field) is { } fact ? Like(fact, leaf) : null,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Negative when this run comes first.</summary>
    public int CompareTo(ModelRun other, IEnumerable<OrderBy> orders)
    {
        foreach (var order in orders)
        {
            var (a, b) = (SortValue(order.Field), other.SortValue(order.Field));
            // Numbers before texts before nothing.
            var (rankA, rankB) = (Rank(a), Rank(b));
            var result = rankA != rankB ? rankA.CompareTo(rankB)
                : (a, b) switch
                {
                    (null, _) => 0,
                    (string x, string y) => string.CompareOrdinal(x, y) * (order.Descending ? -1 : 1),
                    _ => Convert.ToDouble(a, null).CompareTo(Convert.ToDouble(b, null)) * (order.Descending ? -1 : 1),
                };
            // Numeric params of one number are sorted by their text.
            if (result == 0 && a is double && order.Field is QueryField.Param { Key: var key })
                result = string.CompareOrdinal(Params[key].Text, other.Params[key].Text) * (order.Descending ? -1 : 1);
            if (result != 0)
                return result;
        }
        return other.Seq.CompareTo(Seq);

        static int Rank(object? value) => value switch { null => 2, string => 1, _ => 0 };
    }

    private object? SortValue(QueryField field) => Single(field) is Param param ? param.Number ?? (object)param.Text : Single(field);

    private object? Single(QueryField field) => field switch
    {
        QueryField.Property property => Properties[property.Name],
        QueryField.Metric metric => Metrics.GetValueOrDefault(metric.Key)?[(int)metric.Statistic],
        QueryField.Param param => Params.GetValueOrDefault(param.Key),
        QueryField.Tag tag => Tags.GetValueOrDefault(tag.Key),
        _ => throw new InvalidOperationException(),
    };

    private bool? Some(QueryField.Dataset field, Func<string, bool?> test) => Datasets.Count == 0 ? null : Datasets.Any(d => test(d[(int)field.Part]) == true);

    private static bool? In(object fact, Condition.In leaf, DateTimeOffset now) =>
        leaf.Values.Any(v => Compare(fact, Comparison.Equal, v, now) == true) != leaf.Negated;

    private static bool? Compare(object fact, Comparison comparison, QueryValue value, DateTimeOffset now)
    {
        if (fact is Param param)
            return CompareParam(param, comparison, value);
        return value switch
        {
            QueryValue.Text text => Decide(string.CompareOrdinal((string)fact, text.Value), comparison),
            QueryValue.Flag flag => Decide(((bool)fact).CompareTo(flag.Value), comparison),
            QueryValue.Moment moment => Decide(((long)fact).CompareTo(moment.Microseconds), comparison),
            QueryValue.Ago ago => Decide(((long)fact).CompareTo((now.ToUnixTimeSeconds() - ago.Seconds) * 1_000_000), comparison),
            _ => Decide(Convert.ToDouble(fact, null).CompareTo(Number(value)), comparison),
        };
    }

    private static bool? CompareParam(Param param, Comparison comparison, QueryValue value)
    {
        var number = value is QueryValue.Text text ? RunQueryValueReader.ParseNumber(text.Value) is { } parsed ? Number(parsed) : (double?)null : Number(value);
        switch (comparison)
        {
            case Comparison.Equal or Comparison.NotEqual:
                var equal = (value is QueryValue.Text t && param.Text == t.Value) || (number is { } n && param.Number == n);
                return equal == (comparison == Comparison.Equal);
            default:
                return value is QueryValue.Text ordinal ? Decide(string.CompareOrdinal(param.Text, ordinal.Value), comparison)
                    : param.Number is { } own ? Decide(own.CompareTo(number!.Value), comparison) : null;
        }
    }

    private static bool? Like(object fact, Condition.Like leaf)
    {
        var regex = new System.Text.StringBuilder("^");
        for (var i = 0; i < leaf.Pattern.Length; i++)
        {
            var c = leaf.Pattern[i];
            regex.Append(c == leaf.Escape ? Regex.Escape($"{leaf.Pattern[++i]}") : c == '%' ? ".*" : c == '_' ? "." : Regex.Escape($"{c}"));
        }
        var options = RegexOptions.Singleline | RegexOptions.CultureInvariant | (leaf.IgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var texts = fact is Param param ? [param.Text] : leaf.Field is QueryField.Property { Name: RunProperty.Status } ? StatusNames((string)fact) : [(string)fact];
        return texts.Any(t => Regex.IsMatch(t, regex + "\\z", options)) != leaf.Negated;
    }

    private static string[] StatusNames(string status) => status switch
    {
        "completed" => [status, "FINISHED"],
        "planned" => [status, "SCHEDULED"],
        "cancelled" => [status, "KILLED"],
        "running" => [status, "RUNNING"],
        "failed" => [status, "FAILED"],
        _ => [status],
    };

    private static double Number(QueryValue value) => value is QueryValue.Whole whole ? whole.Value : ((QueryValue.Real)value).Value;

    private static bool Decide(int order, Comparison comparison) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.NotEqual => order != 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };
}
