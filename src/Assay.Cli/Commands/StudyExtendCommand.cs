using Assay.Studies;
using Assay.Tuning.Spaces;

namespace Assay.Cli.Commands;

/// <summary><c>assay study extend</c>: gives a study another space that its trials go with.</summary>
internal static class StudyExtendCommand
{
    public static Verb Create()
    {
        var verb = new Verb("extend", "give a study a wider space")
        {
            Details = "What is typed takes the place of parameters of the same name, or is added; others stay. Every trial keeps the version of the space it was drawn from. A parameter cannot go, or become another kind of thing.",
            Examples = [new("study extend mlp --param lr=log:1e-6..1e-1", "a wider range"), new("study extend mlp --space wider.yaml", "as a file says")],
        };
        var name = verb.Takes(Opt.One("study", "its name or id"));
        var space = new StudySpaceOptions(verb);
        return verb.Does(async call =>
        {
            var typed = space.Read(call) ?? throw new AssayException("Say what the space is to be: --space wider.yaml, or --param lr=log:1e-6..1e-1.");
            await using var store = await Store.OpenAsync(call.StoreFolder(), new StoreOptions { Create = false, Clock = call.Host.Clock }, call.Cancellation);
            ParameterSpace before;
            await using (var study = await store.OpenStudyAsync(call.Get(name)!, new StudySettings { Create = false }, call.Cancellation))
                before = study.Space;
            var wider = before with
            {
                Parameters = [.. before.Parameters.Select(parameter => typed.Parameters.FirstOrDefault(other => other.Name == parameter.Name) ?? parameter), .. typed.Parameters.Where(parameter => before[parameter.Name] is null)],
                Constraints = typed.Constraints.Count > 0 ? typed.Constraints : before.Constraints,
                Derived = typed.Derived.Count > 0 ? typed.Derived : before.Derived,
            };
            var change = SpaceChange.Between(before, wider);
            if (change.IsNone)
            {
                call.Screen.Line("The space is as typed already.");
                return ExitCodes.Done;
            }

            await using var changed = await store.OpenStudyAsync(call.Get(name)!, new StudySettings { Create = false, Space = wider }, call.Cancellation);
            foreach (var sentence in change.Allowed)
                call.Screen.Line(sentence);
            return ExitCodes.Done;
        });
    }
}
