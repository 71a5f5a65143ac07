using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>Passwords that the words or lines before them give away, in files of settings, in logs and in sentences.</summary>
internal static class PlacedRules
{
    public static Rule[] Rows { get; } =
    [
        Row("]:587 |]:25 ", new LoginVerifier(), "[smtp.x.example]:587 kim:{w16}", "[::1]:587 up:yes", "Postfix manual"),
        Row(
            "login=|login\\u003d|login\\\\u003d",
            new LoginVerifier(),
            "cache_peer x parent 3128 0 login=kim:{w16}",
            "login=PASS",
            "Squid manual"
        ),
        Row(
            "@tcp(|@unix(",
            new LoginBeforeVerifier(),
            "\"kim:{w16}@tcp(db:3306)/app\"",
            "\"%s:%s@tcp(%s)/app\"",
            "Go MySQL driver"
        ),
        Row(
            "chpasswd:|chpasswd <<",
            new LinesVerifier(LinesForm.Logins),
            Lists.CloudInit,
            "chpasswd:\n  expire: false",
            "cloud-init"
        ),
        Row(
            "auth-user-pass",
            new LinesVerifier(LinesForm.Second, isTag: true),
            Lists.OpenVpn,
            "<auth-user-pass>\nkim\n",
            "OpenVPN manual"
        ),
        Row(
            "client server secret|client\tserver\tsecret",
            new LinesVerifier(LinesForm.Third),
            "# client server secret IP\nkim * {w16} *\n",
            "# client server secret IP\n",
            "pppd manual"
        ),
        Row(
            "proceed to installation:|admin initial-password",
            new LinesVerifier(LinesForm.First),
            "$ argocd admin initial-password -n x\n{w16}\n",
            "$ argocd admin initial-password reset\ndone\n",
            "Jenkins and Argo CD manuals"
        ),
        Row(
            "password is generated for ",
            new AfterVerifier("", skip: 1),
            "A temporary password is generated for root@localhost: {w16}",
            "a password is generated for each user automatically",
            "MySQL manual"
        ),
        Row(
            "rootpw |rootpw --plaintext ",
            new AfterVerifier(""),
            "rootpw --plaintext Ab7{w13}",
            "rootpw --lock",
            "Kickstart manual"
        ),
        Row(
            "snmp-server community ",
            new AfterVerifier(""),
            "snmp-server community Ab7{w13} RO",
            "snmp-server community public RO",
            "Cisco IOS manual"
        ),
        Row(
            "Input Password  ",
            new AfterVerifier("", skip: 1),
            "Input Password    id=pw    Ab7{w13}",
            "Input Password    id=pw    ${PASSWORD}",
            "Robot Framework, SeleniumLibrary"
        ),
        Row("creds", new LoginVerifier(prose: true), "creds are kim:{w16}", "credentials: same-origin", "practice") with
        {
            Kind = "password-prose",
            Literals = [new Literal("creds", anyCase: true), new Literal("credential", anyCase: true)],
            Grade = Grade.Weak,
        },
    ];

    private static Rule Row(string literals, Verifier verifier, string example, string counter, string source) =>
        new()
        {
            Kind = "password-assignment",
            Literals = [.. literals.Split('|').Select(literal => new Literal(literal))],
            Verifier = verifier,
            Grade = Grade.Contextual,
            Example = example,
            Counter = counter,
            Source = source,
        };

    private static class Lists
    {
        public const string CloudInit = "chpasswd:\n  list: |\n    kim:{w16}\n  expire: false\n";
        public const string OpenVpn = "<auth-user-pass>\nkim\n{w16}\n</auth-user-pass>\n";
    }
}
