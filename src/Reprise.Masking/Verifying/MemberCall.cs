using System.Text;

namespace Reprise.Masking.Verifying;

/// <summary>Steps over the calls between the name of a field of a form and the text that a program types into it.</summary>
internal static class MemberCall
{
    private const int MaxCalls = 3;
    private const int MaxName = 32;

    // Selenium, Playwright, Cypress, Puppeteer, jQuery, Capybara.
    private static readonly byte[][] Setters =
    [
        .. new[]
        {
            "send_keys(",
            "sendkeys(",
            "fill(",
            "type(",
            "val(",
            "set(",
            "setvalue(",
            "set_value(",
            "settext(",
            "presssequentially(",
            "press_sequentially(",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Steps behind the parenthesis of a call that sets a text, when one follows, perhaps after calls without arguments.</summary>
    public static bool Take(ref Reader reader)
    {
        int from = reader.At;
        for (int call = 0; call < MaxCalls && reader.TryTake('.'); call++)
        {
            foreach (byte[] setter in Setters)
            {
                if (reader.TryTake(setter))
                    return true;
            }
            for (int n = 0; n < MaxName && reader.Peek is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_'; n++)
                reader.Take();
            if (!reader.TryTake('(') || !reader.TryTake(')'))
                break;
        }
        reader.At = from;
        return false;
    }
}
