using System.CommandLine;
using Assay.Tracking;

namespace Assay.Cli;

/// <summary>A page of a list that is read as a whole; the token is the number of items before it.</summary>
/// <param name="From">Items to skip.</param>
/// <param name="Count">Items to show at most.</param>
internal sealed record Slice(int From, int Count)
{
    /// <summary>Reads <c>--limit</c> and <c>--after</c>.</summary>
    public static Slice Read(Invocation call, Option<string?> limit, int usual, Option<string?> after) =>
        new(Values.Count(after.Name, call.Get(after), 0), call.Count(limit, usual));

    /// <summary>The page of a list.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> all)
    {
        var end = Math.Min(all.Count, From + Count);
        return new Page<T>([.. all.Skip(From).Take(Count)], end < all.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Says how to see more, when there is more.</summary>
    public static void Announce(Invocation call, string? next)
    {
        if (next is not null)
            call.Remark($"More: --after {next}");
    }
}
