namespace Assay.Planning.Expansion;

/// <summary>What a stretch of a template stands for.</summary>
internal enum TemplatePartKind
{
    /// <summary>Itself.</summary>
    Literal,

    /// <summary><c>${name}</c>: a variable of the plan; in a shell command its value is one word.</summary>
    Variable,

    /// <summary><c>${raw:name}</c>: a variable that a shell command takes as it is.</summary>
    Raw,

    /// <summary><c>${env:NAME}</c> or <c>${env:NAME:-default}</c>: a variable of the environment of the reader.</summary>
    Environment,

    /// <summary><c>${study:name.param}</c>: the best trial of a study.</summary>
    Study,

    /// <summary><c>${best:priority.param}</c>: the best run of a priority.</summary>
    Best,
}
