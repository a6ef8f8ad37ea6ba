using System.Globalization;
using System.Text;
using Assay.Notebook;
using Assay.Testing;
using Assay.Tests.Tracking.Sqlite;

namespace Assay.Tests.Notebook;

/// <summary>Logs as they should not be: what is understood goes in, nothing is lost, and importing again changes nothing.</summary>
public sealed class BadLogsTests : IDisposable
{
    private const string Log = "# Log\n\n## 2026-02-12 - Ovens\n\n### Run 1: First loaf\n- Command:\n```bash\nbake --heat 220\n```\n- Outcome: success\n- Result summary:\n  - crumb = `0.75`, naïve → better ✅\n";

    // Formats call fields and statuses by their own words.
    private static readonly string[] Labels = ["Outcome", "success", "failed", "Command", "Result", "summary"];
    private readonly StoreFolder _folder = new();
    private readonly TemporaryFolder _files = new();

    public static TheoryData<string, string> Texts => new()
    {
        { "CRLF", Log.ReplaceLineEndings("\r\n") },
        { "mixed line ends", Log.Replace("\n- Outcome", "\r\n- Outcome", StringComparison.Ordinal).Replace("\n\n### Run", "\r\r### Run", StringComparison.Ordinal) },
        { "ragged table", Log + "\n| a | b | c |\n|---|---|\n| 1 |\n| 1 | 2 | 3 | 4 |\n" },
        { "nested lists twenty deep", Log + string.Concat(Enumerable.Range(0, 20).Select(i => new string(' ', 2 * i) + $"- level{i} deep\n")) },
        { "lists sixty deep", Log + string.Concat(Enumerable.Range(0, 60).Select(i => new string(' ', 2 * i) + $"- level{i} deep\n")) },
        { "headings that repeat", Log + Log + "\n## 2026-02-12 - Ovens\n\n## 2026-02-12 - Ovens\n" },
        { "two entries of one title and date", Log + "\n### Run 1: First loaf\n- Outcome: failed\n" },
        { "numbers that overflow", Log + "\n### Run 2: Big\n- Result summary: loss = 1e999, count 99999999999999999999999999999999, step 18446744073709551616, run `seed=123456789012345678901234567890`\n- Outcome: success\n" },
        { "a fence that nobody closed", Log + "\n### Run 3: Cut\n- Command:\n```bash\nbake --heat 240\n" },
        { "an endless line", Log + "- Notes: " + string.Concat(Enumerable.Repeat("crumbs and more crumbs ", 100_000)) + "\n" },
        { "markup everywhere", Log + "\n**bold*** _x_ [link](http://a.b) <b>html</b> &amp; \\| \\` ``` `\n> quote\n\n***\n___\n<!-- remark -->\n" },
        { "only a heading", "# Training Experiments Log\n" },
    };

    public void Dispose()
    {
        _folder.Dispose();
        _files.Dispose();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_is_understood_goes_in_the_rest_is_kept_and_again_changes_nothing(string what, string text)
    {
        Assert.NotEmpty(what);
        foreach (var format in LogFormats.All)
        {
            var path = Write(format.Name + ".md", Encoding.UTF8.GetBytes(text));
            await using var store = await _folder.OpenAsync();
            var options = new LogFileOptions("ann") { Format = format.Name };
            var reading = LogFile.Read(path, options);
            await LogFile.ImportAsync(store, reading, options);
            Assert.True((await LogFile.ImportAsync(store, LogFile.Read(path, options), options)).ChangedNothing);
            Assert.Empty(await store.CheckAsync());
            var book = await StoreBook.ReadAsync(store, format.Name);
            var kept = BookText.Of(book) + format.Write(ValueHarvest.Refreshed(book));
            foreach (var word in text.Split([' ', '\n', '\r', '|', '-', '`', '*', '_', '#', ':', ',', '='], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 4 && word.All(char.IsLetter)).Distinct())
                Assert.True(Labels.Contains(word) || kept.Contains(word, StringComparison.OrdinalIgnoreCase), $"{format.Name}: '{word}' is lost");
        }
    }

    [Fact]
    public async Task Of_an_endless_line_of_numbers_an_edit_goes_in_alone()
    {
        // Far more than any look-up of each among all could get through.
        var text = "# Log\n\n### Run 1: x\n- Outcome: success\n- Result summary: first 0.25 " + string.Concat(Enumerable.Repeat("acc 0.5 ", 40_000)) + "\n";
        var options = new LogFileOptions("ann") { Format = "runs" };
        await using var store = await _folder.OpenAsync();
        await LogFile.ImportAsync(store, LogFile.Read(Write("log.md", Encoding.UTF8.GetBytes(text)), options), options);
        var edited = LogFile.Read(Write("log.md", Encoding.UTF8.GetBytes(text.Replace("0.25", "0.75", StringComparison.Ordinal))), options);
        var report = await LogFile.ImportAsync(store, edited, options);
        Assert.Equal((0, 1, 0), (report.Added, report.Updated, report.Conflicts.Count));
        var metrics = Assert.Single((await StoreBook.ReadAsync(store, "log")).Entries).Metrics;
        Assert.Equal(40_001, metrics.Count);
        Assert.Single(metrics, metric => metric.Last.Value.NumberOrNull == 0.75);
        Assert.True((await LogFile.ImportAsync(store, LogFile.Read(edited.Path, options), options)).ChangedNothing);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_log_in_another_encoding_says_the_same(int encoding)
    {
        Encoding[] encodings = [new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), new UnicodeEncoding(bigEndian: false, byteOrderMark: true), new UnicodeEncoding(bigEndian: true, byteOrderMark: true)];
        var path = Write("log.md", [.. encodings[encoding].GetPreamble(), .. encodings[encoding].GetBytes(Log)]);
        Assert.Equal(BookText.Of(LogFile.Read(Write("plain/log.md", Encoding.UTF8.GetBytes(Log)), new LogFileOptions("ann")).Book), BookText.Of(LogFile.Read(path, new LogFileOptions("ann")).Book));
    }

    [Fact]
    public void A_log_that_is_cut_in_a_character_is_read_and_the_line_is_named()
    {
        var bytes = Encoding.UTF8.GetBytes(Log);
        var reading = LogFile.Read(Write("log.md", bytes[..(Array.LastIndexOf(bytes, (byte)0xE2) + 2)]), new LogFileOptions("ann"));
        Assert.Contains(reading.Remarks, remark => remark.Line == 12 && remark.Certainty is LogCertainty.Left or LogCertainty.Repaired);
        Assert.Equal("First loaf", Assert.Single(reading.Book.Entries).Title);
    }

    [Fact]
    public void An_empty_log_and_a_binary_one_are_refused_in_a_sentence()
    {
        Assert.Contains("empty", Assert.Throws<AssayException>(() => LogFile.Read(Write("a.md", []), new LogFileOptions("ann"))).Message, StringComparison.Ordinal);
        var noise = new byte[5_000];
        new Random(3).NextBytes(noise);
        Assert.Contains("b.md", Assert.Throws<AssayException>(() => LogFile.Read(Write("b.md", noise), new LogFileOptions("ann"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_under_two_names_is_two_logs()
    {
        await using var store = await _folder.OpenAsync();
        var path = Write("log.md", Encoding.UTF8.GetBytes(Log));
        foreach (var name in (string[])["first", "second"])
        {
            var options = new LogFileOptions("ann") { Name = name };
            Assert.Equal(1, (await LogFile.ImportAsync(store, LogFile.Read(path, options), options)).Added);
        }

        Assert.Equal(["first", "second"], (await store.GetLogsAsync()).Select(log => log.Name));
    }

    [Fact]
    public void A_text_that_is_no_log_is_refused_with_the_formats()
    {
        var refusal = Assert.Throws<AssayException>(() => LogFile.Read(Write("diary.md", "Dear diary, nothing happened.\n"u8.ToArray()), new LogFileOptions("ann")));
        Assert.Contains("tracker", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Tier", "Slow")]
    public async Task A_log_of_a_hundred_megabytes_goes_in()
    {
        var text = new StringBuilder("# Log\n\n## 2026-02-12 - Ovens\n\n");
        var filling = string.Concat(Enumerable.Repeat("The crust was darker than the one before and the crumb softer. ", 160));
        for (var i = 1; text.Length < 100_000_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"### Run {i}: Loaf\n- Outcome: success\n- Result summary: crumb = `0.{i}`\n- Notes:\n  - {filling}\n\n");
        var path = Write("large.md", Encoding.UTF8.GetBytes(text.ToString()));
        text.Clear();
        await using var store = await _folder.OpenAsync();
        var options = new LogFileOptions("ann");
        var reading = LogFile.Read(path, options);
        var report = await LogFile.ImportAsync(store, reading, options);
        Assert.Equal(reading.Book.Entries.Count, report.Added);
        Assert.True(report.Added > 9_000);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_in_a_sentence()
    {
        var random = new Random(11);
        var log = Encoding.UTF8.GetBytes(Log);
        for (var i = 0; i < 400; i++)
        {
            var bytes = (byte[])log.Clone();
            for (var n = random.Next(1, 30); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            foreach (var format in LogFormats.All)
            {
                try
                {
                    _ = LogFile.Read(Write("fuzz.md", bytes), new LogFileOptions("ann") { Format = format.Name });
                }
                catch (AssayException refusal)
                {
                    Assert.Contains("fuzz.md", refusal.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_files.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }
}
