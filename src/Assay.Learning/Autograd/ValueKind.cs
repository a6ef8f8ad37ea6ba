namespace Assay.Learning.Autograd;

/// <summary>What the operation that made a value says of its numbers, so that a sigmoid is never applied twice.</summary>
internal enum ValueKind
{
    /// <summary>Nothing is known.</summary>
    Any,

    /// <summary>Outputs of a sigmoid or softmax: probabilities already.</summary>
    Probabilities,
}
