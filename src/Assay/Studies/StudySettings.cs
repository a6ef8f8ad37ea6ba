using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Studies;

/// <summary>What a study is to be when it is opened; of one that is there, parts that are null stay as they are.</summary>
public sealed record StudySettings
{
    /// <summary>What is made larger or smaller, the first first; null for one objective <c>objective</c> that is made larger, or those that are there.</summary>
    public IReadOnlyList<Objective>? Objectives { get; init; }

    /// <summary>The declared space; null lets it grow as the objective asks for parameters.</summary>
    public ParameterSpace? Space { get; init; }

    /// <summary>The sampler; null for <see cref="Sampler.Auto"/>, or the one that is there.</summary>
    public Sampler? Sampler { get; init; }

    /// <summary>What ends trials early that will not win; null for nothing, or what is there.</summary>
    public Pruner? Pruner { get; init; }

    /// <summary>The command that evaluates trials; null for none, or the one that is there.</summary>
    public TrialCommand? Command { get; init; }

    /// <summary>The experiment that holds the trials' runs; null for the study's name.</summary>
    public string? Experiment { get; init; }

    /// <summary>How often a trial whose worker died is tried again. Default: not.</summary>
    public int Retries { get; init; }

    /// <summary>Whether a study that is not there is made. Default: yes.</summary>
    public bool Create { get; init; } = true;
}
