namespace Reprise.Tests.Masking.Independent;

/// <summary>Places where only the place tells a password: command lines, URLs, connection strings, prose.</summary>
internal static class PasswordPhrases
{
    public static Phrase[] Urls { get; } =
    [
        new("url postgres", "psql postgres://‹user›:‹S›@‹host›:5432/‹word›"),
        new("url variable", "DATABASE_URL=postgresql://‹user›:‹S›@‹host›/‹word›?sslmode=require"),
        new("url driver", "create_engine(\"postgresql+asyncpg://‹user›:‹S›@‹host›/‹word›\")"),
        new("url mysql", "mysql2://‹user›:‹S›@‹host›:3306/‹word›"),
        new("url redis", "REDIS_URL=redis://:‹S›@‹host›:6379/0"),
        new("url rediss", "rediss://default:‹S›@‹host›:6380"),
        new("url mongo", "mongodb+srv://‹user›:‹S›@cluster0.‹abc:5›.mongodb.net/‹word›"),
        new("url amqp", "CELERY_BROKER_URL: amqps://‹user›:‹S›@‹host›:5671//"),
        new("url git", "git remote set-url origin https://oauth2:‹S›@‹host›/acme/‹word›.git"),
        new("url https", "pip install --index-url https://‹user›:‹S›@‹host›/simple ‹word›"),
        new("url proxy", "HTTPS_PROXY=http://‹user›:‹S›@‹host›:3128"),
        new("url ftp", "lftp ftp://‹user›:‹S›@‹host›/backup"),
        new("url smtp", "EMAIL_URL=smtps://‹user›%40acme.test:‹S›@‹host›:465"),
        new("url clickhouse", "clickhouse://‹user›:‹S›@‹host›:9000/‹word›"),
        new("url ldap", "ldaps://‹user›:‹S›@‹host›"),
        new("url nats", "nats pub -s nats://‹user›:‹S›@‹host›:4222 x y"),
        new("url json", "{\"url\":\"mssql://‹user›:‹S›@‹host›:1433/‹word›\"}"),
        new("url prose", "It connects to `postgres://‹user›:‹S›@‹host›/‹word›`."),
        new("url in trace", "sqlalchemy.exc.OperationalError: could not connect to mysql+pymysql://‹user›:‹S›@‹host›/‹word›"),
    ];

    public static Phrase[] ConnectionStrings { get; } =
    [
        new("ado", "Server=‹host›;Database=‹word›;User Id=‹user›;Password=‹S›;TrustServerCertificate=True"),
        new("ado json", "\"Default\": \"Host=‹host›;Port=5432;Username=‹user›;Password=‹S›;Database=‹word›\""),
        new("ado pwd", "Data Source=‹host›;Initial Catalog=‹word›;Uid=‹user›;Pwd=‹S›;"),
        new("ado last", "Server=tcp:‹host›,1433;User ID=‹user›;Password=‹S›"),
        new("odbc", "Driver={ODBC Driver 18 for SQL Server};Server=‹host›;UID=‹user›;PWD=‹S›;Encrypt=yes;"),
        new("libpq", "psql \"host=‹host› dbname=‹word› user=‹user› password=‹S› sslmode=require\""),
        new("jdbc", "jdbc:postgresql://‹host›:5432/‹word›?user=‹user›&password=‹S›", Holds.Percent),
        new("jdbc server", "jdbc:sqlserver://‹host›:1433;databaseName=‹word›;user=‹user›;password=‹S›;encrypt=true"),
    ];

    public static Phrase[] Commands { get; } =
    [
        new("mysql -p", "mysql -h ‹host› -u ‹user› -p‹S› ‹word›"),
        new("mysqldump", "mysqldump --user=‹user› --password=‹S› ‹word› > dump.sql"),
        new("curl -u", "curl -s -u ‹user›:‹S› https://‹host›/api"),
        new("curl --user", "curl --user '‹user›:‹S›' https://‹host›/api", Holds.Quoted),
        new("wget", "wget --user=‹user› --password='‹S›' https://‹host›/x.zip", Holds.Quoted),
        new("--password", "./import --user ‹user› --password ‹S› --dry-run"),
        new("--pass", "tool --pass ‹S› list"),
        new("sqlcmd", "sqlcmd -S ‹host› -U sa -P '‹S›' -Q 'select 1'", Holds.Quoted),
        new("PGPASSWORD", "PGPASSWORD=‹S› psql -h ‹host› -U ‹user› ‹word›"),
        new("PGPASSWORD quoted", "PGPASSWORD='‹S›' pg_dump -h ‹host› ‹word›", Holds.Quoted),
        new("MYSQL_PWD", "MYSQL_PWD=‹S› mysql -u ‹user› ‹word›"),
        new("SSHPASS", "SSHPASS=‹S› sshpass -e ssh ‹user›@‹host›"),
        new("sshpass -p", "sshpass -p ‹S› ssh -o StrictHostKeyChecking=no ‹user›@‹host›"),
        new("sshpass -p quoted", "sshpass -p '‹S›' scp a.txt ‹user›@‹host›:/tmp", Holds.Quoted),
        new("redis-cli", "redis-cli -h ‹host› -a ‹S› PING"),
        new("docker login", "docker login -u ‹user› -p ‹S› registry.acme.test"),
        new("podman login", "podman login --username ‹user› --password ‹S› quay.acme.test"),
        new("htpasswd", "htpasswd -bc /etc/nginx/.htpasswd ‹user› ‹S›"),
        new("net use", @"net use Z: \\‹host›\share /user:corp\‹user› ‹S›"),
        new("openssl", "openssl enc -aes-256-cbc -in a -out b -passin pass:‹S›"),
        new("openssl out", "openssl genrsa -aes256 -passout pass:‹S› 4096"),
        new("sudo -S", "echo ‹S› | sudo -S apt-get update"),
        new("sudo -S quoted", "echo '‹S›' | sudo -S systemctl restart nginx", Holds.Quoted),
        new("az login", "az login --service-principal -u ‹uuid› -p ‹S› --tenant ‹uuid›"),
        new("smbclient", "smbclient //‹host›/share -U ‹user›%‹S›"),
        new("gpg", "gpg --batch --passphrase ‹S› -c notes.txt"),
        new("keytool", "keytool -list -keystore app.jks -storepass ‹S›"),
        new("mongosh", "mongosh --host ‹host› -u ‹user› -p ‹S› --authenticationDatabase admin"),
        new("ldapsearch", "ldapsearch -x -D cn=admin,dc=acme -w ‹S› -b dc=acme"),
        new("chpasswd", "echo '‹user›:‹S›' | chpasswd"),
        new("sql create user", "CREATE USER ‹user› WITH PASSWORD '‹S›';", Holds.Quoted),
        new("sql alter role", "ALTER ROLE ‹user› WITH LOGIN PASSWORD '‹S›';", Holds.Quoted),
        new("sql identified by", "mysql -e \"ALTER USER 'root'@'localhost' IDENTIFIED BY '‹S›'\"", Holds.Quoted),
        new("rabbitmqctl", "rabbitmqctl change_password ‹user› ‹S›"),
        new("vault login", "vault login -method=userpass username=‹user› password=‹S›"),
        new("docker-registry secret", "kubectl create secret docker-registry r --docker-username=‹user› --docker-password=‹S›"),
        new("zip", "7z x backup.7z -p‹S›"),
        new("ConvertTo-SecureString", "ConvertTo-SecureString '‹S›' -AsPlainText -Force", Holds.Quoted),
    ];

    public static Phrase[] Files { get; } =
    [
        new("netrc", "machine ‹host› login ‹user› password ‹S›"),
        new("netrc lines", "machine ‹host›\n  login ‹user›\n  password ‹S›\n"),
        new("pgpass", "‹host›:5432:‹word›:‹user›:‹S›"),
        new("my.cnf", "[client]\nuser=‹user›\npassword=‹S›\n"),
        new("rclone", "[nas]\ntype = sftp\nuser = ‹user›\npass = ‹S›\n"),
        new("wpa", "network={\n  ssid=\"‹word›\"\n  psk=\"‹S›\"\n}", Holds.Quoted),
        new("kubeconfig password", "- name: ‹word›\n  user:\n    password: ‹S›\n    username: ‹user›"),
        new("string data", "apiVersion: v1\nkind: Secret\nstringData:\n  ‹word›: ‹S›\n"),
        new("htaccess yaml", "basic_auth:\n  username: ‹user›\n  password: ‹S›"),
    ];

    public static Phrase[] Prose { get; } =
    [
        new("prose is", "The password is ‹S›"),
        new("prose is stop", "the password is ‹S›."),
        new("prose colon", "Password: ‹S›"),
        new("prose pw", "user ‹user›, pw: ‹S›"),
        new("prose login", "Log in as ‹user› / password: ‹S›"),
        new("prose for", "password for the staging box is `‹S›`"),
        new("prose german", "Das Passwort lautet ‹S›"),
        new("prose german colon", "Passwort: ‹S›"),
        new("prose german for", "Kennwort für ‹user›: ‹S›"),
        new("prose french", "le mot de passe est ‹S›"),
        new("prose spanish", "la contraseña es ‹S›"),
        new("prose passphrase", "my passphrase is \"‹S›\""),
        new("prose use", "use password ‹S› when asked"),
    ];

    /// <summary>Names that leave no doubt about their value.</summary>
    public static string[] Names { get; } =
    [
        "DB_PASSWORD",
        "POSTGRES_PASSWORD",
        "MYSQL_ROOT_PASSWORD",
        "REDIS_PASSWORD",
        "ADMIN_PASSWORD",
        "SMTP_PASSWORD",
        "KEYSTORE_PASSWORD",
        "PASSWORD",
        "FTP_PASSWORD",
        "dbPassword",
        "db_passwd",
        "SMTP_PASS",
        "MAIL_PASS",
        "DB_PWD",
        "SSH_PASSPHRASE",
        "userPassword",
    ];

    /// <summary>Names of values that machines make.</summary>
    public static string[] SecretNames { get; } =
    [
        "JWT_SECRET",
        "SESSION_SECRET",
        "SECRET_KEY",
        "DJANGO_SECRET_KEY",
        "NEXTAUTH_SECRET",
        "ENCRYPTION_KEY",
        "SIGNING_KEY",
        "WEBHOOK_SECRET",
        "CLIENT_SECRET",
        "clientSecret",
        "API_TOKEN",
        "AUTH_TOKEN",
        "accessToken",
        "API_KEY",
        "apiKey",
        "ACCESS_KEY",
        "PRIVATE_TOKEN",
        "MASTER_KEY",
        "APP_SECRET",
        "INTERNAL_API_KEY",
        "refresh_token",
        "BEARER_TOKEN",
        "COOKIE_SECRET",
        "acme_credential",
    ];
}
