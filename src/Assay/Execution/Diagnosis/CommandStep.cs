namespace Assay.Execution.Diagnosis;

/// <summary>One step of an <c>&amp;&amp;</c> chain.</summary>
/// <param name="Name">What the step is called, unique in its chain: <c>pytest</c>, <c>dotnet test</c>, <c>pytest-2</c>.</param>
/// <param name="Text">The step's shell text, trimmed.</param>
internal sealed record CommandStep(string Name, string Text);
