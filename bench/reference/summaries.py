"""Reference numbers of tests/Assay.Numerics.Tests/Statistics/SummaryTestTests.cs, from scipy 1.10.1."""
from scipy import stats

for m1, s1, n1, m2, s2, n2 in [(0.301716, 0.0009, 10, 0.298829, 0.0011, 10), (5.0, 1.2, 4, 3.0, 0.7, 25), (0.1, 0.02, 6, 0.3, 0.05, 3)]:
    both = stats.ttest_ind_from_stats(m1, s1, n1, m2, s2, n2, equal_var=False).pvalue
    greater = stats.ttest_ind_from_stats(m1, s1, n1, m2, s2, n2, equal_var=False, alternative="greater").pvalue
    e1, e2 = s1 / n1**0.5, s2 / n2**0.5
    df = (e1**2 + e2**2) ** 2 / (e1**4 / (n1 - 1) + e2**4 / (n2 - 1))
    print(df, both, greater, *stats.t.interval(0.95, df, loc=m1 - m2, scale=(e1 * e1 + e2 * e2) ** 0.5))

for effect, error, margin in [(0.02, 0.01, 0.0), (0.02, 0.01, 0.005), (-0.3, 0.2, 0.1)]:
    z = (effect - margin) / error
    print(2 * stats.norm.sf(abs(z)), stats.norm.sf(z), stats.norm.cdf(z), *stats.norm.interval(0.99, effect, error))
