using Assay.Foundation.Text;

namespace Assay.Tracking.Queries;

/// <summary>Reads the name of a field: <c>entity.key</c>, an attribute, or the function that is put before a metric.</summary>
internal sealed class RunQueryFieldReader(string text)
{
    private static readonly string[] Entities =
        ["metrics", "metric", "params", "param", "parameters", "parameter", "tags", "tag", "attributes", "attribute", "attr", "run", "plan", "datasets", "dataset"];

    private static readonly string[] Functions = ["best", "min", "max", "last"];

    /// <summary>Words that end or join conditions and so name nothing unless they are quoted.</summary>
    public static readonly string[] Keywords = ["and", "or", "not", "in", "is", "null", "like", "ilike", "escape", "order", "by", "limit", "asc", "desc"];

    /// <summary>The field of a token; null when it is a function, whose metric follows in brackets.</summary>
    /// <exception cref="RunQueryException">The token names no field.</exception>
    public QueryField? Read(RunQueryToken token, string expected, out MetricStatistic statistic)
    {
        statistic = MetricStatistic.Last;
        switch (token.Kind)
        {
            case TokenKind.QuotedField:
                return Keyed(token, token.Text, token.Key) ?? throw UnknownEntity(token, token.Text);
            case TokenKind.Backticked or TokenKind.DoubleQuoted:
                return Property(token.Text) ?? throw Unknown(token, token.Text);
            case TokenKind.Word when Array.Exists(Keywords, token.Is):
            case not TokenKind.Word:
                throw new RunQueryException(text, token.Offset, $"found {token}, expected {expected}, such as metrics.auc, params.lr or status.");
        }
        if (Array.FindIndex(Functions, token.Is) is >= 0 and var function)
        {
            statistic = Functions[function] switch
            {
                "best" => MetricStatistic.Best,
                "min" => MetricStatistic.Min,
                "max" => MetricStatistic.Max,
                _ => MetricStatistic.Last,
            };
            return null;
        }
        if (Property(token.Text) is { } property)
            return property;
        var dot = token.Text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            throw Unknown(token, token.Text);
        return Keyed(token, token.Text[..dot], token.Text[(dot + 1)..]) ?? throw UnknownEntity(token, token.Text[..dot]);
    }

    private static QueryField.Property? Property(string name) =>
        RunProperties.Find(name) is { } info ? new(info.Property) : null;

    private QueryField? Keyed(RunQueryToken token, string entity, string key)
    {
        switch (entity.ToLowerInvariant())
        {
            case "metric" or "metrics":
                return new QueryField.Metric(NotEmpty(key));
            case "param" or "params" or "parameter" or "parameters":
                return new QueryField.Param(NotEmpty(key));
            case "tag" or "tags":
                return new QueryField.Tag(NotEmpty(key));
            case "attr" or "attribute" or "attributes" or "run":
                return Property(key) ?? throw Unknown(token, key);
            case "plan":
                return Property("plan." + key)
                    ?? throw new RunQueryException(text, token.Offset, $"a plan has no '{key}'; it has name, phase, item, priority, experiment, seed and attempt.");
            case "dataset" or "datasets":
                return new QueryField.Dataset(key.ToLowerInvariant() switch
                {
                    "name" => DatasetPart.Name,
                    "digest" => DatasetPart.Digest,
                    "context" => DatasetPart.Context,
                    _ => throw new RunQueryException(text, token.Offset, $"a dataset has no '{key}'; it has name, digest and context."),
                });
            default:
                return null;
        }

        string NotEmpty(string name) =>
            name.Length > 0 ? name : throw new RunQueryException(text, token.Offset, $"{entity}. is followed by a key, such as {entity}.lr or {entity}.\"my key\".");
    }

    private RunQueryException Unknown(RunQueryToken token, string name)
    {
        var suggestion = NearWord.Suggest(name, RunProperties.Names.Concat(Functions));
        return new(text, token.Offset, $"no run has '{Short(name)}'{(suggestion is not null ? "; " + suggestion : "; metrics, params and tags are written metrics.…, params.… and tags.….")}");
    }

    private RunQueryException UnknownEntity(RunQueryToken token, string entity)
    {
        var suggestion = NearWord.Suggest(entity, Entities);
        return new(text, token.Offset, $"found '{Short(entity)}.', expected metrics., params., tags., plan., attributes. or dataset.{(suggestion is null ? "" : "; " + suggestion)}");
    }

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
