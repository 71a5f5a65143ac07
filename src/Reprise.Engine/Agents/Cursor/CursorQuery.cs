namespace Reprise.Agents.Cursor;

/// <summary>Finds what a person typed in what the model was sent: <c>&lt;user_query&gt;</c> among things that the program adds.</summary>
internal static class CursorQuery
{
    /// <param name="text">What the model was sent.</param>
    /// <param name="typed">What the person typed.</param>
    /// <returns>False when it is all the program's.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> typed)
    {
        typed = text;
        int start = text.IndexOf("<user_query>"u8);
        if (start < 0)
            return !text.TrimStart(" \r\n\t"u8).StartsWith("<"u8);
        typed = text[(start + "<user_query>"u8.Length)..];
        int end = typed.LastIndexOf("</user_query>"u8);
        typed = (end < 0 ? typed : typed[..end]).Trim(" \r\n\t"u8);
        return !typed.IsEmpty;
    }
}
