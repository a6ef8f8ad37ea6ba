namespace Assay.Learning.Kernels.Lanes;

/// <summary>What <see cref="SingleMath{V}"/> needs of a register of <see cref="float"/> beyond arithmetic: its exponents and signs.</summary>
/// <typeparam name="TSelf">The register.</typeparam>
internal interface ISingleLanes<TSelf> : ILanes<TSelf, float>
    where TSelf : struct, ISingleLanes<TSelf>
{
    /// <summary>The nearest integers.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>value · 2^exponent, for integral exponents of −252 … 254, rounded once where the result is normal.</summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>Splits positive normal numbers into m · 2^exponent with m in [√½, √2); gives m. Other values give nonsense.</summary>
    static abstract TSelf Split(TSelf value, out TSelf exponent);

    /// <summary>The magnitudes with the signs of <paramref name="sign"/>; magnitudes are not negative.</summary>
    static abstract TSelf WithSign(TSelf magnitude, TSelf sign);

    /// <summary><see cref="ILanes{TSelf,T}.Max"/> for a left that is no NaN, in one instruction.</summary>
    static abstract TSelf AtLeast(TSelf floor, TSelf value);

    /// <summary><see cref="ILanes{TSelf,T}.Min"/> for a left that is no NaN, in one instruction.</summary>
    static abstract TSelf AtMost(TSelf ceiling, TSelf value);
}
