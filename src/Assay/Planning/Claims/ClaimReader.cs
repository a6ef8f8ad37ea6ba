using Assay.Foundation.Text;
using Assay.Planning.Expansion;
using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Planning.Claims;

/// <summary>Reads the claims of a plan, and says what contradicts itself in them.</summary>
internal sealed class ClaimReader
{
    private readonly ProblemList _problems;
    private readonly SelectionReader _selections;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<(string From, string To, YamlNode Node, KeyPath Path, bool IsGate)> _named = [];

    /// <summary>A reader for one plan.</summary>
    /// <param name="names">The plan's own ids.</param>
    /// <param name="problems">Where mistakes go.</param>
    public ClaimReader(PlanNames names, ProblemList problems)
    {
        _problems = problems;
        _selections = new SelectionReader(names, problems);
    }

    /// <summary>The claims of a list.</summary>
    /// <param name="maps">The claims that are maps; the others were reported.</param>
    public List<PlanClaim> Read(IEnumerable<(YamlMap Map, KeyPath Path)> maps)
    {
        var claims = new List<PlanClaim>();
        foreach (var (map, path) in maps)
        {
            if (map[ClaimKeys.Id.Name] is not YamlScalar { Kind: not ScalarKind.Null } id)
                continue;
            if (!_lines.TryAdd(id.Text, id.Line))
                _problems.Add(id, path.Key(ClaimKeys.Id.Name), $"'{id.Text}' is already the id of a claim (line {_lines[id.Text]})", "choose another id");
            claims.Add(ClaimOf(id.Text, map, path));
        }

        CheckNames();
        CheckCircles();
        return claims;
    }

    private PlanClaim ClaimOf(string id, YamlMap map, KeyPath path)
    {
        var gate = map[ClaimKeys.Gates.Name] is YamlList;
        var control = map[ClaimKeys.Control.Name];
        var claim = new PlanClaim(id, SelectionReader.Text(map, ClaimKeys.Says) ?? "", SelectionReader.Text(map, ClaimKeys.Metric), map.Value.Json, map.Line)
        {
            At = ValueAt.TryParse(SelectionReader.Text(map, ClaimKeys.At), out var at) ? at : default,
            Treatment = Selection(map, path, ClaimKeys.Treatment),
            Control = Selection(map, path, ClaimKeys.Control),
            ControlValue = control is YamlScalar scalar ? ClaimShapes.NumberOf(scalar) : null,
            Effect = Selection(map, path, ClaimKeys.Effect),
            Gate = Gates(id, map, path),
            Prediction = PredictionOf(map, path),
            IsRequired = SelectionReader.Text(map, ClaimKeys.Required) == "true",
            AssumeEqual = SelectionReader.Texts(map, ClaimKeys.AssumeEqual),
            Contradicts = NamesOf(id, map, path, ClaimKeys.Against),
            StatedIn = SelectionReader.Text(map, ClaimKeys.StatedIn),
        };
        CheckParts(map, path, gate);
        if (!gate)
            CheckComparison(claim, map, path);
        return claim with { Test = TestOf(claim, map[ClaimKeys.TestKey.Name] as YamlMap, path.Key(ClaimKeys.TestKey.Name)) };
    }

    private EvidenceSelection? Selection(YamlMap map, KeyPath path, PlanKey key) => _selections.Read(map[key.Name], path.Key(key.Name));

    private void CheckParts(YamlMap map, KeyPath path, bool gate)
    {
        var given = new[] { ClaimKeys.Treatment, ClaimKeys.Effect, ClaimKeys.Gates }.Where(key => map[key.Name] is not null).Select(key => key.Name).ToArray();
        if (given.Length == 0)
            _problems.Add(map, path, "the claim says nothing of its evidence", "add treatment and control, effect, or gate");
        else if (given.Length > 1)
            _problems.Add(map, path, $"{string.Join(" and ", given)} exclude each other", "keep one; make two claims of it");
        if (map[ClaimKeys.Treatment.Name] is not null && map[ClaimKeys.Control.Name] is null)
            _problems.Add(map, path, "a treatment is compared with a control, which is missing", "add control: with runs, or with a number");
        if (map[ClaimKeys.Treatment.Name] is null && map[ClaimKeys.Control.Name] is { } control)
            _problems.Add(control, path.Key(ClaimKeys.Control.Name), "a control without a treatment", "add treatment:");
        foreach (var key in new[] { ClaimKeys.Metric, ClaimKeys.At, ClaimKeys.TestKey, ClaimKeys.PredictionKey, ClaimKeys.AssumeEqual }.Where(key => gate && map[key.Name] is not null))
            _problems.Add(map[key.Name]!, path.Key(key.Name), $"a gate has no {key.Name} of its own", "put it into a condition, or into the claim it asks for");
    }

    private void CheckComparison(PlanClaim claim, YamlMap map, KeyPath path)
    {
        foreach (var (key, selection) in new[] { (ClaimKeys.Treatment, claim.Treatment), (ClaimKeys.Control, claim.Control), (ClaimKeys.Effect, claim.Effect) })
        {
            if (selection is not null && selection.Metric is null && claim.Metric is null)
                _problems.Add(map[key.Name]!, path.Key(key.Name), "no metric is named, neither here nor for the claim", "add metric:");
        }

        if (claim is { Treatment: { } treatment, Control: { } control })
        {
            if (treatment.Written == control.Written)
                _problems.Add(map[ClaimKeys.Control.Name]!, path.Key(ClaimKeys.Control.Name), "treatment and control are the same selection: nothing differs from itself");
            if (treatment.Stated is null != control.Stated is null)
                _problems.Add(map, path, "one side states its error and the other does not", "state both, or let both rest on runs");
        }
    }

    private ClaimTest TestOf(PlanClaim claim, YamlMap? map, KeyPath path)
    {
        if (map is null)
            return new ClaimTest();
        var kind = SelectionReader.Text(map, ClaimKeys.Kind);
        var within = SelectionReader.Number(map, ClaimKeys.Within);
        var test = new ClaimTest
        {
            Kind = kind switch
            {
                "bootstrap" => ClaimTestKind.Bootstrap,
                "welch" => ClaimTestKind.Welch,
                "mann-whitney" => ClaimTestKind.MannWhitney,
                "wilcoxon" => ClaimTestKind.Wilcoxon,
                "nadeau-bengio" => ClaimTestKind.NadeauBengio,
                _ => ClaimTestKind.Permutation,
            },
            IsPaired = SelectionReader.Text(map, ClaimKeys.Paired) == "true",
            Alternative = SelectionReader.Text(map, ClaimKeys.Alternative) switch
            {
                "greater" => ClaimAlternative.Greater,
                "less" => ClaimAlternative.Less,
                "different" => ClaimAlternative.Different,
                "equivalent" => ClaimAlternative.Equivalent,
                _ => null,
            },
            Confidence = SelectionReader.Number(map, ClaimKeys.Confidence) ?? 0.95,
            Margin = within ?? SelectionReader.Number(map, ClaimKeys.AtLeast) ?? 0,
            Correction = SelectionReader.Text(map, ClaimKeys.Correction) switch { "bonferroni" => ClaimCorrection.Bonferroni, "none" => ClaimCorrection.None, _ => ClaimCorrection.Holm },
            By = SelectionReader.Text(map, ClaimKeys.By),
            TestToTrain = SelectionReader.Number(map, ClaimKeys.TestShare),
            Resamples = (int)(SelectionReader.Number(map, ClaimKeys.Resamples) ?? 9999),
        };
        CheckMargins(test, map, path);
        if (test.Kind is ClaimTestKind.Wilcoxon or ClaimTestKind.NadeauBengio && !test.IsPaired)
            Wrong(ClaimKeys.Kind, $"{kind} compares pairs", "add paired: true");
        if (test.Kind == ClaimTestKind.MannWhitney && test.IsPaired)
            Wrong(ClaimKeys.Kind, "mann-whitney compares groups, not pairs", "use wilcoxon, or leave paired out");
        if (test.Kind == ClaimTestKind.NadeauBengio != test.TestToTrain is not null)
        {
            if (test.TestToTrain is null)
                Wrong(ClaimKeys.Kind, "nadeau-bengio needs test_to_train", "for k folds it is 1/(k-1), e.g. 0.25 for 5");
            else
                Wrong(ClaimKeys.TestShare, "test_to_train goes with nadeau-bengio", "leave it out");
        }

        if (test.IsPaired && claim.Treatment is not null && claim.Control is null && claim.ControlValue is not null)
            Wrong(ClaimKeys.Paired, "a number has no pairs", "leave paired out");
        if (claim is { Treatment.Stated: not null } or { Effect: not null })
        {
            foreach (var key in new[] { ClaimKeys.Kind, ClaimKeys.Paired, ClaimKeys.By, ClaimKeys.Resamples }.Where(key => map[key.Name] is not null && claim.Effect is not { Stated: null }))
                Wrong(key, $"stated figures are not resampled: {key.Name} means nothing here", "leave it out");
        }

        return test;

        void Wrong(PlanKey key, string message, string suggestion) => _problems.Add(map[key.Name] ?? map, path.Key(key.Name), message, suggestion);
    }

    private void CheckMargins(ClaimTest test, YamlMap map, KeyPath path)
    {
        var within = map[ClaimKeys.Within.Name];
        var atLeast = map[ClaimKeys.AtLeast.Name];
        if (test.Alternative == ClaimAlternative.Equivalent)
        {
            if (within is null)
                _problems.Add(map, path, "equivalent needs within: the largest difference that does not matter", "add within: 0.01");
            else if (test.Margin == 0)
                _problems.Add(within, path.Key(ClaimKeys.Within.Name), "no interval lies within 0", "write the largest difference that does not matter");
            if (atLeast is not null)
                _problems.Add(atLeast, path.Key(ClaimKeys.AtLeast.Name), "equivalent and at_least contradict each other", "write within");
        }
        else if (within is not null)
        {
            _problems.Add(within, path.Key(ClaimKeys.Within.Name), "within goes with the alternative equivalent", "write at_least, or alternative: equivalent");
        }
        else if (test is { Alternative: ClaimAlternative.Different, Margin: < 0 })
        {
            _problems.Add(atLeast!, path.Key(ClaimKeys.AtLeast.Name), "every difference is larger than a negative margin", "write 0 or more");
        }
    }

    private List<GateCondition> Gates(string id, YamlMap map, KeyPath path)
    {
        var list = new List<GateCondition>();
        var items = (map[ClaimKeys.Gates.Name] as YamlList)?.Items ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is YamlMap condition)
                list.Add(GateOf(id, condition, path.Key(ClaimKeys.Gates.Name).Item(i)));
        }

        return list;
    }

    private GateCondition GateOf(string id, YamlMap map, KeyPath path)
    {
        var gate = new GateCondition
        {
            Claim = SelectionReader.Text(map, ClaimKeys.GateClaim),
            Metric = SelectionReader.Text(map, ClaimKeys.GateMetric),
            Over = Selection(map, path, ClaimKeys.Over),
            Reduce = SelectionReader.Text(map, ClaimKeys.Reduce) switch { "min" => ValueReduction.Min, "max" => ValueReduction.Max, "mean" => ValueReduction.Mean, "median" => ValueReduction.Median, _ => null },
            AtLeast = SelectionReader.Number(map, ClaimKeys.GateAtLeast),
            AtMost = SelectionReader.Number(map, ClaimKeys.GateAtMost),
            Exists = Selection(map, path, ClaimKeys.Exists),
            Absent = Selection(map, path, ClaimKeys.Absent),
        };
        var kinds = new[] { ClaimKeys.GateClaim, ClaimKeys.GateMetric, ClaimKeys.Exists, ClaimKeys.Absent }.Where(key => map[key.Name] is not null).Select(key => key.Name).ToArray();
        if (kinds.Length != 1)
            _problems.Add(map, path, kinds.Length == 0 ? "the condition asks for nothing" : $"the condition asks for {string.Join(" and ", kinds)} at once", "write one of claim, metric, exists or absent");
        var isMetric = map[ClaimKeys.GateMetric.Name] is not null;
        if (isMetric && map[ClaimKeys.Over.Name] is null)
            _problems.Add(map, path, "a metric needs over: the runs it is looked at in", "add over:");
        if (isMetric && gate is { AtLeast: null, AtMost: null })
            _problems.Add(map, path, "a metric needs at_least or at_most", "say what passes");
        foreach (var key in new[] { ClaimKeys.Over, ClaimKeys.Reduce, ClaimKeys.GateAtLeast, ClaimKeys.GateAtMost }.Where(key => !isMetric && map[key.Name] is not null))
            _problems.Add(map[key.Name]!, path.Key(key.Name), $"{key.Name} goes with metric", "leave it out");
        CheckBounds(map, path, gate.AtLeast, gate.AtMost);
        if (gate.Claim is { } named)
            _named.Add((id, named, map[ClaimKeys.GateClaim.Name]!, path.Key(ClaimKeys.GateClaim.Name), true));
        return gate;
    }

    private ClaimPrediction? PredictionOf(YamlMap claim, KeyPath path)
    {
        if (claim[ClaimKeys.PredictionKey.Name] is not YamlMap map)
            return null;
        var place = path.Key(ClaimKeys.PredictionKey.Name);
        var prediction = new ClaimPrediction(
            SelectionReader.Number(map, ClaimKeys.PredictedAtLeast), SelectionReader.Number(map, ClaimKeys.PredictedAtMost),
            SelectionReader.Text(map, ClaimKeys.Made) is { } made ? ClaimShapes.DateOf(made) : null);
        if (prediction is { AtLeast: null, AtMost: null })
            _problems.Add(map, place, "the prediction says no bound", "add at_least, at_most or both");
        CheckBounds(map, place, prediction.AtLeast, prediction.AtMost);
        return prediction;
    }

    private void CheckBounds(YamlMap map, KeyPath path, double? atLeast, double? atMost)
    {
        if (atLeast > atMost)
            _problems.Add(map, path, string.Create(CultureInfo.InvariantCulture, $"nothing is at least {atLeast} and at most {atMost}"), "swap the bounds");
    }

    private IReadOnlyList<string> NamesOf(string id, YamlMap map, KeyPath path, PlanKey key)
    {
        var names = Expander.NamesOf(map[key.Name], path.Key(key.Name));
        foreach (var name in names)
            _named.Add((id, Expander.TextOf(name), name.Node, name.Path, false));
        return [.. names.Select(Expander.TextOf)];
    }

    private void CheckNames()
    {
        foreach (var (from, to, node, path, _) in _named)
        {
            if (!_lines.ContainsKey(to))
                _problems.Add(node, path, $"'{to}' is not a claim of this plan", NearWord.SuggestOrList(to, _lines.Keys, "the plan has no other claims"));
            else if (from == to)
                _problems.Add(node, path, $"the claim '{from}' names itself", "name another");
        }
    }

    // A gate may ask for a gate; a circle would have no verdict. Each step removes what asks for nothing that is left.
    private void CheckCircles()
    {
        var edges = _named.Where(edge => edge.IsGate && edge.From != edge.To && _lines.ContainsKey(edge.To)).ToList();
        for (var before = -1; before != edges.Count;)
        {
            before = edges.Count;
            var askers = edges.Select(edge => edge.From).ToHashSet(StringComparer.Ordinal);
            edges = [.. edges.Where(edge => askers.Contains(edge.To))];
        }

        // What waits for a circle without being in one goes too.
        for (var before = -1; before != edges.Count;)
        {
            before = edges.Count;
            var asked = edges.Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
            edges = [.. edges.Where(edge => asked.Contains(edge.From))];
        }

        if (edges.Count > 0)
            _problems.Add(edges[0].Node, edges[0].Path, $"these gates wait for each other: {string.Join(", ", edges.Select(edge => edge.From).Distinct())}", "remove one of the conditions");
    }
}
