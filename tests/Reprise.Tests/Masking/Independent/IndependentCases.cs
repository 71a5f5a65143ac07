namespace Reprise.Tests.Masking.Independent;

/// <summary>Makes labelled pieces of transcripts from facts about tokens and transcripts, without a look at the rules.</summary>
/// <remarks>About half of the cases have no secret. The same seed gives the same cases.</remarks>
internal static class IndependentCases
{
    private static readonly string[] _filler =
    [
        "Running tests… 42 passed",
        "Let me check the configuration first.",
        "total 48",
        "drwxr-xr-x 2 root root 4096 Mar  1 10:00 .",
        "added 214 packages in 7s",
        "  at Object.<anonymous> (src/index.js:12:5)",
        "I'll look at the file now.",
        "ok",
        "",
        "$ ls -la",
        "Die Datei wurde gespeichert.",
        "## Summary",
        "127.0.0.1 - - [01/Mar/2026] \"GET / HTTP/1.1\" 200 612",
    ];

    public static Token[] Tokens { get; } = [.. AiTokens.All, .. CloudTokens.All, .. ServiceTokens.All];

    public static IEnumerable<IndependentCase> All(int seed, int count)
    {
        for (int i = 0; i < count; i++)
        {
            // Each case has dice of its own, so that a new phrase does not change all cases after it.
            var dice = new Dice(unchecked(seed * 1_000_003 + i));
            (string phrase, string text) = i % 2 == 0 ? Secret(dice, i / 2) : LookAlike(dice, i / 2);
            yield return Wrap(dice, phrase, text);
        }
    }

    /// <summary>The same from <see cref="FreshPhrases"/>.</summary>
    public static IEnumerable<IndependentCase> Fresh(int seed, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var dice = new Dice(unchecked(seed * 1_000_003 + i));
            (string phrase, string text) =
                i % 2 != 0 ? FreshLookAlike(dice)
                : i % 3 == 0 ? FreshPassword(dice)
                : FreshNamed(dice);
            yield return Wrap(dice, phrase, text);
        }
    }

    /// <summary>The same from <see cref="LaterPhrases"/>.</summary>
    public static IEnumerable<IndependentCase> Later(int seed, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var dice = new Dice(unchecked(seed * 1_000_003 + i));
            (string phrase, string text) = i % 2 == 0 ? LaterPassword(dice) : LaterLookAlike(dice);
            yield return Wrap(dice, phrase, text);
        }
    }

    private static (string, string) LaterPassword(Dice dice)
    {
        Phrase phrase = dice.Pick(LaterPhrases.Passwords);
        (string kind, string value) =
            phrase.Holds == Holds.Quoted ? QuotedPassword(dice) : ("password", Passwords.Any(dice).TrimEnd('.'));
        return ("later: " + phrase.Name, phrase.Write(dice, "PASSWORD", kind, value));
    }

    private static (string, string) LaterLookAlike(Dice dice)
    {
        (string name, string template) = dice.Pick(LaterPhrases.None);
        return ("later none: " + name, Phrase.Render(dice, template, "TOKEN", ""));
    }

    private static (string, string) FreshNamed(Dice dice)
    {
        Phrase phrase = dice.Pick(FreshPhrases.Named);
        if (dice.Chance(0.4))
        {
            (string kind, string value) =
                phrase.Holds == Holds.Quoted ? QuotedPassword(dice) : ("password-assignment", Passwords.Any(dice));
            return ("fresh: " + phrase.Name, phrase.Write(dice, dice.Pick(PasswordPhrases.Names), kind, value));
        }
        Token token = dice.Pick(Tokens);
        return ("fresh: " + phrase.Name, phrase.Write(dice, token.Name(dice), token.Kind, token.New(dice)));
    }

    private static (string, string) FreshPassword(Dice dice)
    {
        Phrase phrase = dice.Pick(FreshPhrases.Passwords);
        (string kind, string value) =
            phrase.Holds == Holds.Quoted ? QuotedPassword(dice) : ("password", Passwords.Any(dice).TrimEnd('.'));
        return ("fresh password: " + phrase.Name, phrase.Write(dice, "PASSWORD", kind, value));
    }

    private static (string, string) FreshLookAlike(Dice dice)
    {
        (string name, string template) = dice.Pick(FreshPhrases.None);
        return ("fresh none: " + name, Phrase.Render(dice, template, "TOKEN", ""));
    }

    private static (string Phrase, string Text) Secret(Dice dice, int number) =>
        (number % 12) switch
        {
            0 or 1 or 2 => Bare(dice),
            3 or 4 => NamedToken(dice),
            5 => GenericSecret(dice),
            6 or 7 => NamedPassword(dice),
            8 => PlacedPassword(dice),
            9 => KeyBlock(dice),
            10 => OtherBlock(dice),
            _ => dice.Chance(0.5) ? OtherBlock(dice) : PlacedPassword(dice),
        };

    private static (string, string) Bare(Dice dice)
    {
        Token token;
        do token = dice.Pick(Tokens);
        while (!token.Bare);
        Phrase phrase = dice.Pick(BarePhrases.All);
        return ("bare: " + phrase.Name, phrase.Write(dice, token.Name(dice), token.Kind, token.New(dice)));
    }

    private static (string, string) NamedToken(Dice dice)
    {
        Token token = dice.Pick(Tokens);
        Phrase phrase = dice.Pick(NamedPhrases.All);
        return ("named: " + phrase.Name, phrase.Write(dice, token.Name(dice), token.Kind, token.New(dice)));
    }

    private static (string, string) GenericSecret(Dice dice)
    {
        Phrase phrase = dice.Pick(NamedPhrases.All);
        string value = dice.Fill(dice.Pick("{hex:32}", "{hex:64}", "{b62:20-48}", "{u64:32-64}", "{b64:43}=", "{ln:24-40}"));
        return ("named: " + phrase.Name, phrase.Write(dice, dice.Pick(PasswordPhrases.SecretNames), "secret-assignment", value));
    }

    private static (string, string) NamedPassword(Dice dice)
    {
        Phrase phrase = dice.Pick(NamedPhrases.All);
        (string kind, string value) =
            phrase.Holds == Holds.Plain ? ("password-assignment", Passwords.Any(dice)) : QuotedPassword(dice);
        return ("named: " + phrase.Name, phrase.Write(dice, dice.Pick(PasswordPhrases.Names), kind, value));
    }

    private static (string, string) PlacedPassword(Dice dice)
    {
        (string group, Phrase[] phrases) = dice.Pick(
            ("url", PasswordPhrases.Urls),
            ("connection", PasswordPhrases.ConnectionStrings),
            ("command", PasswordPhrases.Commands),
            ("file", PasswordPhrases.Files),
            ("prose", PasswordPhrases.Prose)
        );
        Phrase phrase = dice.Pick(phrases);
        (string kind, string value) =
            phrase.Holds == Holds.Quoted ? QuotedPassword(dice) : ($"{group}-password", Passwords.Any(dice));
        if (group == "url" && dice.Chance(0.3))
            (kind, value) = dice.Pick(
                ("url-password-encoded", Uri.EscapeDataString(Passwords.Signs(dice))),
                ("url-password-at", dice.Fill("{b62:5}@{b62:6}")),
                ("url-password-slash", dice.Fill("{b62:5}/{b62:6}"))
            );
        // The full stop of a sentence cannot be told from one of the password.
        if (group == "prose")
            value = value.TrimEnd('.');
        return ($"{group}: {phrase.Name}", phrase.Write(dice, "PASSWORD", kind, value));
    }

    private static (string Kind, string Value) QuotedPassword(Dice dice) =>
        dice.Next(5) switch
        {
            0 => ("password-signs", Passwords.Signs(dice)),
            1 => ("password-blanks", Passwords.Passphrase(dice)),
            2 => ("password-typed", Passwords.Typed(dice)),
            _ => ("password-assignment", Passwords.Strong(dice)),
        };

    private static (string, string) KeyBlock(Dice dice)
    {
        (string name, Func<Dice, string> make) = dice.Pick(KeyBlocks.All);
        return ("block: " + name, make(dice));
    }

    private static (string, string) OtherBlock(Dice dice)
    {
        (string name, Func<Dice, string> make) = dice.Pick(OtherBlocks.All);
        return ("block: " + name, make(dice));
    }

    private static (string, string) LookAlike(Dice dice, int number)
    {
        (string name, string template) = dice.Pick(number % 3 == 0 ? LookAlikes.Values : LookAlikes.Names);
        string variable = dice.Chance(0.5) ? dice.Pick(PasswordPhrases.Names) : dice.Pick(PasswordPhrases.SecretNames);
        return ("none: " + name, Phrase.Render(dice, template, variable, ""));
    }

    private static IndependentCase Wrap(Dice dice, string phrase, string text)
    {
        var lines = new List<string>();
        for (int i = dice.Next(3); i > 0; i--)
            lines.Add(dice.Pick(_filler));
        lines.Add(text);
        for (int i = dice.Next(3); i > 0; i--)
            lines.Add(dice.Pick(_filler));
        (string view, string shown) = View(dice, phrase, string.Join('\n', lines));
        (string carrier, var shape, Func<Dice, string, string> write) = dice.Pick(Carriers.All);
        // No terminal broke the lines of a file that was edited.
        if (phrase == "block: wrapped token" && carrier == "claude patch 1")
            (carrier, shape, write) = Carriers.All[0];
        return Mark.Take(new IndependentCase(phrase, view, carrier, shape), write(dice, shown));
    }

    private static (string Name, string Text) View(Dice dice, string phrase, string text)
    {
        // A terminal that broke a line shows neither numbers nor marks of a diff.
        if (phrase == "block: wrapped token")
            return ("plain", text);
        string sign = dice.Pick("+", "-", " ");
        return dice.Next(8) switch
        {
            0 => ("numbered", Numbered(text, "→")),
            1 => ("numbered tab", Numbered(text, "\t")),
            2 => ("diff", "@@ -1,3 +1,4 @@\n" + sign + text.Replace("\n", "\n" + sign, StringComparison.Ordinal)),
            3 => (
                "windows",
                text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)
            ),
            _ => ("plain", text),
        };
    }

    private static string Numbered(string text, string sign) =>
        string.Join(
            '\n',
            text.Split('\n')
                .Select((line, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1, 6}{sign}{line}"))
        );
}
