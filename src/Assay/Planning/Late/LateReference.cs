namespace Assay.Planning.Late;

/// <summary>A value that a plan takes from results: it is known once what it comes from is done.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Name">The study, by name or id, or the priority.</param>
/// <param name="Param">The parameter whose value is taken.</param>
public sealed record LateReference(LateKind Kind, string Name, string Param)
{
    /// <summary>As the plan writes it.</summary>
    /// <returns><c>${study:name.param}</c> or <c>${best:priority.param}</c>.</returns>
    public override string ToString() => $"${{{(Kind == LateKind.Study ? "study" : "best")}:{Name}.{Param}}}";

    /// <summary>Reads what stands after the colon; the parameter begins after the last dot, so that a study's name may hold dots.</summary>
    internal static LateReference? Parse(LateKind kind, string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 0 && dot < text.Length - 1 ? new LateReference(kind, text[..dot], text[(dot + 1)..]) : null;
    }
}
