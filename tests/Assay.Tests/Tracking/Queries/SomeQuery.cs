using Assay.Tracking;
using Assay.Tracking.Queries;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Queries;

/// <summary>Random queries as the parser would make them, over a small vocabulary so that they find something.</summary>
internal static class SomeQuery
{
    public static readonly string[] Keys = ["a", "b", "my key", "c/d", "say \"hi\"", "it's", "é`"];
    public static readonly string[] Texts = ["", "x", "X", "xy", "10", "1e1", "10.0", "%", "a_b", "[x]", "*", "it's", "and", "é", "2026-01-02", "-1"];
    public static readonly double[] Numbers = [0, 1, -1, 0.5, 10, 1e-5, 1e300, double.PositiveInfinity, double.NegativeInfinity, 0.1];
    public static readonly long[] Moments = [0, 1_000_000, 1_767_312_000_000_000, 1_767_312_000_000_001, 1_767_916_799_999_999];
    public static readonly string[] Ids = ["00000000000000000000000000000001", "0000000000000000000000000000000a"];

    private static readonly string[] Patterns = ["%", "x%", "%x", "_", "__", "%_%", "1%", "[%", "*", "X_", "", "%it's%", "fin%", "%ed", "0%"];

    private static readonly Gen<QueryField> Fields = Gen.Frequency(
        (4, from key in Gen.Elements(Keys) from statistic in Gen.Elements(Enum.GetValues<MetricStatistic>()) select (QueryField)new QueryField.Metric(key, statistic)),
        (3, from key in Gen.Elements(Keys) select (QueryField)new QueryField.Param(key)),
        (2, from key in Gen.Elements(Keys) select (QueryField)new QueryField.Tag(key)),
        (5, from name in Gen.Elements(Enum.GetValues<RunProperty>()) select (QueryField)new QueryField.Property(name)),
        (1, from part in Gen.Elements(Enum.GetValues<DatasetPart>()) select (QueryField)new QueryField.Dataset(part)));

    private static readonly Gen<QueryValue> NumberValues = Gen.Elements(Numbers).SelectMany(
        n => Gen.Elements((QueryValue)new QueryValue.Real(n), new QueryValue.Whole((long)Math.Clamp(n, -1000, 1000))));

    private static readonly Gen<QueryValue> TextValues = Gen.Elements(Texts).Select(t => (QueryValue)new QueryValue.Text(t));

    private static readonly Gen<Condition> Leaves = Fields.SelectMany(Leaf);

    /// <summary>Whole queries.</summary>
    public static Gen<RunQuery> Any { get; } =
        from condition in Gen.Frequency((9, Conditions(4).Select(c => (Condition?)c)), (1, Gen.Constant<Condition?>(null)))
        from count in Gen.Choose(0, 3)
        from orders in Gen.ListOf(from field in Fields.Where(f => f is not QueryField.Dataset) from largest in Gen.Elements(true, false) select new OrderBy(field, largest), count)
        from limit in Gen.Elements<int?>(null, 1, 20, int.MaxValue)
        select new RunQuery { Where = condition, OrderBy = [.. orders.DistinctBy(o => o.Field)], Limit = limit };

    private static Gen<Condition> Conditions(int depth) => depth == 0 ? Leaves : Gen.Frequency(
        (3, Leaves),
        (2, Several(depth).Select(terms => (Condition)new Condition.AllOf([.. terms.SelectMany(t => t is Condition.AllOf all ? all.Terms : [t])]))),
        (2, Several(depth).Select(terms => (Condition)new Condition.AnyOf([.. terms.SelectMany(t => t is Condition.AnyOf any ? any.Terms : [t])]))),
        (1, Conditions(depth - 1).Select(term => (Condition)new Condition.Not(term))));

    private static Gen<List<Condition>> Several(int depth) => Gen.Choose(2, 3).SelectMany(n => Gen.ListOf(Conditions(depth - 1), n)).Select(l => l.ToList());

    private static Gen<Condition> Leaf(QueryField field)
    {
        var type = field is QueryField.Property { Name: var name } ? RunProperties.Of(name).Type : PropertyType.Text;
        var (values, ordered, text) = (field, type) switch
        {
            (QueryField.Metric, _) => (NumberValues, true, false),
            (QueryField.Param, _) => (Gen.OneOf(NumberValues, TextValues), true, true),
            (_, PropertyType.Number) => (NumberValues, true, false),
            (_, PropertyType.Time) => (Gen.OneOf(Gen.Elements(Moments).Select(m => (QueryValue)new QueryValue.Moment(m)), Gen.Elements(0L, 90L, 3600L, 604800L).Select(s => (QueryValue)new QueryValue.Ago(s))), true, false),
            (_, PropertyType.Status) => (Gen.Elements(Enum.GetValues<RunStatus>()).Select(s => (QueryValue)new QueryValue.Text(s.Name())), false, true),
            (_, PropertyType.Kind) => (Gen.Elements("command", "program", "action").Select(k => (QueryValue)new QueryValue.Text(k)), false, true),
            (_, PropertyType.Id) => (Gen.Elements(Ids).Select(i => (QueryValue)new QueryValue.Text(i)), true, true),
            (_, PropertyType.Flag) => (Gen.Elements(true, false).Select(f => (QueryValue)new QueryValue.Flag(f)), false, false),
            _ => (TextValues, true, true),
        };
        var comparisons = ordered ? Enum.GetValues<Comparison>() : [Comparison.Equal, Comparison.NotEqual];
        var compare = from comparison in Gen.Elements(comparisons) from value in values select (Condition)new Condition.Compare(field, comparison, value);
        var isNull = Gen.Elements(true, false).Select(negated => (Condition)new Condition.IsNull(field, negated));
        var @in = from count in Gen.Choose(1, 4) from list in Gen.ListOf(values, count) from negated in Gen.Elements(true, false) select (Condition)new Condition.In(field, [.. list], negated);
        var like = from pattern in Gen.Elements(Patterns)
                   from escape in Gen.Elements<char?>(null, '\\', '\'')
                   from ignoreCase in Gen.Elements(true, false)
                   from negated in Gen.Elements(true, false)
                   select (Condition)new Condition.Like(field, pattern, ignoreCase, escape, negated);
        return type == PropertyType.Flag ? Gen.OneOf(compare, isNull) : text ? Gen.OneOf(compare, compare, @in, like, isNull) : Gen.OneOf(compare, compare, @in, isNull);
    }
}
