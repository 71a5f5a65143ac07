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
