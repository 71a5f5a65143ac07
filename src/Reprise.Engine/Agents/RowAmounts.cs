using Reprise.Normalizing;

namespace Reprise.Agents;

/// <summary>Reads what is counted from the columns of rows, where a number may be stored as a real one.</summary>
internal static class RowAmounts
{
    /// <summary>A number of tokens.</summary>
    /// <returns>0 when nothing is told, -1 when what is told is no number of things.</returns>
    public static long Tokens(JsonValue column) => Plain(column).Amount();

    /// <summary>An amount of USD, in 10^-9 USD.</summary>
    /// <returns>Null when nothing is told, -1 when what is told is no amount of money.</returns>
    public static long? NanoUsd(JsonValue column) => Plain(column).NanoUsd();

    private static JsonValue Plain(JsonValue column) => column["real"u8].IsString ? column["real"u8] : column;
}
