namespace Assay.Learning.Training;

/// <summary>A loss, gradient or parameter became NaN or infinite; the message says when and where in the model it began.</summary>
public sealed class NonFiniteException : Exception
{
    internal NonFiniteException(long step, int epoch, string what, string culprit)
        : base(string.Create(CultureInfo.InvariantCulture, $"Step {step} (epoch {epoch}): {what} is not finite. {culprit} A lower learning rate, clipped gradients or scaled features usually help."))
    {
        Step = step;
        Culprit = culprit;
    }

    /// <summary>The optimizer's step, from 0, in which it was found.</summary>
    public long Step { get; }

    /// <summary>A sentence with the first value that is not finite.</summary>
    public string Culprit { get; }
}
