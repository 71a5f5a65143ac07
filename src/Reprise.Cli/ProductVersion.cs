namespace Reprise.Cli;

/// <summary>The version of the program.</summary>
internal static class ProductVersion
{
    /// <summary>Such as <c>0.1.0</c>, without the commit that a build may add.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
