using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("PASSWORD=§pässwört9X!q§")]
    [InlineData("DB_PASSWORD=§Zürich#2024x§")]
    [InlineData("password: §тайна2957!§")]
    [InlineData("PGPASSWORD=§hunter2§ psql -h db")]
    [InlineData("MYSQL_PWD=§sonne77§ mysql")]
    [InlineData("docker run -e REDIS_PASSWORD=§tiger535§ redis")]
    [InlineData("sshpass -p §falke19§ ssh kim@db")]
    [InlineData("sshpass -p '§Ein Falke? 19!§' ssh kim@db", false)]
    [InlineData("{\"password\": \"§monkey727§\"}")]
    [InlineData("passphrase = \"§velvet river window 42§\"")]
    [InlineData("\"DB_PASSWORD=§velvet river window 42§\"")]
    [InlineData("Environment=\"DB_PASSWORD=§velvet river window 42§\"")]
    [InlineData("password = '§k9x<DSoS?a9§'")]
    [InlineData("The password is §aB3&dE7!gh§ for now")]
    [InlineData("Passwort für erika: §Falke2041x§")]
    [InlineData("le mot de passe est §Falke2041x§")]
    [InlineData("la contraseña es §Falke2041x§")]
    [InlineData("Server=db;User Id=app;Password=§metall58§;Encrypt=True")]
    [InlineData("host=db user=app password=§hunter927x§ sslmode=require")]
    [InlineData("machine db login app password §liverpool281§")]
    [InlineData("wpa: psk=\"§liverpool71!q§\"")]
    [InlineData("│ DB_PASSWORD │ §sunshine98§ │")]
    [InlineData("DB_PASSWORD ?= §sunshine98§")]
    [InlineData("const p = process.env.DB_PASSWORD || '§sunshine98§';")]
    [InlineData("assert settings.DB_PASSWORD == \"§sunshine98§\"")]
    [InlineData("DB_PASSWORD=${DB_PASSWORD:-§sunshine98§}")]
    [InlineData("the pass is §aB3&dE7!gh§ btw")]
    [InlineData("{\"adminPassword\": {\"type\": \"string\", \"value\": \"§metall58§\"}}")]
    [InlineData("{\\\"db_password\\\": {\\\"sensitive\\\": true, \\\"value\\\": \\\"§metall58§\\\"}}")]
    [InlineData("{\"ParameterKey\": \"DBPassword\", \"ParameterValue\": \"§metall58§\"}")]
    [InlineData("ParameterKey=DBPassword,ParameterValue=§metall58!x§ --capabilities x")]
    [InlineData("<property><name>fs.password</name>\n<value>§metall58§</value></property>")]
    [InlineData("<AdministratorPassword>\n  <Value>§metall58§</Value>\n</AdministratorPassword>")]
    [InlineData("<prop key=\"db.password\">§metall58§</prop>")]
    [InlineData("driver.find_element(By.ID, 'password').send_keys('§metall58§')")]
    [InlineData("page.locator('#password').first().fill(\"§metall58§\");")]
    [InlineData("fill_in 'Password', with: '§metall58§'")]
    [InlineData("And I fill in \"Password\" with \"§metall58§\"")]
    [InlineData("User.withUsername(name).password(\"{noop}§metall58§\")")]
    [InlineData("PgConnectOptions::new().username(u).password(\"§metall58§\")")]
    [InlineData("new PDO(getenv('DSN'), $user, '§metall58§', [PDO::ATTR_ERRMODE => 2])")]
    [InlineData("smtp.PlainAuth(\"\", \"kim\", \"§metall58§\", host)")]
    [InlineData("DriverManager.getConnection(config.url(), \"kim\", \"§metall58§\")")]
    [InlineData("sqlplus -S kim/§metall58§@//db:1521/XE")]
    [InlineData("net use Z: \\\\srv\\share §metall58§ /user:kim")]
    [InlineData("printf '%s' '§metall58§' | cryptsetup luksOpen /dev/sdb x -")]
    [InlineData("chpasswd:\n  list: |\n    kim:§metall58§\n  expire: false")]
    [InlineData("kim:§metall58§@tcp(db:3306)/app")]
    [InlineData("<auth-user-pass>\r\nkim\r\n§тайна213!§\r\n</auth-user-pass>")]
    [InlineData("le mot de passe : §señor81§")]
    [InlineData("lösenordet är §Falke2041x§")]
    [InlineData("hasło: §Falke2041x§")]
    [InlineData("密码是 §metall925x§")]
    [InlineData("TF_VAR_db_password=§rocket60x§ terraform plan")]
    [InlineData("data-x=\"{&quot;dbPassword&quot;:&quot;§sunshine98§&quot;}\"")]
    public void A_password_is_masked_to_its_last_character(string marked, bool literal = true)
    {
        string[] parts = marked.Split('§');
        string masked = MaskedResult.Of(parts[0] + parts[1] + parts[2]).Text;
        if (!literal)
            return;
        masked.ShouldStartWith(parts[0] + "[masked:");
        masked.ShouldEndWith("]" + parts[2]);
        masked.ShouldNotContain(parts[1]);
    }

    [Theory]
    [InlineData("PASSWORD=password")]
    [InlineData("PASSWORD=changeme")]
    [InlineData("PASSWORD=Test1234!")]
    [InlineData("password: example1")]
    [InlineData("\"password\": \"password123\"")]
    [InlineData("POSTGRES_PASSWORD=postgres")]
    [InlineData("password = <your password>")]
    [InlineData("\"password\": \"Passwort\"")]
    [InlineData("\"password\": \"Пароль\"")]
    [InlineData("\"password\": \"Enter your password\"")]
    [InlineData("\"password\": \"Minimum eight characters required 8\"")]
    [InlineData("password: string, token: number")]
    [InlineData("password = user_password2")]
    [InlineData("password = config.password2")]
    [InlineData("const password = getPassword(user1);")]
    [InlineData("api_token = getpass.getpass('API_TOKEN: ')")]
    [InlineData("DB_PASSWORD=${DB_PASSWORD:?missing1}")]
    [InlineData("arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-password-NsJvn4")]
    [InlineData("the password is argon2id hashed")]
    [InlineData("pass `--verbose=3` to the tool")]
    [InlineData("user services: pass `-Dpamconfdir=no` to the tool")]
    [InlineData("do not pass both this and that to pod2html;")]
    [InlineData("this pass is Stage2 of the compiler")]
    [InlineData("\"adminPassword\": { \"type\": \"securestring\", \"metadata\": { \"description\": \"value1: x\" } }")]
    [InlineData("cy.get('input[name=password]').clear().should('be.empty1')")]
    [InlineData("find('password').click('button.Submit1')")]
    [InlineData("<label for=\"password\">Password2x</label>")]
    [InlineData("net use Z: \\\\nas01\\share2 /user:ACME\\svc1 /persistent:no")]
    [InlineData("sqlplus /nolog @setup1.sql")]
    [InlineData("snmp-server community public RO")]
    [InlineData("put-parameter --name x --value ami-0b1c2d3e4f --type String")]
    [InlineData("client.login(token, 'channel-17')")]
    [InlineData("new PDO($dsn, 'kim', $config['db_password2'])")]
    [InlineData("new mysqli('db', 'kim', '', 'app_v2')")]
    [InlineData("ParameterKey=DBPassword,UsePreviousValue=true")]
    [InlineData("$ argocd admin initial-password reset\nsrc/main2.ts and more\n")]
    [InlineData("password 0 characters2 long")]
    [InlineData("chpasswd:\n  expire: false\n  users: [kim1, eve2]\n")]
    [InlineData("<auth-user-pass>\nkim\n</auth-user-pass>\nsha512x9\n")]
    [InlineData("credentials: https://vault1.example/v1")]
    [InlineData("login / HTTP/1.1 200")]
    [InlineData("all_pass|any_pass|pass_rate_at_least|min_passed")]
    [InlineData("OAUTH2_CLIENT_SECRET: oauth2ClientSecret")]
    [InlineData("kind: SealedSecret\npassword: AgB{b240}")]
    [InlineData("#define OBJ_userPassword                OBJ_X509,35L")]
    public void What_stands_for_a_password_stays(string text) =>
        MaskedResult.Of(ExampleText.Expand(text, new Random(5))).Findings.ShouldBeEmpty();

    [Theory]
    [InlineData("postgres://app:§a/b9xKq2§@db.internal:5432/app")]
    [InlineData("postgres://app:§a@b9xKq2§@db.internal/app")]
    [InlineData("redis://:§RopMp^yyn5!jNe§@cache:6379/0")]
    [InlineData("https://kim:§Zürich#2024x§@git.internal/x.git")]
    [InlineData("nats://app:§TyJk3n*322x§@10.4.0.17:4222")]
    public void The_password_of_a_url_may_hold_what_should_have_been_encoded(string marked)
    {
        string[] parts = marked.Split('§');
        string masked = MaskedResult.Of(parts[0] + parts[1] + parts[2]).Text;
        masked.ShouldStartWith(parts[0] + "[masked:url-password:");
        masked.ShouldEndWith("]" + parts[2]);
    }

    [Theory]
    [InlineData("http://localhost:8080/@vite/client")]
    [InlineData("https://registry.example:443/@acme/auth2/-/x@2.1.0.tgz")]
    [InlineData("see http://a.example:80 and mail kim@b.example")]
    [InlineData("cvs://:pserver:anoncvs@sources.example:/cvs/src")]
    public void A_port_is_no_password(string text) => MaskedResult.Of(text).Findings.ShouldBeEmpty();

    [Theory]
    [InlineData(300)]
    [InlineData(30_000)]
    public void Nothing_behind_many_nested_values_is_left(int names)
    {
        string secret = ExampleText.Expand("{w24}", new Random(8));
        string text = string.Concat(Enumerable.Repeat("token=", names)) + secret;
        MaskedResult.Of(text).Text.ShouldNotContain(secret);
    }
}
