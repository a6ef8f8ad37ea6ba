namespace Assay.Budgets;

/// <summary>How cases belong together, so that no group stands on two sides of a split.</summary>
/// <param name="Column">The column that names the case or the group.</param>
/// <param name="Separator">What stands between the tokens of a name.</param>
/// <param name="RemoveLast">How many tokens at the end do not count, from 0: 1 makes <c>train_2_a_1</c> belong to <c>train_2_a</c>.</param>
public sealed record GroupRule(string Column, string Separator = "_", int RemoveLast = 0)
{
    /// <summary>The group of a case.</summary>
    /// <param name="name">The column's field.</param>
    /// <returns>The name without its last tokens; the first token always stays.</returns>
    public string KeyOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var end = name.Length;
        for (var i = 0; i < RemoveLast; i++)
        {
            var at = end == 0 ? -1 : name.LastIndexOf(Separator, end - 1, StringComparison.Ordinal);
            if (at <= 0)
                break;
            end = at;
        }

        return name[..end];
    }
}
