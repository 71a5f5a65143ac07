using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>Calls of libraries with an argument that is a password.</summary>
internal static class CallRules
{
    public static Rule[] Rows { get; } =
    [
        Row(
            "= PASSWORD( =PASSWORD(",
            1,
            "SET PASSWORD FOR 'kim'@'%' = PASSWORD('{w16}');",
            "= PASSWORD('password')",
            "MySQL manual"
        ),
        Row(
            "BasicAuth( basicAuth( basic_auth(",
            2,
            "auth=HTTPBasicAuth('kim', '{w16}')",
            "req.SetBasicAuth(cfg.User, cfg.Password)",
            "documentation of HTTP clients"
        ),
        Row(
            ".login(",
            2,
            "smtp.login('kim', '{w16}')",
            "client.login(token, 'channel-17')",
            "Python manual, smtplib",
            strict: true
        ),
        Row(
            "NetworkCredential( PasswordCredentials( PasswordAuthentication(",
            2,
            "new NetworkCredential(\"kim\", \"{w16}\")",
            "new NetworkCredential(user, password)",
            ".NET, Apache HttpClient and Java manuals"
        ),
        Row(
            "AuthenticateAsync(",
            2,
            "await client.AuthenticateAsync(\"kim\", \"{w16}\");",
            "await context.AuthenticateAsync(\"Bearer\", \"Cookies\");",
            "MailKit manual",
            strict: true
        ),
        Row(
            "PlainAuth( getConnection(",
            3,
            "DriverManager.getConnection(url, \"kim\", \"{w16}\")",
            "DriverManager.getConnection(url, user, password)",
            "Go and Java manuals"
        ),
        Row(
            "mysqli( mysqli_connect( new PDO( Sequelize( pymysql.connect(",
            3,
            "new mysqli(\"db\", \"kim\", \"{w16}\", \"app\")",
            "new mysqli($host, $user, $pass, 'app_v2')",
            "PHP, Sequelize and PyMySQL manuals"
        ),
        Row(
            "ftp_login( ldap_bind( imap_open(",
            3,
            "ftp_login($ftp, 'kim', '{w16}')",
            "ftp_login($ftp, $user, $password)",
            "PHP manual"
        ),
        Row("simple_bind_s(", 2, "con.simple_bind_s('cn=kim', '{w16}')", "con.simple_bind_s(dn, pw)", "python-ldap manual"),
    ];

    private static Rule Row(string calls, int position, string example, string counter, string source, bool strict = false) =>
        new()
        {
            Kind = "password-assignment",
            Literals = [.. calls.Split("( ").Select(call => new Literal(call.TrimEnd('(') + "("))],
            Verifier = new ArgumentsVerifier(position, strict),
            Grade = Grade.Contextual,
            Example = example,
            Counter = counter,
            Source = source,
        };
}
