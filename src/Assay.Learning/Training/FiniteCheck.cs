using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Assay.Learning.Autograd;
using Assay.Learning.Checkpoints;
using Module = Assay.Learning.Layers.Module;

namespace Assay.Learning.Training;

/// <summary>Finds where numbers stopped being finite. Slow; called when they have.</summary>
internal static unsafe class FiniteCheck
{
    /// <summary>The first parameter, buffer or operation of the current step with a value that is not finite.</summary>
    public static string Values(Module model)
    {
        foreach (var parameter in model.State)
        {
            if (!ParameterArrays.IsFinite(parameter))
                return $"{(parameter.IsBuffer ? "Buffer" : "Parameter")} '{parameter.Name}' held such a value before the step.";
        }

        var names = model.State.ToDictionary(parameter => (Node)parameter.Node, parameter => parameter.Name);
        string? layer = null;
        foreach (var node in model.Engine.Operations)
        {
            var own = Inputs(node).Append(node.LayerParameter).OfType<Node>().Where(names.ContainsKey).Select(input => names[input]).FirstOrDefault();
            layer = own ?? layer;
            if (ParameterArrays.IsFinite(node.Engine.Precision, node.Data, node.Shape.Count))
                continue;
            if (node is InputNode)
                return $"The input of shape {node.Shape} holds such a value.";
            var operation = node.GetType().Name.Replace("Node", "", StringComparison.Ordinal);
            var place = own is not null ? $"of '{own}'" : layer is not null ? $"after '{layer}'" : "before any parameter";
            return $"The first such value is in the output of {operation} {place}, of shape {node.Shape}.";
        }

        return "Every parameter and every operation's output is finite: the loss function itself returned the value.";
    }

    /// <summary>The first parameter with a gradient that is not finite.</summary>
    public static string Gradients(Module model)
    {
        var parameter = model.Parameters.FirstOrDefault(parameter => parameter.HasGradient && !ParameterArrays.IsFinite(model.Engine.Precision, parameter.Node.Gradient, parameter.Shape.Count));
        return parameter is null ? "The sum of their squares overflows." : $"The gradient of '{parameter.Name}' holds such a value.";
    }

    // Operations keep their inputs in fields of their own; only here does anyone need to list them.
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Fields that are trimmed away make the message less exact, nothing else.")]
    private static IEnumerable<Node> Inputs(Node node) =>
        node.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(Node))
            .Select(field => field.GetValue(node))
            .OfType<Node>();
}
