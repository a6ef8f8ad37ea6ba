namespace Assay.Tuning.Importance;

/// <summary>A regression tree over cells: each leaf is a box of whole cells with the mean of its rows.</summary>
internal sealed class RegressionTree
{
    private readonly List<int> _feature = [];     // −1: a leaf.
    private readonly List<int> _threshold = [];   // Left: cells below it.
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _value = [];

    /// <summary>For each leaf, for each parameter, the first cell of its box.</summary>
    public List<int[]> Low { get; } = [];

    /// <summary>For each leaf, for each parameter, the cell after its box.</summary>
    public List<int[]> High { get; } = [];

    /// <summary>For each leaf, its value.</summary>
    public List<double> Leaves { get; } = [];

    /// <summary>
    /// Grows a tree by least squares until every leaf is pure or cannot be divided: CART [Breiman et al. 1984] without pruning, as forests use it.
    /// </summary>
    /// <param name="table">The cells.</param>
    /// <param name="orders">For each parameter, all rows in the order of their cells.</param>
    /// <param name="losses">The values.</param>
    /// <param name="weights">How often each row was drawn; rows of 0 take no part.</param>
    public static RegressionTree Grow(CellTable table, int[][] orders, double[] losses, int[] weights)
    {
        var tree = new RegressionTree();
        var rows = Array.ConvertAll(orders, order => Array.FindAll(order, row => weights[row] > 0));
        var count = rows[0].Length;
        var buffer = new int[count];
        var isLeft = new bool[table.Rows];
        var features = rows.Length;
        var open = new Stack<(int Node, int Begin, int End, int[] Low, int[] High)>();
        tree.Add();
        open.Push((0, 0, count, new int[features], Array.ConvertAll(table.Edges, edges => edges.Length - 1)));
        while (open.TryPop(out var part))
        {
            var (node, begin, end, low, high) = part;
            double sum = 0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
            long weight = 0;
            for (var i = begin; i < end; i++)
            {
                var row = rows[0][i];
                weight += weights[row];
                sum += weights[row] * losses[row];
                least = Math.Min(least, losses[row]);
                greatest = Math.Max(greatest, losses[row]);
            }

            tree._value[node] = sum / weight;
            var (feature, threshold) = least == greatest ? (-1, 0) : Best(table, rows, losses, weights, begin, end, weight, sum);
            if (feature < 0)
            {
                tree.Low.Add(low);
                tree.High.Add(high);
                tree.Leaves.Add(tree._value[node]);
                continue;
            }

            var codes = table.Codes[feature];
            var middle = begin;
            for (var i = begin; i < end; i++)
            {
                var row = rows[feature][i];
                isLeft[row] = codes[row] < threshold;
                middle += isLeft[row] ? 1 : 0;
            }

            // Every order stays an order within both parts.
            for (var other = 0; other < features; other++)
            {
                if (other == feature)
                    continue;
                var own = rows[other];
                var (left, right) = (begin, 0);
                for (var i = begin; i < end; i++)
                {
                    var row = own[i];
                    if (isLeft[row])
                        own[left++] = row;
                    else
                        buffer[right++] = row;
                }

                Array.Copy(buffer, 0, own, left, right);
            }

            var (leftHigh, rightLow) = ((int[])high.Clone(), (int[])low.Clone());
            leftHigh[feature] = threshold;
            rightLow[feature] = threshold;
            (tree._feature[node], tree._threshold[node]) = (feature, threshold);
            tree._left[node] = tree.Add();
            tree._right[node] = tree.Add();
            open.Push((tree._right[node], middle, end, rightLow, high));
            open.Push((tree._left[node], begin, middle, low, leftHigh));
        }

        return tree;
    }

    /// <summary>The value at a row.</summary>
    /// <param name="codes">For each parameter, each row's cell.</param>
    /// <param name="row">The row.</param>
    /// <param name="swapped">A parameter whose cell is that of another row; −1 for none.</param>
    /// <param name="from">The other row.</param>
    public double Predict(int[][] codes, int row, int swapped = -1, int from = 0)
    {
        var node = 0;
        while (_feature[node] is >= 0 and var feature)
            node = codes[feature][feature == swapped ? from : row] < _threshold[node] ? _left[node] : _right[node];
        return _value[node];
    }

    // The division that takes most from the sum of squares; of equals, the first parameter's lowest.
    private static (int Feature, int Threshold) Best(CellTable table, int[][] rows, double[] losses, int[] weights, int begin, int end, long weight, double sum)
    {
        var (best, feature, below, above) = (sum * sum / weight * (1 + 1e-14), -1, 0, 0);
        for (var candidate = 0; candidate < rows.Length; candidate++)
        {
            var own = rows[candidate];
            var codes = table.Codes[candidate];
            if (codes[own[begin]] == codes[own[end - 1]])
                continue;
            long leftWeight = 0;
            var leftSum = 0.0;
            var code = codes[own[begin]];
            for (var i = begin; i < end; i++)
            {
                var row = own[i];
                if (codes[row] != code)
                {
                    var (rightWeight, rightSum) = (weight - leftWeight, sum - leftSum);
                    var score = (leftSum * leftSum / leftWeight) + (rightSum * rightSum / rightWeight);
                    if (score > best)
                        (best, feature, below, above) = (score, candidate, code, codes[row]);
                    code = codes[row];
                }

                leftWeight += weights[row];
                leftSum += weights[row] * losses[row];
            }
        }

        return feature < 0 ? (-1, 0) : (feature, Threshold(table.Edges[feature], below, above));
    }

    // Between the two cells, the edge nearest to the middle of what lies between their middles.
    private static int Threshold(double[] edges, int below, int above)
    {
        if (above == below + 1)
            return above;
        var middle = (edges[below] + edges[below + 1] + edges[above] + edges[above + 1]) / 4;
        var best = below + 1;
        for (var edge = below + 2; edge <= above && Math.Abs(edges[edge] - middle) < Math.Abs(edges[best] - middle); edge++)
            best = edge;
        return best;
    }

    private int Add()
    {
        _feature.Add(-1);
        _threshold.Add(0);
        _left.Add(-1);
        _right.Add(-1);
        _value.Add(0);
        return _feature.Count - 1;
    }
}
