using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>Commands that take a password as an argument.</summary>
internal static class CommandRules
{
    public static Rule[] Rows { get; } =
    [
        Row(
            "curl ",
            "-u --user --proxy-user -U",
            ArgumentForm.UserColon,
            "curl -u admin:{w16} https://x.example",
            "curl -u admin https://x.example"
        ),
        Row(
            "ab ",
            "-A -P",
            ArgumentForm.UserColon,
            "ab -n 9 -A kim:{w16} https://x.example/",
            "ab -n 9 -c 3 https://x.example/",
            followers: "-"
        ),
        Row(
            "jenkins-cli",
            "-auth",
            ArgumentForm.UserColon,
            "java -jar jenkins-cli.jar -auth kim:{w16} who-am-i",
            "java -jar jenkins-cli.jar -auth @file who-am-i"
        ),
        Row("http ", "-a --auth", ArgumentForm.UserColon, "http -a admin:{w16} x.example", "http -a admin x.example"),
        Row("mysql", "-p --password", ArgumentForm.Attached, "mysql -u root -p{w16} shop", "mysql -u root -p shop"),
        Row("mariadb", "-p --password", ArgumentForm.Attached, "mariadb -u root -p{w16} shop", "mariadb -u root -p shop"),
        Row("sshpass", "-p", ArgumentForm.Next, "sshpass -p {w16} ssh x", "sshpass -f file ssh x"),
        Row("sshpass", "-p", ArgumentForm.Attached, "sshpass -p{w16} ssh x", "sshpass -e ssh x"),
        Row(
            "docker login",
            "-p --password",
            ArgumentForm.Next,
            "docker login r.example -u ci -p {w16}",
            "docker login --password-stdin"
        ),
        Row(
            "podman login",
            "-p --password",
            ArgumentForm.Next,
            "podman login -u ci -p {w16} r.example",
            "podman login r.example"
        ),
        Row(
            "registry login",
            "-p --password",
            ArgumentForm.Next,
            "helm registry login -u ci -p {w16} r.example",
            "helm registry login r.example"
        ),
        Row("redis-cli ", "-a --pass", ArgumentForm.Next, "redis-cli -a {w16} ping", "redis-cli -h cache ping"),
        Row(
            "az login",
            "-p --password",
            ArgumentForm.Next,
            "az login --service-principal -u x -p {w16} --tenant y",
            "az login --tenant y"
        ),
        Row("az sql", "-p --admin-password", ArgumentForm.Next, "az sql server create -u kim -p {w16}", "az sql server list"),
        Row("keyvault secret set", "--value", ArgumentForm.Next, "az keyvault secret set -n x --value {w16}", "az keyvault list"),
        Other(
            "put-parameter",
            new CommandVerifier("--value", ArgumentForm.Next, needs: "SecureString"),
            "aws ssm put-parameter --name x --value {w16} --type SecureString",
            "aws ssm put-parameter --name x --value ami-0b1c2d3e4f --type String"
        ),
        Row("cypher-shell", "-p --password", ArgumentForm.Next, "cypher-shell -u neo4j -p {w16}", "cypher-shell -u neo4j"),
        Row("twine", "-p --password", ArgumentForm.Next, "twine upload -u kim -p {w16} dist/*", "twine upload dist/*"),
        Row(
            "nuget ",
            "-p --password -Password",
            ArgumentForm.Next,
            "dotnet nuget add source https://x.example/v3 -u kim -p {w16}",
            "dotnet nuget push x.nupkg"
        ),
        Row("schtasks", "/rp /p", ArgumentForm.Next, "schtasks /create /tn x /ru kim /rp {w16}", "schtasks /query /tn x"),
        Row(
            "openssl enc",
            "-k -K",
            ArgumentForm.Next,
            "openssl enc -aes-256-cbc -k {w16} -in a",
            "openssl enc -aes-256-cbc -in a"
        ),
        Row("mongo", "-p --password", ArgumentForm.Next, "mongosh -u root -p {w16} db", "mongosh -u root db"),
        Row("sqlcmd", "-P", ArgumentForm.Next, "sqlcmd -S x -U sa -P {w16}", "sqlcmd -S x -E"),
        Row("sqlcmd", "-P", ArgumentForm.Attached, "sqlcmd -S x -U sa -P{w16}", "sqlcmd -S x -E"),
        Row("bcp ", "-P", ArgumentForm.Next, "bcp t out f -U sa -P {w16}", "bcp t out f -T"),
        Row("smbclient", "-U --user", ArgumentForm.UserPercent, "smbclient //x/y -U bob%{w16}", "smbclient //x/y -U bob"),
        Row("ldapsearch", "-w", ArgumentForm.Next, "ldapsearch -D cn=x -w {w16} -b y", "ldapsearch -x -b y"),
        Row("ldapmodify", "-w", ArgumentForm.Next, "ldapmodify -D cn=x -w {w16} -f y", "ldapmodify -f y"),
        Row("ldapdelete", "-w", ArgumentForm.Next, "ldapdelete -D cn=x -w {w16} y", "ldapdelete y"),
        Row("ldapadd", "-w", ArgumentForm.Next, "ldapadd -D cn=x -w {w16} -f y", "ldapadd -f y"),
        Row("zip ", "-P --password", ArgumentForm.Next, "zip -P {w16} x.zip y", "zip -r x.zip y"),
        Row("unzip ", "-P", ArgumentForm.Next, "unzip -P {w16} x.zip", "unzip x.zip"),
        Row("7z ", "-p", ArgumentForm.Attached, "7z x a.7z -p{w16}", "7z x a.7z -pdf"),
        Row("7za ", "-p", ArgumentForm.Attached, "7za x a.7z -p{w16}", "7za x a.7z"),
        Row("plink", "-pw", ArgumentForm.Next, "plink -pw {w16} x", "plink x"),
        Row("pscp", "-pw", ArgumentForm.Next, "pscp -pw {w16} x y", "pscp x y"),
        Row("mosquitto", "-P", ArgumentForm.Next, "mosquitto_pub -u x -P {w16} -t y", "mosquitto_pub -t y"),
        Row("influx", "-password --password -p", ArgumentForm.Next, "influx -username x -password {w16}", "influx -execute x"),
        Row("wget", "--http-password --ftp-password", ArgumentForm.Next, "wget --http-password {w16} x", "wget x"),
        Row("cqlsh", "-p --password", ArgumentForm.Next, "cqlsh -u bob -p {w16}", "cqlsh -u bob"),
        Row("isql ", "-P", ArgumentForm.Next, "isql -U bob -P {w16}", "isql -U bob"),
        Row("osql ", "-P", ArgumentForm.Next, "osql -U bob -P {w16}", "osql -U bob"),
        Row("rpcclient", "-U --user", ArgumentForm.UserPercent, "rpcclient -U bob%{w16} host", "rpcclient -U bob host"),
        Row("lftp ", "-u --user", ArgumentForm.UserComma, "lftp -u bob,{w16} sftp://x", "lftp -u bob sftp://x"),
        Row("rar ", "-p -hp", ArgumentForm.Attached, "rar x -p{w16} a.rar", "rar x -pdf a.rar"),
        Row("unrar ", "-p", ArgumentForm.Attached, "unrar x -p{w16} a.rar", "unrar x a.rar"),
        Row("evil-winrm", "-p", ArgumentForm.Next, "evil-winrm -i x -u bob -p {w16}", "evil-winrm -i x"),
        Row("psexec", "-p", ArgumentForm.Next, "psexec \\\\x -u bob -p {w16} cmd", "psexec \\\\x cmd"),
        Row("snmp", "-A -X -c", ArgumentForm.Next, "snmpget -v2c -c {w16} host", "snmpget -v 3 host"),
        Row(
            "keytool",
            "-storepass -keypass -srcstorepass -deststorepass -srckeypass -destkeypass",
            ArgumentForm.Next,
            "keytool -storepass {w16} -list",
            "keytool -list"
        ),
        Row("ipmitool", "-P", ArgumentForm.Next, "ipmitool -U x -P {w16} power", "ipmitool power"),
        Other("sudo -S", new EchoVerifier(), "echo {w16} | sudo -S reboot", "sudo -S reboot"),
        Other("cryptsetup", new EchoVerifier(), "echo -n '{w16}' | cryptsetup open /dev/x y -", "echo 'x' | cryptsetup open x"),
        Other(
            "--passwd-on-stdin",
            new EchoVerifier(),
            "printf '%s' {w16} | openconnect --passwd-on-stdin x",
            "openconnect --passwd-on-stdin x"
        ),
        Other("passphrase-fd 0", new EchoVerifier(), "echo {w16} | gpg --passphrase-fd 0 -d x", "gpg --passphrase-fd 0 -d x"),
        Other("| kinit", new EchoVerifier(), "echo {w16} | kinit kim", "klist | kinit kim"),
        Other("passwd --stdin", new EchoVerifier(), "echo {w16} | passwd --stdin bob", "passwd --stdin bob"),
        Other(
            "--password-stdin",
            new EchoVerifier(),
            "echo {w16} | docker login --password-stdin",
            "docker login --password-stdin"
        ),
        Other("chpasswd", new EchoVerifier(), "echo bob:{w16} | chpasswd", "chpasswd"),
        Other(
            "pass:",
            new AfterVerifier("-pass -passin -passout openssl"),
            "openssl rsa -passin pass:Ab7{w13}",
            "pass: the first"
        ),
        Other("/user:", new AfterVerifier("net runas", skip: 1), "net use Z: x /user:ACME\\svc Ab7{w13}", "net use Z: /user:x"),
        Other("add_user", new AfterVerifier("rabbitmqctl", skip: 1), "rabbitmqctl add_user bob Ab7{w13}", "rabbitmqctl add_user"),
        Other(
            "change_password",
            new AfterVerifier("rabbitmqctl", skip: 1),
            "rabbitmqctl change_password bob Ab7{w13}",
            "change_password(user)"
        ),
        Other(
            "--secret-string",
            new AfterVerifier(""),
            "aws secretsmanager put-secret-value --secret-string 'Ab7{w13}'",
            "aws secretsmanager put-secret-value --secret-string file://x.json"
        ),
        Other("::add-mask::", new AfterVerifier(""), "echo \"::add-mask::Ab7{w13}\"", "echo \"::add-mask::$TOKEN\""),
        Other(
            "reset-admin-password",
            new AfterVerifier(""),
            "grafana-cli admin reset-admin-password Ab7{w13}",
            "grafana-cli admin reset-admin-password --help"
        ),
        Other("sqlplus ", new PositionalVerifier('/'), "sqlplus -S kim/Ab7{w13}@//x:1521/XE", "sqlplus / as sysdba"),
        Other("impdp ", new PositionalVerifier('/'), "impdp kim/Ab7{w13}@x full=y", "impdp / full=y"),
        Other("expdp ", new PositionalVerifier('/'), "expdp kim/Ab7{w13}@x full=y", "expdp / full=y"),
        Other("net use ", new PositionalVerifier(), "net use \\\\x\\y Ab7{w13} /user:kim", "net use Z: \\\\x\\y /persistent:no"),
        Other("importprivkey", new AfterVerifier("", skip: 0), "importprivkey K{k51}", "importprivkey \"key\""),
        Other("htpasswd -nb", new AfterVerifier("", skip: 1), "htpasswd -nb bob Ab7{w13}", "htpasswd -nb bob"),
        Other("htpasswd -bn", new AfterVerifier("", skip: 1), "htpasswd -bn bob Ab7{w13}", "htpasswd -bn bob"),
        Other("net user", new AfterVerifier("", skip: 1), "net user bob Ab7{w13} /add", "net user bob /delete"),
        Other("mysqladmin", new AdminVerifier(), "mysqladmin -u root password Ab7{w13}", "mysqladmin -u root status"),
        Other("/p:", new AfterVerifier("rdp", skip: 0), "xfreerdp /v:x /u:bob /p:Ab7{w13}", "msbuild /p:Configuration=Release"),
        Other("/p ", new AfterVerifier("signtool", skip: 0), "signtool sign /f c.pfx /p Ab7{w13} a.exe", "xcopy /p a b"),
        Other("/pass:", new AfterVerifier("cmdkey", skip: 0), "cmdkey /add:x /user:bob /pass:Ab7{w13}", "cmdkey /pass: x"),
        Other(
            "/password:",
            new AfterVerifier("wmic psexec net", skip: 0),
            "wmic /user:bob /password:Ab7{w13}",
            "tool /password: x"
        ),
        Other("WIFI:", new WifiVerifier(), "WIFI:S:home;T:WPA;P:Ab7{w13};;", "WIFI:S:home;T:nopass;;"),
        Other("secret put", new EchoVerifier(), "echo {w16} | wrangler secret put X", "wrangler secret put X"),
        Other("secret set", new EchoVerifier(), "echo {w16} | gh secret set X", "gh secret set X"),
        Other("secret create", new EchoVerifier(), "echo {w16} | docker secret create x -", "docker secret create x f"),
        Other("send ", new ExpectVerifier(), "expect \"assword:\"\nsend \"Ab7{w13}\\r\"", "send \"ls -la\\r\""),
        Other("htpasswd -", new AfterVerifier("", skip: 3), "htpasswd -bc file bob Ab7{w13}", "htpasswd -c file bob"),
    ];

    private static Rule Row(
        string command,
        string options,
        ArgumentForm form,
        string example,
        string counter,
        string? followers = null
    ) => Other(command, new CommandVerifier(options, form), example, counter, followers);

    private static Rule Other(string literal, Verifier verifier, string example, string counter, string? followers = null) =>
        new()
        {
            Kind = "cli-password",
            Literals = [new Literal(literal, followers: followers)],
            Verifier = verifier,
            Grade = Grade.Contextual,
            Example = example,
            Counter = counter,
            Source = "manual of the command",
        };
}
