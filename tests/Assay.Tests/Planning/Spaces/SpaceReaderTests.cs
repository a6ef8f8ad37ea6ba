using Assay.Planning;
using Assay.Planning.Spaces;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Planning.Spaces;

public sealed class SpaceReaderTests
{
    [Fact]
    public void A_space_is_read_with_conditions_constraints_and_derived_values()
    {
        var space = SpaceReader.Parse(
            """
            space:
              lr: { float: [1e-5, 1e-1], log: true }
              layers: { int: [1, 10] }
              heads: { choice: [2, 4, 8], ordered: true }
              d_model: [64, 128]
              dropout: { float: [0, 0.5], step: 0.05, when: "layers >= 2" }
              w1: { int: [16, 256], log: true }
              w2: { int: [16, 256], step: 16 }
            constraints: ["d_model % heads == 0"]
            derived: { widths: "sort_desc(w1, w2)" }
            """,
            "space.yaml");
        Assert.Equal(new FloatDistribution(1e-5, 1e-1, IsLog: true), space["lr"]);
        Assert.Equal(new IntDistribution(1, 10), space["layers"]);
        Assert.True(SpaceChange.Same(new CategoricalDistribution([ParameterValue.Of(2), ParameterValue.Of(4), ParameterValue.Of(8)], IsOrdered: true), space["heads"]!));
        Assert.Equal(2, ((CategoricalDistribution)space["d_model"]!).Choices.Count);
        Assert.Equal(("layers >= 2", 0.05), (space.Parameters[4].When, ((FloatDistribution)space["dropout"]!).Step));
        Assert.Equal((true, 16), (((IntDistribution)space["w1"]!).IsLog, ((IntDistribution)space["w2"]!).Step));
        Assert.Equal(["d_model % heads == 0"], space.Constraints);
        Assert.Equal([new DerivedValue("widths", "sort_desc(w1, w2)")], space.Derived);
    }

    [Fact]
    public void All_mistakes_are_told_with_their_places()
    {
        var error = Assert.Throws<PlanException>(() => SpaceReader.Parse(
            """
            space:
              lr: { flaot: [1, 2] }
              a: { float: [1] }
              b: { int: [1.5, x] }
              c: { float: [0, 1], int: [0, 1] }
              d: 5
              e: { choice: [] }
              f: { choice: [1, 2], log: true }
              g: { float: [0, 1], log: maybe }
            constrains: []
            """,
            "space.yaml"));
        Assert.Equal(
            [
                "space.yaml:2:9 space.lr.flaot: 'flaot' is not known here; did you mean float?",
                "space.yaml:3:15 space.a.float: two bounds are expected; write float: [low, high]",
                "space.yaml:4:19 space.b.int[1]: a number is expected, found 'x'",
                "space.yaml:5:6 space.c: it is float and int at once; leave one of float, int and choice",
            ],
            error.Problems.Select(problem => problem.ToString()).Where(text => text.Contains(":2:9", StringComparison.Ordinal) || text.Contains(" space.a", StringComparison.Ordinal) || text.Contains(" space.b", StringComparison.Ordinal) || text.Contains(" space.c:", StringComparison.Ordinal)));
        Assert.Contains(error.Problems, problem => problem.Key == "constrains" && problem.Suggestion!.Contains("constraints", StringComparison.Ordinal));
        Assert.Contains(error.Problems, problem => problem.Key == "space.e.choice");
        Assert.Contains(error.Problems, problem => problem.Key == "space.f.log");
        Assert.Contains(error.Problems, problem => problem.Key == "space.g.log");
        Assert.Contains(error.Problems, problem => problem.Key == "space.d");
    }

    [Theory]
    [InlineData("", "a map with 'space' is expected")]
    [InlineData("space: {}", "the parameters are expected here")]
    [InlineData("space: { lr: { float: [0, 1], log: true } }", "must stay above 0")]
    [InlineData("space: { lr: { float: [1, 0] } }", "is above its upper bound")]
    [InlineData("space: { lr: { float: [0, 1] } }\nconstraints: [\"ls > 1\"]", "ls")]
    [InlineData("space: [", "not YAML")]
    public void What_cannot_be_searched_is_refused(string text, string says) =>
        Assert.Contains(says, Assert.ThrowsAny<AssayException>(() => SpaceReader.Parse(text, "space.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("lr=log:1e-5..1e-1", """[{"name":"lr","type":"float","low":1E-05,"high":0.1,"log":true,"step":null}]""")]
    [InlineData("layers=1..5", """[{"name":"layers","type":"int","low":1,"high":5,"log":false,"step":1}]""")]
    [InlineData("x=float:0..1", """[{"name":"x","type":"float","low":0,"high":1,"log":false,"step":null}]""")]
    [InlineData("d=0..0.5/0.05", """[{"name":"d","type":"float","low":0,"high":0.5,"log":false,"step":0.05}]""")]
    [InlineData("w=logint:8..512", """[{"name":"w","type":"int","low":8,"high":512,"log":true,"step":1}]""")]
    [InlineData("n=int:-4..4/2", """[{"name":"n","type":"int","low":-4,"high":4,"log":false,"step":2}]""")]
    [InlineData("opt=adam,sgd", """[{"name":"opt","type":"categorical","choices":["adam","sgd"]}]""")]
    [InlineData("heads=2,4,8", """[{"name":"heads","type":"categorical","choices":[2,4,8]}]""")]
    [InlineData("size=ordered:s,m,l", """[{"name":"size","type":"categorical","choices":["s","m","l"],"ordered":true}]""")]
    [InlineData("bias=true,false", """[{"name":"bias","type":"categorical","choices":[true,false]}]""")]
    public void A_parameter_is_read_as_typed(string text, string json) => Assert.Equal(json, new ParameterSpace([ParameterText.Read(text)]).ToJson());

    [Theory]
    [InlineData("lr")]
    [InlineData("=1..2")]
    [InlineData("lr=3")]
    [InlineData("lr=log:1..x")]
    [InlineData("lr=int:1.5..3")]
    [InlineData("opt=a,")]
    public void A_parameter_that_cannot_be_read_is_refused_with_what_is_expected(string text) =>
        Assert.Contains("expected name=low..high", Assert.Throws<AssayException>(() => ParameterText.Read(text)).Message, StringComparison.Ordinal);
}
