using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the borders of URLs.</summary>
internal static class Url
{
    private static readonly Alphabet Characters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:/");

    /// <summary>Returns where the URL begins whose host holds <paramref name="at"/>; the position itself when there is no scheme.</summary>
    public static int StartOf(in View view, int at)
    {
        int start = view.RunStart(at, Characters, 120);
        Span<byte> text = stackalloc byte[256];
        int n = view.Copy(start, at, text);
        int scheme = n < 0 ? -1 : text[..n].LastIndexOf("http"u8);
        for (int i = 0; i < scheme; i++)
            start = view.Next(start, out _);
        return scheme < 0 ? at : start;
    }
}
