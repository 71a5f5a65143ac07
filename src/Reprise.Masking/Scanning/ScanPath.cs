using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Reprise.Masking.Scanning;

/// <summary>How wide a step of the anchor pass is; all give the same answers.</summary>
internal enum ScanPath : byte
{
    /// <summary>One position after the other.</summary>
    Scalar,

    /// <summary>16 positions at a time.</summary>
    Vector128,

    /// <summary>32 positions at a time.</summary>
    Vector256,

    /// <summary>64 positions at a time, with tables of a whole alphabet in two registers.</summary>
    Vector512,
}

/// <summary>Knows which paths this processor can take.</summary>
internal static class ScanPaths
{
    /// <summary>The fastest one.</summary>
    public static ScanPath Best =>
        IsSupported(ScanPath.Vector512) ? ScanPath.Vector512
        : IsSupported(ScanPath.Vector256) ? ScanPath.Vector256
        : IsSupported(ScanPath.Vector128) ? ScanPath.Vector128
        : ScanPath.Scalar;

    /// <summary>Tells whether a path can be taken.</summary>
    public static bool IsSupported(ScanPath path) =>
        path switch
        {
            ScanPath.Vector512 => Avx512Vbmi.IsSupported,
            ScanPath.Vector256 => Avx2.IsSupported,
            // Without a shuffle of bytes in hardware it would be slower than one position after the other.
            ScanPath.Vector128 => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported,
            _ => true,
        };
}
