using Assay.Foundation.Text;

namespace Assay.Tuning.Spaces.Expressions;

/// <summary>
/// Reads expressions over parameters: numbers, quoted texts, names; <c>+ - * / // % **</c>, comparisons, <c>and or not</c>, brackets;
/// <c>min max abs floor ceil round sqrt log log2 log10 exp</c>. Strength of the operators as in Python, except that comparisons do not chain.
/// </summary>
internal sealed class ExpressionReader
{
    private const int LongestText = 2000;
    private const int DeepestNesting = 60;

    private static readonly Dictionary<string, (int Fewest, int Most, Func<double[], double> Apply)> Functions = new(StringComparer.Ordinal)
    {
        ["min"] = (1, 64, static values => values.Min()),
        ["max"] = (1, 64, static values => values.Max()),
        ["abs"] = (1, 1, static values => Math.Abs(values[0])),
        ["floor"] = (1, 1, static values => Math.Floor(values[0])),
        ["ceil"] = (1, 1, static values => Math.Ceiling(values[0])),
        ["round"] = (1, 1, static values => Math.Round(values[0])),
        ["sqrt"] = (1, 1, static values => Math.Sqrt(values[0])),
        ["log"] = (1, 1, static values => Math.Log(values[0])),
        ["log2"] = (1, 1, static values => Math.Log2(values[0])),
        ["log10"] = (1, 1, static values => Math.Log10(values[0])),
        ["exp"] = (1, 1, static values => Math.Exp(values[0])),
        ["not"] = (1, 1, static values => double.IsNaN(values[0]) ? double.NaN : values[0] == 0 ? 1 : 0),
    };

    private readonly string _text;
    private readonly Func<string, ExpressionNode?> _names;
    private readonly IEnumerable<string> _known;
    private int _at;
    private int _depth;

    private ExpressionReader(string text, Func<string, ExpressionNode?> names, IEnumerable<string> known)
    {
        (_text, _names, _known) = (text, names, known);
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="names">What a name stands for; null for what is not known.</param>
    /// <param name="known">The known names, for messages.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="AssayException">It is none; the message shows the place.</exception>
    public static ExpressionNode Read(string text, Func<string, ExpressionNode?> names, IEnumerable<string> known)
    {
        if (text.Length > LongestText)
            throw new AssayException($"An expression has {text.Length} characters, {LongestText} are allowed.");
        var reader = new ExpressionReader(text, names, known);
        var node = reader.Or();
        reader.Space();
        return reader._at == text.Length ? node : throw reader.Unexpected("an operator or the end");
    }

    private ExpressionNode Or() => Chain(And, "or");

    private ExpressionNode And() => Chain(Not, "and");

    private ExpressionNode Not()
    {
        if (!Word("not"))
            return Comparison();
        var inner = Nested(Not);
        return new CallNode(Functions["not"].Apply, [inner]);
    }

    private ExpressionNode Comparison()
    {
        Space();
        var start = _at;
        if (Quote() is { } text)
            return Choice(text, start);
        var left = Sum();
        foreach (var symbol in (string[])["==", "!=", "<=", ">=", "<", ">"])
        {
            if (!Symbol(symbol))
                continue;
            Space();
            if (Quote() is { } literal)
                return Choice(left, symbol, literal);
            return new BinaryNode(symbol, left, Sum());
        }

        return left;
    }

    private ExpressionNode Sum() => Chain(Product, "+", "-");

    private ExpressionNode Product() => Chain(Unary, "*", "//", "/", "%");

    private ExpressionNode Unary()
    {
        if (Symbol("-"))
            return new BinaryNode("-", new NumberNode(0), Nested(Unary));
        var left = Atom();
        return Symbol("**") ? new BinaryNode("**", left, Nested(Unary)) : left;
    }

    private ExpressionNode Atom()
    {
        Space();
        if (Symbol("("))
        {
            var inner = Nested(Or);
            return Symbol(")") ? inner : throw Unexpected("')'");
        }

        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' || IsSign()))
            _at++;
        var word = _text[start.._at];
        if (word.Length == 0)
            throw Unexpected("a number, a parameter or '('");
        if (char.IsAsciiDigit(word[0]) || word[0] == '.')
            return double.TryParse(word.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? new NumberNode(number)
                : throw Wrong(start, $"'{word}' is no number");
        if (Functions.TryGetValue(word, out var function) && Symbol("("))
            return Call(word, function, start);
        var node = _names(word) ?? throw Wrong(start, $"there is no parameter '{word}' before it{(NearWord.Find(word, _known) is { } near ? $"; did you mean '{near}'?" : "")}");
        return node;

        // Of 1e-5, where the sign belongs to the number.
        bool IsSign() => _text[_at] is '-' or '+' && _at > start && _text[_at - 1] is 'e' or 'E' && (char.IsAsciiDigit(_text[start]) || _text[start] == '.');
    }

    private CallNode Call(string name, (int Fewest, int Most, Func<double[], double> Apply) function, int start)
    {
        var arguments = new List<ExpressionNode>();
        do
        {
            arguments.Add(Nested(Or));
        }
        while (Symbol(","));
        if (!Symbol(")"))
            throw Unexpected("',' or ')'");
        if (arguments.Count < function.Fewest || arguments.Count > function.Most)
            throw Wrong(start, $"'{name}' takes {function.Most} value{(function.Most == 1 ? "" : "s at most")}, found {arguments.Count}");
        return new CallNode(function.Apply, arguments);
    }

    private ChoiceNode Choice(string text, int start)
    {
        var symbol = Symbol("==") ? "==" : Symbol("!=") ? "!=" : throw Wrong(start, "a text can only be compared with a parameter, by == or !=");
        return Choice(Atom(), symbol, text);
    }

    private ChoiceNode Choice(ExpressionNode side, string symbol, string text)
    {
        if (side is not ParameterNode { Dimension: { Parameter.Distribution: CategoricalDistribution choice } dimension })
            throw Wrong(_at, $"\"{text}\" can only be compared with a parameter that has choices");
        if (symbol is not ("==" or "!="))
            throw Wrong(_at, $"texts are compared by == and !=, found {symbol}");
        return dimension.FromParameter(ParameterValue.Of(text)) is { } index
            ? new ChoiceNode(dimension, index, symbol == "==")
            : throw Wrong(_at, $"\"{text}\" is none of the choices of {dimension.Name} ({string.Join(", ", choice.Choices)})");
    }

    private ExpressionNode Chain(Func<ExpressionNode> part, params ReadOnlySpan<string> symbols)
    {
        var left = part();
        while (true)
        {
            string? found = null;
            foreach (var symbol in symbols)
            {
                if (char.IsLetter(symbol[0]) ? Word(symbol) : Symbol(symbol))
                {
                    found = symbol;
                    break;
                }
            }

            if (found is null)
                return left;
            left = new BinaryNode(found, Numeric(left, found), Numeric(part(), found));
        }
    }

    private ExpressionNode Numeric(ExpressionNode node, string symbol) => node is ParameterNode { IsNumeric: false } text
        ? throw Wrong(_at, $"{text.Dimension.Name} has choices that are not numbers, and '{symbol}' needs numbers")
        : node;

    private ExpressionNode Nested(Func<ExpressionNode> part)
    {
        if (++_depth > DeepestNesting)
            throw Wrong(_at, $"more than {DeepestNesting} levels of brackets");
        var node = part();
        _depth--;
        return node;
    }

    private string? Quote()
    {
        if (_at >= _text.Length || _text[_at] is not ('"' or '\''))
            return null;
        var end = _text.IndexOf(_text[_at], _at + 1);
        if (end < 0)
            throw Wrong(_at, "the quote is not closed");
        var text = _text[(_at + 1)..end];
        _at = end + 1;
        return text;
    }

    private bool Symbol(string symbol)
    {
        Space();
        if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) != 0)
            return false;
        // '*' is not the first half of '**'.
        if (symbol == "*" && _at + 1 < _text.Length && _text[_at + 1] == '*')
            return false;
        _at += symbol.Length;
        return true;
    }

    private bool Word(string word)
    {
        Space();
        var end = _at + word.Length;
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0 || (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_')))
            return false;
        _at = end;
        return true;
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private AssayException Unexpected(string expected) =>
        Wrong(_at, $"found {(_at < _text.Length ? $"'{_text[_at]}'" : "the end")}, expected {expected}");

    private AssayException Wrong(int at, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The expression '{_text}' cannot be read at character {Math.Min(at, _text.Length) + 1}: {what}."));
}
