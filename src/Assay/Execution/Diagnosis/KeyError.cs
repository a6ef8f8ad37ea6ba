namespace Assay.Execution.Diagnosis;

/// <summary>The line that says why a command failed.</summary>
/// <param name="Line">The line, without colours, at most 500 characters.</param>
/// <param name="Kind">
/// Who says it: <c>python</c>, <c>pytest</c>, <c>dotnet</c>, <c>dotnet test</c>, <c>rust</c>, <c>java</c>, <c>node</c>, <c>go</c>, <c>build</c>,
/// <c>shell</c>, <c>out of memory</c>, <c>signal</c>, <c>message</c> (a line that begins with "error:" or the like) or <c>last line</c>.
/// </param>
internal sealed record KeyError(string Line, string Kind);
