namespace Assay.Foundation.Formats;

/// <summary>Cuts a CSV text into rows and fields, as RFC 4180 has it: quotes may hold commas, line ends and doubled quotes. Empty lines are left out.</summary>
/// <param name="text">The text.</param>
/// <param name="name">The file's name, for messages.</param>
internal sealed class CsvFields(string text, string name)
{
    private int _at;
    private int _line = 1;

    /// <summary>The line on which the row that was read last begins, from 1.</summary>
    public int RowLine { get; private set; }

    /// <summary>Reads the next row.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool ReadRow(List<string> fields)
    {
        fields.Clear();
        while (AtLineEnd())
            SkipLineEnd();
        if (_at == text.Length)
            return false;
        RowLine = _line;
        while (true)
        {
            fields.Add(_at < text.Length && text[_at] == '"' ? Quoted() : Plain());
            if (_at == text.Length || AtLineEnd())
                return true;
            _at++; // the comma
        }
    }

    private bool AtLineEnd() => _at < text.Length && text[_at] is '\n' or '\r';

    private void SkipLineEnd()
    {
        if (text[_at] == '\n' || _at + 1 == text.Length || text[_at + 1] != '\n')
            _line++;
        _at++;
    }

    private string Plain()
    {
        var length = text.AsSpan(_at).IndexOfAny(',', '\n', '\r');
        var end = length < 0 ? text.Length : _at + length;
        var field = text[_at..end].Trim();
        _at = end;
        return field;
    }

    private string Quoted()
    {
        var field = new StringBuilder();
        var line = _line;
        for (_at++; ; _at++)
        {
            if (_at == text.Length)
                throw new DataFileException($"{name}:{line}", "a quote is opened and not closed", "a second quote");
            if (text[_at] == '\n')
                _line++;
            if (text[_at] != '"')
                field.Append(text[_at]);
            else if (_at + 1 < text.Length && text[_at + 1] == '"')
                field.Append(text[_at++]);
            else
                break;
        }

        _at++;
        if (_at < text.Length && text[_at] is not (',' or '\n' or '\r'))
            throw new DataFileException($"{name}:{_line}", "text follows a closing quote", "a comma or the end of the line");
        return field.ToString();
    }
}
