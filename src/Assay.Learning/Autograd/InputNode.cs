namespace Assay.Learning.Autograd;

/// <summary>Numbers that came from outside the computation.</summary>
internal sealed class InputNode : Node
{
    public override void Backward()
    {
    }
}
