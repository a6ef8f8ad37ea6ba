using Assay.Notebook;
using Assay.Notebook.Runs;
using Assay.Testing;

namespace Assay.Tests.Notebook.Runs;

public sealed class RunsFormatTests : LogFormatConformance
{
    protected override ILogFormat Format { get; } = new RunsFormat();

    protected override IEnumerable<LogBook> Books => [RunsFixtures.Empty, RunsFixtures.FromScratch, RunsFixtures.Everything];

    protected override IEnumerable<string> Texts => [RunsFixtures.Tidy, RunsFixtures.Untidy, RunsFixtures.Tidy.ReplaceLineEndings("\r\n"), RunsFixtures.Untitled];

    // Labels and words for a status have one form each when written.
    protected override bool IsSaidOtherwise(string word) => word is "done" or "steps" or "Key" or "results" or "Artifacts" or "passed" or "crashed" or "Results" or "Status";
}
