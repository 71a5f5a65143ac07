using System.Text.Json;

namespace Reprise.Archiving;

/// <summary>Tells members that a document must have from those it may have.</summary>
/// <remarks>One method for each type: a generic one over values is compiled anew in every process.</remarks>
internal static class RequiredMember
{
    /// <summary>Returns the value that was read.</summary>
    /// <exception cref="JsonException">None was.</exception>
    public static T Required<T>(this T? value)
        where T : class => value ?? throw Missing();

    /// <inheritdoc cref="Required{T}(T)"/>
    public static int Required(this int? value) => value ?? throw Missing();

    /// <inheritdoc cref="Required{T}(T)"/>
    public static long Required(this long? value) => value ?? throw Missing();

    /// <inheritdoc cref="Required{T}(T)"/>
    public static DateTime Required(this DateTime? value) => value ?? throw Missing();

    /// <inheritdoc cref="Required{T}(T)"/>
    public static DateTimeOffset Required(this DateTimeOffset? value) => value ?? throw Missing();

    public static JsonException Missing() => new("A member is missing.");
}
