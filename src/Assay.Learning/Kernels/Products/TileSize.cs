namespace Assay.Learning.Kernels.Products;

/// <summary>A whole number that the compiler knows.</summary>
internal interface ITileSize
{
    static abstract int Value { get; }
}

/// <summary>The numbers 1 to 12 as types.</summary>
internal static class TileSize
{
    public readonly struct Of1 : ITileSize
    {
        public static int Value => 1;
    }

    public readonly struct Of2 : ITileSize
    {
        public static int Value => 2;
    }

    public readonly struct Of3 : ITileSize
    {
        public static int Value => 3;
    }

    public readonly struct Of4 : ITileSize
    {
        public static int Value => 4;
    }

    public readonly struct Of5 : ITileSize
    {
        public static int Value => 5;
    }

    public readonly struct Of6 : ITileSize
    {
        public static int Value => 6;
    }

    public readonly struct Of7 : ITileSize
    {
        public static int Value => 7;
    }

    public readonly struct Of8 : ITileSize
    {
        public static int Value => 8;
    }

    public readonly struct Of9 : ITileSize
    {
        public static int Value => 9;
    }

    public readonly struct Of10 : ITileSize
    {
        public static int Value => 10;
    }

    public readonly struct Of11 : ITileSize
    {
        public static int Value => 11;
    }

    public readonly struct Of12 : ITileSize
    {
        public static int Value => 12;
    }
}
