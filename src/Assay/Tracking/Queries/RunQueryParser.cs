using Assay.Foundation.Text;

namespace Assay.Tracking.Queries;

/// <summary>
/// Reads a query by recursive descent, one method a rule:
/// <code>
/// query     := [or] ['order' 'by' order (',' order)*] ['limit' whole]
/// or        := and ('or' and)*
/// and       := unary ('and' unary)*
/// unary     := 'not' unary | '(' or ')' | predicate
/// predicate := field (compare value | ['not'] 'in' '(' value (',' value)* ')' | ['not'] ('like' | 'ilike') text ['escape' text]
///            | 'is' ['not'] 'null')
/// order     := field ['asc' | 'desc']
/// </code>
/// </summary>
internal sealed class RunQueryParser
{
    private static readonly string[] Operators = ["=", "!=", "<", "<=", ">", ">=", "like", "ilike", "in", "not", "is"];

    private readonly string _text;
    private readonly RunQueryLexer _lexer;
    private RunQueryToken _token;
    private int _nesting;
    private int _comparisons;
    private int _values;

    public RunQueryParser(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > RunQuery.MaxLength)
            throw new RunQueryException("", RunQuery.MaxLength, $"the query is {text.Length} characters long; at most {RunQuery.MaxLength} are read.");
        _text = text;
        _lexer = new(text);
        _token = _lexer.Next();
    }

    /// <summary>The whole text as a query.</summary>
    public RunQuery ReadQuery()
    {
        var where = AtClauseEnd() ? null : ReadOr();
        ValueList<OrderBy> order = [];
        if (_token.Is("order"))
        {
            Advance();
            if (!_token.Is("by"))
                throw Expected("'by'", ["by"]);
            Advance();
            order = ReadOrders();
        }
        int? limit = null;
        if (_token.Is("limit"))
        {
            Advance();
            limit = ReadLimit();
        }
        if (_token.Kind != TokenKind.End)
            throw Expected(Following(where, order, limit), ["and", "or", "order", "limit", "asc", "desc"]);
        return new() { Where = where, OrderBy = order, Limit = limit };
    }

    /// <summary>The whole text as one key of an order.</summary>
    public OrderBy ReadSingleOrder()
    {
        var order = ReadOrder();
        if (_token.Kind != TokenKind.End)
            throw Expected("'asc', 'desc' or the end", ["asc", "desc"]);
        return order;
    }

    private static string Following(Condition? where, ValueList<OrderBy> order, int? limit) =>
        limit is not null ? "the end"
        : order.Count > 0 ? "'asc', 'desc', ',', 'limit' or the end"
        : where is not null ? "'and', 'or', 'order by', 'limit' or the end"
        : "a condition, 'order by' or 'limit'";

    private Condition ReadOr()
    {
        List<Condition> terms = [ReadAnd()];
        while (_token.Is("or"))
        {
            Advance();
            terms.Add(ReadAnd());
        }
        return terms.Count == 1 ? terms[0] : new Condition.AnyOf([.. terms.SelectMany(t => t is Condition.AnyOf any ? any.Terms : [t])]);
    }

    private Condition ReadAnd()
    {
        List<Condition> terms = [ReadUnary()];
        while (_token.Is("and"))
        {
            Advance();
            terms.Add(ReadUnary());
        }
        return terms.Count == 1 ? terms[0] : new Condition.AllOf([.. terms.SelectMany(t => t is Condition.AllOf all ? all.Terms : [t])]);
    }

    private Condition ReadUnary()
    {
        var opens = _token.IsSymbol("(");
        if (!opens && !_token.Is("not"))
            return ReadPredicate();
        if (++_nesting > RunQuery.MaxNesting)
            throw Problem($"brackets and 'not' nest deeper than {RunQuery.MaxNesting}.");
        Advance();
        Condition condition;
        if (opens)
        {
            condition = ReadOr();
            if (!_token.IsSymbol(")"))
                throw Expected("'and', 'or' or ')'", ["and", "or"]);
            Advance();
        }
        else
        {
            condition = new Condition.Not(ReadUnary());
        }
        _nesting--;
        return condition;
    }

    private Condition ReadPredicate()
    {
        if (++_comparisons > RunQuery.MaxComparisons)
            throw Problem($"the query holds more than {RunQuery.MaxComparisons} comparisons; a list with 'in' holds many values.");
        var field = ReadField("a condition");
        if (_token.Kind == TokenKind.Symbol && Operator(_token.Text) is { } comparison)
        {
            Advance();
            return new Condition.Compare(field, comparison, ReadValue(field, comparison));
        }
        if (_token.Is("is"))
        {
            Advance();
            var negated = TakeNot();
            if (!_token.Is("null"))
                throw Expected(negated ? "'null'" : "'null' or 'not null'", ["null", "not"]);
            Advance();
            return new Condition.IsNull(field, negated);
        }
        var not = TakeNot();
        if (_token.Is("in"))
            return ReadIn(field, not);
        if (_token.Is("like") || _token.Is("ilike"))
            return ReadLike(field, not);
        if (not)
            throw Expected("'in', 'like' or 'ilike'", ["in", "like", "ilike"]);
        if (field is QueryField.Property { Name: RunProperty.Superseded })
            return new Condition.Compare(field, Comparison.Equal, new QueryValue.Flag(true));
        throw Expected("an operator (= != < <= > >= like ilike in is)", Operators);
    }

    private Condition.In ReadIn(QueryField field, bool negated)
    {
        if (field is QueryField.Property { Name: RunProperty.Superseded })
            throw Problem($"{field} is true or false and compares with = and !=.");
        Advance();
        Take("(");
        List<QueryValue> values = [];
        while (true)
        {
            if (values.Count == RunQuery.MaxListLength)
                throw Problem($"the list holds more than {RunQuery.MaxListLength} values.");
            if (++_values > RunQuery.MaxValues)
                throw Problem($"the lists of the query hold more than {RunQuery.MaxValues} values together.");
            values.Add(ReadValue(field, Comparison.Equal));
            if (!_token.IsSymbol(","))
                break;
            Advance();
        }
        if (!_token.IsSymbol(")"))
            throw Expected("',' or ')'", []);
        Advance();
        return new(field, [.. values], negated);
    }

    private Condition.Like ReadLike(QueryField field, bool negated)
    {
        if (field is QueryField.Metric || (field is QueryField.Property { Name: var name } && RunProperties.Of(name).Type is PropertyType.Number or PropertyType.Time or PropertyType.Flag))
            throw Problem($"'{_token.Text}' matches text, and {field} holds none.");
        var ignoreCase = _token.Is("ilike");
        Advance();
        var offset = _token.Offset;
        var pattern = ReadText("a pattern in quotes");
        if (pattern.Length > RunQuery.MaxPatternLength)
            throw new RunQueryException(_text, offset, $"the pattern is {pattern.Length} characters long; at most {RunQuery.MaxPatternLength} are matched.");
        char? escape = null;
        if (_token.Is("escape"))
        {
            Advance();
            var escapeOffset = _token.Offset;
            var text = ReadText("a character in quotes");
            escape = text.Length == 1 && !char.IsSurrogate(text[0]) && text[0] is not ('%' or '_')
                ? text[0]
                : throw new RunQueryException(_text, escapeOffset, "an escape is one character, neither % nor _.");
        }
        if (!LikePattern.IsComplete(pattern, escape))
            throw new RunQueryException(_text, offset, $"the pattern ends with its escape character '{escape}', which takes the next character literally.");
        return new(field, pattern, ignoreCase, escape, negated);
    }

    private string ReadText(string expected)
    {
        if (_token.Kind is not (TokenKind.SingleQuoted or TokenKind.DoubleQuoted))
            throw Expected(expected, []);
        var text = _token.Text;
        Advance();
        return text;
    }

    private QueryValue ReadValue(QueryField field, Comparison comparison)
    {
        var value = new RunQueryValueReader(_text).Read(field, comparison, _token);
        Advance();
        return value;
    }

    private QueryField ReadField(string expected)
    {
        var field = new RunQueryFieldReader(_text).Read(_token, expected, out var statistic);
        Advance();
        if (field is not null)
            return field;
        Take("(");
        if (new RunQueryFieldReader(_text).Read(_token, "a metric", out _) is not QueryField.Metric metric)
            throw Expected("a metric, such as metrics.auc", []);
        Advance();
        Take(")");
        return metric with { Statistic = statistic };
    }

    private ValueList<OrderBy> ReadOrders()
    {
        List<OrderBy> orders = [];
        while (true)
        {
            if (orders.Count == RunQuery.MaxOrder)
                throw Problem($"runs are sorted by at most {RunQuery.MaxOrder} keys.");
            var offset = _token.Offset;
            var order = ReadOrder();
            if (orders.Exists(o => o.Field == order.Field))
                throw new RunQueryException(_text, offset, $"the order names {order.Field} twice.");
            orders.Add(order);
            if (!_token.IsSymbol(","))
                return [.. orders];
            Advance();
        }
    }

    private OrderBy ReadOrder()
    {
        var offset = _token.Offset;
        var field = ReadField("a field to sort by");
        if (field is QueryField.Dataset)
            throw new RunQueryException(_text, offset, "runs are not sorted by datasets, of which one may have many.");
        var descending = _token.Is("desc");
        if (descending || _token.Is("asc"))
            Advance();
        return new(field, descending);
    }

    private int ReadLimit()
    {
        if (_token.Kind != TokenKind.Word || !int.TryParse(_token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit < 1)
            throw Expected("a whole number of runs, at least 1", []);
        Advance();
        return limit;
    }

    private bool AtClauseEnd() => _token.Kind == TokenKind.End || _token.Is("order") || _token.Is("limit");

    private static Comparison? Operator(string symbol) => symbol switch
    {
        "=" => Comparison.Equal,
        "!=" or "<>" => Comparison.NotEqual,
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        _ => null,
    };

    private bool TakeNot()
    {
        if (!_token.Is("not"))
            return false;
        Advance();
        return true;
    }

    private void Take(string symbol)
    {
        if (!_token.IsSymbol(symbol))
            throw Expected($"'{symbol}'", []);
        Advance();
    }

    private void Advance() => _token = _lexer.Next();

    private RunQueryException Expected(string expected, IEnumerable<string> known)
    {
        var suggestion = _token.Kind == TokenKind.Word ? NearWord.Suggest(_token.Text, known) : null;
        return Problem($"found {_token}, expected {expected}{(suggestion is null ? "." : "; " + suggestion)}");
    }

    private RunQueryException Problem(string problem) => new(_text, _token.Offset, problem);
}
