using Assay.Planning;

namespace Assay.Notebook.Reports;

/// <summary>
/// Reads BibTeX files (Patashnik, "BibTeXing", 1988): entries, <c>@string</c> abbreviations, <c>#</c> joins; <c>@comment</c> and
/// <c>@preamble</c> are passed over, as is text between entries.
/// </summary>
internal sealed class BibTeXReader
{
    /// <summary>Longest file in bytes.</summary>
    public const long MostBytes = 16 << 20;

    private readonly string _text;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, string> _abbreviations = new(StringComparer.OrdinalIgnoreCase);
    private int _at;

    private BibTeXReader(string text, string file)
    {
        _text = text;
        _problems = new ProblemList(file);
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">BibTeX.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <returns>The entries by key.</returns>
    /// <exception cref="PlanException">An entry is cut off, has no key, or has the key of another.</exception>
    public static IReadOnlyDictionary<string, BibliographyEntry> Read(string text, string file)
    {
        var reader = new BibTeXReader(text, file);
        var entries = reader.Entries();
        return reader._problems.Any ? throw reader._problems.ToException() : entries;
    }

    private Dictionary<string, BibliographyEntry> Entries()
    {
        var entries = new Dictionary<string, BibliographyEntry>(StringComparer.Ordinal);
        while ((_at = _text.IndexOf('@', _at)) >= 0)
        {
            var start = _at++;
            var kind = Word().ToLowerInvariant();
            Blanks();
            if (kind.Length == 0 || _at >= _text.Length || _text[_at] is not ('{' or '('))
                continue;
            if (kind is "comment" or "preamble")
            {
                // Whole, with entries that were put out of use by it.
                if (_text[_at] == '{')
                    _ = Delimited();
                continue;
            }

            var close = _text[_at++] == '{' ? '}' : ')';
            if (!Entry(kind, close, start, entries))
            {
                Problem(start, $"the @{kind} that begins here is cut off or has no '{close}' where one is expected");
                break;
            }
        }

        return entries;
    }

    private bool Entry(string kind, char close, int start, Dictionary<string, BibliographyEntry> entries)
    {
        var key = "";
        if (kind != "string")
        {
            Blanks();
            var from = _at;
            while (_at < _text.Length && _text[_at] != ',' && _text[_at] != close && !char.IsWhiteSpace(_text[_at]))
                _at++;
            key = _text[from.._at];
            if (key.Length == 0)
                Problem(start, $"this @{kind} has no key");
        }

        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            Blanks();
            if (_at >= _text.Length)
                return false;
            if (_text[_at] == close)
            {
                _at++;
                break;
            }

            if (_text[_at] == ',')
            {
                _at++;
                continue;
            }

            var name = Word();
            Blanks();
            if (name.Length == 0 || _at >= _text.Length || _text[_at++] != '=' || Value() is not { } value)
                return false;
            fields[name.ToLowerInvariant()] = value;
        }

        if (kind == "string")
        {
            foreach (var (name, value) in fields)
                _abbreviations[name] = value;
        }
        else if (!entries.TryAdd(key, new BibliographyEntry(key, kind, fields.ToDictionary(field => field.Key, field => Plain(field.Value), StringComparer.Ordinal))))
        {
            Problem(start, $"the key '{key}' is taken by an entry before");
        }

        return true;
    }

    private string? Value()
    {
        var value = new StringBuilder();
        while (true)
        {
            Blanks();
            if (_at >= _text.Length)
                return null;
            if (_text[_at] is '{' or '"')
            {
                if (Delimited() is not { } part)
                    return null;
                value.Append(part);
            }
            else
            {
                var word = Word();
                if (word.Length == 0)
                    return null;
                value.Append(_abbreviations.GetValueOrDefault(word, word));
            }

            Blanks();
            if (_at >= _text.Length || _text[_at] != '#')
                return value.ToString();
            _at++;
        }
    }

    // Braces inside belong to the value; a quotation mark ends it only outside braces.
    private string? Delimited()
    {
        var isQuoted = _text[_at++] == '"';
        var from = _at;
        for (var depth = 0; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\\')
            {
                _at++;
            }
            else if (_text[_at] == '{')
            {
                depth++;
            }
            else if (depth == 0 && _text[_at] == (isQuoted ? '"' : '}'))
            {
                return _text[from.._at++];
            }
            else if (_text[_at] == '}')
            {
                depth--;
            }
        }

        return null;
    }

    // What people write most: groups, accents, dashes, escaped signs. Other commands lose their backslash.
    private static string Plain(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length)
            {
                i += TeXAccents.Read(value.AsSpan(i + 1), text);
            }
            else if (char.IsWhiteSpace(value[i]) || value[i] == '~')
            {
                if (text.Length > 0 && text[^1] != ' ')
                    text.Append(' ');
            }
            else if (value[i] is not ('{' or '}'))
            {
                text.Append(value[i]);
            }
        }

        return text.ToString().Trim();
    }

    private string Word()
    {
        var from = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or ':' or '.' or '+'))
            _at++;
        return _text[from.._at];
    }

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private void Problem(int at, string message) => _problems.Add(1 + _text.AsSpan(0, at).Count('\n'), 1, KeyPath.Top, message);
}
