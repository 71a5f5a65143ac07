using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Personal;

/// <summary>Turns what is wanted about people into rows and patterns.</summary>
internal static class PersonalRules
{
    /// <summary>Adds what finds it.</summary>
    public static void Add(PersonalData data, List<Rule> rows, List<TextPattern> patterns)
    {
        if (data.EmailAddresses)
            patterns.Add(new EmailPattern());
        if (data.CardNumbers)
            patterns.Add(new CardPattern());
        if (data.PhoneNumbers)
            patterns.Add(new PhonePattern());
        if (data.IpAddresses)
            patterns.Add(new IpAddressPattern());
        foreach (string name in PersonalNames.Distinct(data.HostNames))
            AddName("host-name", name, rows);
        foreach (string name in PersonalNames.Distinct(data.UserNames))
            AddName("user-name", name, rows);
    }

    private static void AddName(string kind, string name, List<Rule> rows)
    {
        var text = new SpelledText(Encoding.UTF8.GetBytes(name), ignoresCase: true);
        foreach ((Literal anchor, int offset) in text.Anchors())
            rows.Add(
                new Rule
                {
                    Kind = kind,
                    Literals = [anchor],
                    Verifier = new NameVerifier(text, offset),
                    // A secret that holds a name is the secret, and a name says nothing about texts that hold it by chance.
                    Grade = Grade.Weak,
                    Example = "",
                    Counter = "",
                    Source = "the user",
                }
            );
    }
}
