using System.Text;
using System.Text.Json;
using Assay.Testing;

namespace Assay.Cli.Tests;

/// <summary>The conclusions of five real logs, as examples/seeds-audit states them: imported, tested, and shown in its README as they come out.</summary>
public sealed class SeedsAuditTests
{
    private const string Example = "examples/seeds-audit";

    [Fact]
    public async Task The_logs_conclusions_come_out_as_approved_and_as_the_readme_shows_them()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "Service missing: the research logs are not beside the checkout.");
        using var session = await CliSession.WithStoreAsync();
        var folder = Path.Combine(RepositoryFolder.Root!, Example);
        foreach (var log in Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Shared!, "seeds"), "*.md").Order(StringComparer.Ordinal))
            await session.OutputAsync("import", "log", log);
        File.Copy(Path.Combine(folder, "assay.yaml"), Path.Combine(session.Folder, "assay.yaml"));
        var table = Table(await session.OutputAsync("claims", "check", "--json"));
        Approved.Verify("tests/Assay.Cli.Tests/Expectations/Claims/SeedsAudit.txt", table);
        var readme = (await File.ReadAllTextAsync(Path.Combine(folder, "README.md"))).ReplaceLineEndings("\n");
        Assert.Contains(table, readme, StringComparison.Ordinal);
        // Every line that a claim is stated in exists, and bears out that something is claimed there.
        foreach (var (file, line) in StatedIn(await File.ReadAllTextAsync(Path.Combine(folder, "assay.yaml"))))
            Assert.NotEmpty((await File.ReadAllLinesAsync(Path.Combine(RepositoryFolder.Shared!, "seeds", file)))[line - 1].Trim());
    }

    private static string Table(string json)
    {
        using var page = JsonDocument.Parse(json);
        var text = new StringBuilder("| stated in | claim | verdict | effect | interval |\n|---|---|---|---|---|\n");
        foreach (var claim in page.RootElement.GetProperty("items").EnumerateArray())
        {
            var interval = claim.TryGetProperty("interval", out var bounds) && bounds.GetProperty("lower").ValueKind == JsonValueKind.Number
                ? $"{Number(bounds.GetProperty("lower"))} to {Number(bounds.GetProperty("upper"))}" : "";
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| {claim.GetProperty("stated_in").GetString()!.Replace(".md", "", StringComparison.Ordinal)} | {claim.GetProperty("says").GetString()} | {claim.GetProperty("verdict").GetString()} | {(claim.TryGetProperty("effect", out var effect) ? Number(effect) : "")} | {interval} |\n");
        }

        return text.ToString();
    }

    private static string Number(JsonElement value) => value.GetDouble().ToString("+0.####;-0.####;0", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<(string File, int Line)> StatedIn(string plan) => plan.Split('\n')
        .Where(line => line.Contains("stated_in: ", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf("stated_in: ", StringComparison.Ordinal) + 11)..].Trim().Split(':'))
        .Select(parts => (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)));
}
