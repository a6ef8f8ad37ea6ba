namespace Assay.Tracking.Queries;

/// <summary>The patterns of <c>like</c>: % stands for any characters, _ for one, the escape character takes the next one literally.</summary>
internal static class LikePattern
{
    /// <summary>Whether the pattern does not end inside an escape.</summary>
    public static bool IsComplete(string pattern, char? escape) => !Pieces(pattern, escape).Any(p => p.Kind == PieceKind.Torn);

    /// <summary>Whether a short text of ASCII letters matches; time grows with the product of the lengths.</summary>
    public static bool Matches(string text, string pattern, char? escape, bool ignoreCase)
    {
        // reachable[i]: the pieces so far can match the first i characters.
        var reachable = new bool[text.Length + 1];
        reachable[0] = true;
        foreach (var piece in Pieces(pattern, escape))
        {
            var next = new bool[text.Length + 1];
            for (var i = 0; i <= text.Length; i++)
            {
                next[i] = piece.Kind switch
                {
                    PieceKind.Any => reachable[i] || (i > 0 && next[i - 1]),
                    PieceKind.One => i > 0 && reachable[i - 1],
                    _ => i > 0 && reachable[i - 1] && (ignoreCase ? char.ToLowerInvariant(text[i - 1]) == char.ToLowerInvariant(piece.Character) : text[i - 1] == piece.Character),
                };
            }
            reachable = next;
        }
        return reachable[text.Length];
    }

    /// <summary>The same pattern for SQLite's GLOB, which heeds case: *, ? and [ are put in brackets.</summary>
    public static string ToGlob(string pattern, char? escape)
    {
        var glob = new StringBuilder();
        foreach (var piece in Pieces(pattern, escape))
        {
            _ = piece.Kind switch
            {
                PieceKind.Any => glob.Append('*'),
                PieceKind.One => glob.Append('?'),
                _ when piece.Character is '*' or '?' or '[' => glob.Append('[').Append(piece.Character).Append(']'),
                _ => glob.Append(piece.Character),
            };
        }
        return glob.ToString();
    }

    private static IEnumerable<(PieceKind Kind, char Character)> Pieces(string pattern, char? escape)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape)
                yield return ++i < pattern.Length ? (PieceKind.Literal, pattern[i]) : (PieceKind.Torn, '\0');
            else
                yield return (pattern[i] switch { '%' => PieceKind.Any, '_' => PieceKind.One, _ => PieceKind.Literal }, pattern[i]);
        }
    }

    private enum PieceKind
    {
        Literal,
        One,
        Any,
        Torn,
    }
}
