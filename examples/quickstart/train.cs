// Will tomorrow's high of the S&P 500 reach today's close + 1 %? A logistic regression on daily indicators.
//
//   dotnet build train.cs -o .build
//   dotnet .build/train.dll --features all --l2 0.01 --seed 1 --out outputs/try
//
// The program knows nothing of Assay: it takes options, prints its progress and writes results.json.
#:property PublishAot=false
#:property InvariantGlobalization=true

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

try
{
    var options = Options.Parse(args);
    var days = Prices.Load(options.Data);
    var indicators = Indicators.Named(options.Features);
    var rows = Indicators.Rows(days, indicators);

    // A row belongs to a part when its day and the next one, which holds the answer, both do: no part reads another's prices.
    // The dates are fixed, and the order is that of time.
    var train = Rows.Between(rows, new(2000, 1, 1), new(2012, 12, 31));
    var valid = Rows.Between(rows, new(2013, 1, 1), new(2015, 12, 31));
    var test = Rows.Between(rows, new(2016, 1, 1), new(2020, 4, 17));

    var scale = Standardization.Of(train);
    train = scale.Apply(train);
    var resample = Rows.BlockBootstrap(train, options.Seed);
    var model = LogisticRegression.Fit(resample, options.L2, (epoch, loss) => Console.WriteLine($"epoch {epoch} loss {loss:F6}"));

    var floor = train.Count(row => row.Rises) / (double)train.Length;
    JsonObject Report(Row[] part) => Evaluation.Report(part, [.. part.Select(row => model.Probability(row.Values))], floor);
    var results = new JsonObject
    {
        ["train"] = Report(train),
        ["valid"] = Report(scale.Apply(valid)),
        ["test"] = Report(scale.Apply(test)),
        ["config"] = new JsonObject
        {
            ["features"] = options.Features,
            ["l2"] = options.L2,
            ["seed"] = options.Seed,
            ["bias"] = model.Bias,
            ["weights"] = new JsonObject(indicators.Zip(model.Weights)
                .OrderByDescending(pair => Math.Abs(pair.Second))
                .Select(pair => KeyValuePair.Create(pair.First.Name, (JsonNode?)pair.Second))),
        },
    };

    Directory.CreateDirectory(options.Out);
    var path = Path.Combine(options.Out, "results.json");
    File.WriteAllText(path + ".tmp", results.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    File.Move(path + ".tmp", path, overwrite: true);
    Console.WriteLine($"valid auc {Number(results, "valid", "auc"):F4}  log loss {Number(results, "valid", "log_loss"):F4} "
        + $"(constant predictor {Number(results, "valid", "floor", "log_loss"):F4})  -> {path}");
    return 0;
}
catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException or InvalidDataException or ArithmeticException)
{
    Console.Error.WriteLine("train: " + e.Message.ReplaceLineEndings(" "));
    return 1;
}

static double Number(JsonNode node, params string[] keys) => (double?)keys.Aggregate((JsonNode?)node, (at, key) => at?[key]) ?? double.NaN;

sealed class UsageException(string message) : Exception(message);

sealed record Options(string Data, string Features, double L2, int Seed, string Out)
{
    public static Options Parse(string[] args)
    {
        var values = new Dictionary<string, string>
        {
            ["--data"] = "../../data/sp500-2000.csv",
            ["--features"] = "all",
            ["--l2"] = "0.01",
            ["--seed"] = "1",
            ["--out"] = "outputs/try",
        };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!values.ContainsKey(args[i]))
                throw new UsageException($"unknown option '{args[i]}'; the options are {string.Join(", ", values.Keys)}.");
            values[args[i]] = i + 1 < args.Length ? args[i + 1] : throw new UsageException($"{args[i]} needs a value.");
        }

        if (!double.TryParse(values["--l2"], NumberStyles.Float, CultureInfo.InvariantCulture, out var l2) || !double.IsFinite(l2) || l2 < 0)
            throw new UsageException($"--l2 '{values["--l2"]}' is not a number >= 0.");
        if (!int.TryParse(values["--seed"], NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            throw new UsageException($"--seed '{values["--seed"]}' is not a whole number >= 0.");
        return new(values["--data"], values["--features"], l2, seed, values["--out"]);
    }
}

readonly record struct Day(DateOnly Date, double Open, double High, double Low, double Close, double Volume);

static class Prices
{
    // The results are stated for exactly this file (data/README.md); other bytes would make other numbers under the same name.
    private const string Sha256 = "9409e9342d0657c747324e4cfabce8a8c7f663bc485b95a3378f36b0a160f8c8";

    public static Day[] Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (found != Sha256)
            throw new InvalidDataException($"{path} is not the expected file: its SHA-256 is {found}, expected {Sha256}.");

        using var reader = new StreamReader(new MemoryStream(bytes));
        reader.ReadLine(); // date,open,high,low,close,adjclose,volume
        var days = new List<Day>();
        while (reader.ReadLine() is { } line)
        {
            var f = line.Split(',');
            double At(int column) => double.Parse(f[column], CultureInfo.InvariantCulture);
            days.Add(new(DateOnly.ParseExact(f[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), At(1), At(2), At(3), At(4), At(6)));
        }

        return [.. days];
    }
}

/// <summary>A named series: its value on day t is computed from days up to and including t.</summary>
sealed record Indicator(string Name, string[] Groups, Func<Day[], double[]> Compute);

static class Indicators
{
    // The longest look back (the 50-day mean); earlier days have no complete set of indicators.
    private const int WarmUp = 50;

    private static readonly Indicator[] All =
    [
        new("return_1", ["basic", "momentum"], days => Each(days, 1, t => Math.Log(days[t].Close / days[t - 1].Close))),
        new("return_5", ["basic", "momentum"], days => Each(days, 5, t => Math.Log(days[t].Close / days[t - 5].Close))),
        new("return_20", ["basic", "momentum"], days => Each(days, 20, t => Math.Log(days[t].Close / days[t - 20].Close))),
        new("volume_ratio_20", ["basic"], days => Each(days, 20, t => Math.Log(days[t].Volume / Mean(t, 20, i => days[i].Volume)))),
        new("monday", ["basic"], days => Each(days, 0, t => days[t].Date.DayOfWeek == DayOfWeek.Monday ? 1 : 0)),
        new("friday", ["basic"], days => Each(days, 0, t => days[t].Date.DayOfWeek == DayOfWeek.Friday ? 1 : 0)),
        new("rsi_14", ["momentum"], days => Each(days, 14, t => RelativeStrength(days, t, 14))),
        new("macd_12_26_9", ["momentum"], Macd),
        new("distance_mean_20", ["momentum"], days => Each(days, 20, t => (days[t].Close / Mean(t, 20, i => days[i].Close)) - 1)),
        new("distance_mean_50", ["momentum"], days => Each(days, 50, t => (days[t].Close / Mean(t, 50, i => days[i].Close)) - 1)),
        new("range", ["volatility"], days => Each(days, 0, t => (days[t].High - days[t].Low) / days[t].Close)),
        new("true_range_14", ["volatility"], days => Each(days, 14, t => Mean(t, 14, i => TrueRange(days, i)) / days[t].Close)),
        new("volatility_5", ["volatility"], days => Each(days, 5, t => Deviation(days, t, 5))),
        new("volatility_20", ["volatility"], days => Each(days, 20, t => Deviation(days, t, 20))),
    ];

    public static Indicator[] Named(string features)
    {
        Indicator[] chosen = [.. All.Where(indicator => features == "all" || indicator.Groups.Contains(features))];
        return chosen.Length > 0
            ? chosen
            : throw new UsageException($"--features '{features}' is unknown; use basic, momentum, volatility or all.");
    }

    /// <summary>One row a day that has all indicators and a next day, in the order of time.</summary>
    public static Row[] Rows(Day[] days, Indicator[] indicators)
    {
        const double Reach = 1.01; // The question: is the next day's high at least 1 % over today's close?
        var columns = Array.ConvertAll(indicators, indicator => indicator.Compute(days));
        return [.. Enumerable.Range(WarmUp, days.Length - WarmUp - 1).Select(t => new Row(
            days[t].Date, days[t + 1].Date, Array.ConvertAll(columns, column => column[t]), days[t + 1].High >= days[t].Close * Reach))];
    }

    private static double[] Each(Day[] days, int from, Func<int, double> value) =>
        [.. Enumerable.Range(0, days.Length).Select(t => t < from ? double.NaN : value(t))];

    private static double Mean(int t, int n, Func<int, double> value) => Enumerable.Range(t - n + 1, n).Average(value);

    private static double Deviation(Day[] days, int t, int n)
    {
        double Return(int i) => Math.Log(days[i].Close / days[i - 1].Close);
        var mean = Mean(t, n, Return);
        return Math.Sqrt(Mean(t, n, i => (Return(i) - mean) * (Return(i) - mean)));
    }

    private static double TrueRange(Day[] days, int t) =>
        Math.Max(days[t].High, days[t - 1].Close) - Math.Min(days[t].Low, days[t - 1].Close);

    // Share of the moves of n days that went up, 0 to 1; 0.5 when nothing moved.
    private static double RelativeStrength(Day[] days, int t, int n)
    {
        var up = Mean(t, n, i => Math.Max(0, days[i].Close - days[i - 1].Close));
        var down = Mean(t, n, i => Math.Max(0, days[i - 1].Close - days[i].Close));
        return up + down > 0 ? up / (up + down) : 0.5;
    }

    // The histogram of moving average convergence/divergence, as a share of the price.
    private static double[] Macd(Day[] days)
    {
        var close = Array.ConvertAll(days, day => day.Close);
        double[] difference = [.. Exponential(close, 12).Zip(Exponential(close, 26), (fast, slow) => fast - slow)];
        return [.. difference.Zip(Exponential(difference, 9), (line, signal) => line - signal).Zip(close, (gap, price) => gap / price)];
    }

    private static double[] Exponential(double[] values, int span)
    {
        var mean = values[0];
        return Array.ConvertAll(values, value => mean += (value - mean) * 2 / (span + 1));
    }
}

/// <summary>One day's indicators, and whether the next day's high reached the mark.</summary>
sealed record Row(DateOnly Date, DateOnly Next, double[] Values, bool Rises);

static class Rows
{
    // A trading month: long enough that calm and wild weeks stay together in a resample.
    private const int BlockLength = 20;

    public static Row[] Between(Row[] rows, DateOnly first, DateOnly last) => [.. rows.Where(row => row.Date >= first && row.Next <= last)];

    /// <summary>As many rows as given, in blocks of neighbouring days drawn with replacement: how the fit varies over such samples is what seeds show.</summary>
    public static Row[] BlockBootstrap(Row[] rows, int seed)
    {
        var random = new Random(seed);
        var drawn = new List<Row>(rows.Length + BlockLength);
        while (drawn.Count < rows.Length)
            drawn.AddRange(rows.AsSpan(random.Next(rows.Length - BlockLength + 1), BlockLength));
        return [.. drawn.Take(rows.Length)];
    }
}

/// <summary>Mean and deviation of each indicator on the training part; every part is scaled by these.</summary>
sealed record Standardization(double[] Means, double[] Deviations)
{
    public static Standardization Of(Row[] rows)
    {
        var width = rows[0].Values.Length;
        double[] means = [.. Enumerable.Range(0, width).Select(i => rows.Average(row => row.Values[i]))];
        double[] deviations = [.. Enumerable.Range(0, width).Select(i => Math.Sqrt(rows.Average(row => Math.Pow(row.Values[i] - means[i], 2))))];
        return new(means, deviations);
    }

    public Row[] Apply(Row[] rows) =>
        Array.ConvertAll(rows, row => row with { Values = [.. row.Values.Select((value, i) => (value - Means[i]) / Deviations[i])] });
}

/// <summary>p = 1 / (1 + exp(-(bias + weights . x))).</summary>
sealed record LogisticRegression(double Bias, double[] Weights)
{
    private const int MostEpochs = 50;
    private const double SmallestStep = 1e-9; // Newton doubles the right digits a step: this is the last but one.

    public double Probability(double[] x) => 1 / (1 + Math.Exp(-Score(x)));

    /// <summary>Newton's method on mean log loss + l2/2 |weights|^2 (the bias is free), from zero; the minimum is unique for l2 > 0.</summary>
    public static LogisticRegression Fit(Row[] rows, double l2, Action<int, double> afterEpoch)
    {
        var width = rows[0].Values.Length + 1; // The last place is the bias.
        var model = new LogisticRegression(0, new double[width - 1]);
        for (var epoch = 1; epoch <= MostEpochs; epoch++)
        {
            var gradient = new double[width];
            var hessian = new double[width, width];
            foreach (var row in rows)
            {
                double[] x = [.. row.Values, 1];
                var p = model.Probability(row.Values);
                for (var i = 0; i < width; i++)
                {
                    gradient[i] += (p - (row.Rises ? 1 : 0)) * x[i] / rows.Length;
                    for (var j = 0; j <= i; j++)
                        hessian[i, j] += p * (1 - p) * x[i] * x[j] / rows.Length;
                }
            }

            for (var i = 0; i < width - 1; i++)
            {
                gradient[i] += l2 * model.Weights[i];
                hessian[i, i] += l2;
            }

            var step = SolvePositiveDefinite(hessian, gradient);
            model = new(model.Bias - step[^1], [.. model.Weights.Zip(step, (weight, change) => weight - change)]);
            afterEpoch(epoch, rows.Average(row => Evaluation.LogLoss(model.Probability(row.Values), row.Rises)));
            if (step.Max(Math.Abs) < SmallestStep)
                return model;
        }

        throw new ArithmeticException($"the fit did not converge in {MostEpochs} epochs; a larger --l2 than {l2} makes it.");
    }

    private double Score(double[] x) => Bias + x.Zip(Weights, (value, weight) => value * weight).Sum();

    // Cholesky, in place in the lower triangle, then forward and backward substitution.
    private static double[] SolvePositiveDefinite(double[,] a, double[] b)
    {
        var n = b.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                    sum -= a[i, k] * a[j, k];
                if (i == j && !(sum > 0))
                    throw new ArithmeticException("the indicators depend on each other; a larger --l2 makes the fit possible.");
                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }
        }

        var x = (double[])b.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                x[i] -= a[i, k] * x[k];
            x[i] /= a[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                x[i] -= a[k, i] * x[k];
            x[i] /= a[i, i];
        }

        return x;
    }
}

static class Evaluation
{
    private const double Threshold = 0.5;

    /// <summary>What the probabilities are worth on these rows, beside a predictor that always says <paramref name="floor"/> (the training base rate).</summary>
    public static JsonObject Report(Row[] rows, double[] p, double floor)
    {
        var constant = Enumerable.Repeat(floor, rows.Length).ToArray();
        double predicted = p.Count(value => value >= Threshold), rises = rows.Count(row => row.Rises);
        double hits = rows.Zip(p).Count(pair => pair.First.Rises && pair.Second >= Threshold);
        return new JsonObject
        {
            ["rows"] = rows.Length,
            ["base_rate"] = rises / rows.Length,
            ["auc"] = Auc(rows, p),
            ["log_loss"] = rows.Zip(p).Average(pair => LogLoss(pair.Second, pair.First.Rises)),
            ["brier"] = Brier(rows, p),
            ["accuracy"] = Accuracy(rows, p),
            // Undefined is null, not zero: no day was called, or none rose.
            ["precision"] = predicted > 0 ? hits / predicted : null,
            ["recall"] = rises > 0 ? hits / rises : null,
            ["floor"] = new JsonObject
            {
                ["log_loss"] = rows.Average(row => LogLoss(floor, row.Rises)),
                ["brier"] = Brier(rows, constant),
                ["accuracy"] = Accuracy(rows, constant),
            },
        };
    }

    public static double LogLoss(double p, bool rises) => -Math.Log(Math.Clamp(rises ? p : 1 - p, 1e-15, 1));

    private static double Brier(Row[] rows, double[] p) => rows.Zip(p).Average(pair => Math.Pow(pair.Second - (pair.First.Rises ? 1 : 0), 2));

    private static double Accuracy(Row[] rows, double[] p) => rows.Zip(p).Average(pair => pair.First.Rises == pair.Second >= Threshold ? 1.0 : 0.0);

    // The chance that a rising day scores above another, ties counting half: the rank sum, with equal scores sharing their mean rank.
    private static double? Auc(Row[] rows, double[] p)
    {
        double rising = rows.Count(row => row.Rises), other = rows.Length - rising, rankSum = 0, below = 0;
        if (rising == 0 || other == 0)
            return null;
        foreach (var tie in rows.Zip(p).GroupBy(pair => pair.Second, pair => pair.First).OrderBy(group => group.Key))
        {
            rankSum += tie.Count(row => row.Rises) * (below + ((tie.Count() + 1) / 2.0));
            below += tie.Count();
        }

        return (rankSum - (rising * (rising + 1) / 2)) / (rising * other);
    }
}
