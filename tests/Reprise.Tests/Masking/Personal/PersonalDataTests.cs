using System.Text;
using System.Text.Json;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking.Personal;

public sealed class PersonalDataTests
{
    private static readonly MaskingRules _all = MaskingRules.Create(
        new MaskingOptions
        {
            PersonalData = new PersonalData
            {
                EmailAddresses = true,
                PhoneNumbers = true,
                CardNumbers = true,
                IpAddresses = true,
                UserNames = ["mvanholst"],
                HostNames = ["tulip-7.lan.internal", "tulip-7"],
            },
        }
    );

    [Theory]
    [InlineData("write to <jane.roe+news@mail.example-shop.de>.", "jane.roe+news@mail.example-shop.de")]
    [InlineData("mailto:j@x.io?subject=a", "j@x.io")]
    [InlineData("q?to=jane%40corp.co.uk&x=1", "jane%40corp.co.uk")]
    [InlineData("%3Cjane@corp.de%3E", "jane@corp.de")]
    [InlineData("+jane@corp.de", "jane@corp.de")]
    [InlineData("Grüße an jürgen.müller@köln-haus.de!", "jürgen.müller@köln-haus.de")]
    [InlineData("jane@corp.de. Then", "jane@corp.de")]
    [InlineData("jane.roe@example.com", "jane.roe@example.com")]
    [InlineData("4711+roe@users.noreply.github.com", "4711+roe@users.noreply.github.com")]
    public void Addresses_of_people_are_masked(string text, string address) => Finds("email-address", text, address);

    [Theory]
    [InlineData("git@github.com:a/b.git")]
    [InlineData("Co-Authored-By: X <noreply@anthropic.com>")]
    [InlineData("npm i @scope/pkg@1.2.3 lodash@4.17.21 icon@2x.png")]
    [InlineData("https://bob:x1@db.corp.de/a")]
    [InlineData("kex: curve25519-sha256@libssh.org")]
    [InlineData("user@example.com, you@example.org")]
    [InlineData("uses: actions/checkout@v4.1")]
    [InlineData("<a @click.prevent='x'>")]
    [InlineData("@")]
    [InlineData(".@a.de")]
    [InlineData("a@-b.de a@b-.de a@b.c.de_x")]
    public void What_looks_like_an_address_stays(string text) => Leaves("email-address", text);

    [Theory]
    [InlineData("call +49 (0)151 / 2345-6789 now", "+49 (0)151 / 2345-6789")]
    [InlineData("+442071838750", "+442071838750")]
    [InlineData("(415) 555-2671", "(415) 555-2671")]
    [InlineData("at 415-555-2671.", "415-555-2671")]
    [InlineData("1-415-555-2671", "1-415-555-2671")]
    [InlineData("+1 415.555.2671 24 hours", "+1 415.555.2671")]
    [InlineData("Tel.: 030 901820", "030 901820")]
    [InlineData("{\"phoneNumber\": \"0151 23456789\"}", "0151 23456789")]
    [InlineData("mobile_no=01512345678;", "01512345678")]
    [InlineData("Please call me at 415 555 2671", "415 555 2671")]
    [InlineData("Mein Handy ist 0151/2345678", "0151/2345678")]
    [InlineData("fax 00 49 30 901820", "00 49 30 901820")]
    public void Telephone_numbers_are_masked(string text, string number) => Finds("phone-number", text, number);

    [Theory]
    [InlineData("+4294967296 rows")]
    [InlineData("line\n+1234567890123\n+20240101123456\n+3000000000")]
    [InlineData("mobile 2024-01-15")]
    [InlineData("2024-01-15 10:30:00 +0200")]
    [InlineData("x = Decimal('+35236450.6')")]
    [InlineData("phone: 123")]
    [InlineData("123-456-7890")]
    [InlineData("id 415-555-2671-aa")]
    [InlineData("9415-555-2671")]
    [InlineData("phoneId: 41555526711")]
    [InlineData("{\\\"phone\\\": 41555526711}")]
    [InlineData("hotel 41555526711")]
    [InlineData("tel 192.168.100.100")]
    [InlineData("+")]
    [InlineData("(((((")]
    public void What_looks_like_a_telephone_number_stays(string text) => Leaves("phone-number", text);

    [Theory]
    [InlineData("pay with 4539578763621486 today", "4539578763621486")]
    [InlineData("4539 5787 6362 1486", "4539 5787 6362 1486")]
    [InlineData("5425-2334-3010-9903", "5425-2334-3010-9903")]
    [InlineData("Amex 3782 822463 10005.", "3782 822463 10005")]
    [InlineData("card=6011000990139424&x", "6011000990139424")]
    [InlineData("visa: 30569309025904", "30569309025904")]
    public void Card_numbers_are_masked(string text, string number) => Finds("card-number", text, number);

    [Theory]
    [InlineData("4539578763621487")]
    [InlineData("9539578763621482")]
    [InlineData("0.4539578763621486")]
    [InlineData("id: 4539578763621486")]
    [InlineData("4539578763621486*x")]
    [InlineData("a4539578763621486")]
    [InlineData("30569309025904")]
    [InlineData("4539 578763621486")]
    [InlineData("{\\\"n\\\": 4539578763621486}")]
    [InlineData("[1, 4539578763621486]")]
    public void What_looks_like_a_card_number_stays(string text) => Leaves("card-number", text);

    [Theory]
    [InlineData("from 34.120.7.8:443", "34.120.7.8")]
    [InlineData("http://84.16.2.9/x", "84.16.2.9")]
    [InlineData("ip 5.9.10.3", "5.9.10.3")]
    [InlineData("84.116.2.9", "84.116.2.9")]
    [InlineData("[2a01:4f8:c17:b0f::2]:80", "2a01:4f8:c17:b0f::2")]
    [InlineData("::ffff:84.116.2.9", "84.116.2.9")]
    public void Public_addresses_are_masked(string text, string address) => Finds("ip-address", text, address);

    [Theory]
    [InlineData("127.0.0.1 10.1.2.3 192.168.0.7 172.20.1.1 169.254.1.1 100.64.3.2 224.0.0.1 255.255.255.0")]
    [InlineData("192.0.2.44 198.51.100.7 203.0.113.9 2001:db8::1 ::1 fe80::1 fd12::7")]
    [InlineData("8.8.8.8 1.1.1.1 9.9.9.9 2606:4700:4700::1111")]
    [InlineData("Chrome/119.40.60.45 pkg-84.116.2.9.tgz pkg==84.116.2.9 version 84.116.2.9 v84.116.2.9")]
    [InlineData("V8 5.0.71.52, OID 2.5.29.35")]
    [InlineData("84.116.0.0/16 84.116.2.0")]
    [InlineData("2.83-2.12 3.51.98.32 2.03.5")]
    [InlineData("84.116.2.9.4 84.116.2 1:84.116.2 084.116.2.9 84.116.2.256")]
    [InlineData("a::b std::cout 12:30:45 aa:bb:cc:dd:ee:ff")]
    public void Other_addresses_and_versions_stay(string text) => Leaves("ip-address", text);

    [Theory]
    [InlineData("/home/mvanholst/src", "user-name", "mvanholst")]
    [InlineData("-home-mvanholst-src", "user-name", "mvanholst")]
    [InlineData("C:\\\\Users\\\\MvanHolst\\\\x", "user-name", "MvanHolst")]
    [InlineData("on\\nmvanholst\\n", "user-name", "mvanholst")]
    [InlineData("mvanholst@tulip-7:~$", "user-name", "mvanholst", "tulip-7")]
    [InlineData("ssh TULIP-7.lan.internal", "host-name", "TULIP-7.lan.internal")]
    public void Names_are_masked_where_they_are_words(string text, string kind, params string[] names)
    {
        MaskedResult masked = MaskedResult.Of(text, TextShape.Text, _all);
        masked.Raw.Select(Encoding.UTF8.GetString).ShouldBe(names);
        masked.Findings[0].Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("mvanholster xmvanholst mvanholst2")]
    [InlineData("tulip-70, atulip-7")]
    public void Names_inside_of_words_stay(string text) => MaskedResult.Of(text, TextShape.Text, _all).Findings.ShouldBeEmpty();

    [Theory]
    [InlineData("mvanholst", true)]
    [InlineData("Ana", false)]
    [InlineData("root", false)]
    [InlineData("Ubuntu", false)]
    [InlineData("mark", false)]
    [InlineData("1234", false)]
    [InlineData(" mvanholst", false)]
    [InlineData("", false)]
    public void A_name_that_is_short_or_common_is_not_looked_for(string name, bool isName)
    {
        PersonalData.IsName(name).ShouldBe(isName);
        var data = new PersonalData { UserNames = [name], HostNames = [name] };
        bool finds = MaskingRules
            .Create(new MaskingOptions { PersonalData = data })
            .Kinds.Contains("user-name", StringComparer.Ordinal);
        finds.ShouldBe(isName);
    }

    [Fact]
    public void Nothing_about_people_is_masked_unless_it_is_asked_for()
    {
        const string text = "jane@corp.de, +49 151 23456789, 4539 5787 6362 1486, 84.116.2.9, mvanholst";
        MaskedResult.Of(text).Findings.ShouldBeEmpty();
        MaskedResult
            .Of(text, TextShape.Text, _all)
            .Findings.Select(finding => finding.Kind)
            .ShouldBe(["email-address", "phone-number", "card-number", "ip-address", "user-name"]);
        MaskingRules.Create(new MaskingOptions()).ShouldBeSameAs(MaskingRules.BuiltIn);
    }

    [Fact]
    public void The_version_says_what_is_masked()
    {
        string[] versions =
        [
            MaskingRules.BuiltIn.Version,
            _all.Version,
            Version(new PersonalData { EmailAddresses = true }),
            Version(new PersonalData { PhoneNumbers = true }),
            Version(new PersonalData { CardNumbers = true }),
            Version(new PersonalData { IpAddresses = true }),
            Version(new PersonalData { UserNames = ["mvanholst"] }),
            Version(new PersonalData { HostNames = ["mvanholst"] }),
        ];
        versions.Distinct(StringComparer.Ordinal).Count().ShouldBe(versions.Length);
    }

    [Fact]
    public void Numbers_stay_numbers_and_documents_stay_documents()
    {
        const string line =
            """{"card":4539578763621486,"phone":4915123456789,"s":"{\"card\":4539578763621486}","t":"4539578763621486"}""";
        MaskedResult masked = MaskedResult.Of(line, TextShape.JsonLines, _all);
        masked.Findings.Count.ShouldBe(1);
        JsonElement root = JsonDocument.Parse(masked.Bytes).RootElement;
        root.GetProperty("card").GetInt64().ShouldBe(4539578763621486);
        JsonDocument
            .Parse(root.GetProperty("s").GetString() ?? "")
            .RootElement.GetProperty("card")
            .GetInt64()
            .ShouldBe(4539578763621486);
        root.GetProperty("t").GetString().ShouldBe($"[masked:card-number:{masked.Findings[0].Fingerprint}]");
    }

    [Fact]
    public void A_member_called_so_makes_its_value_a_telephone_number()
    {
        MaskedResult
            .Of("""{"contact_phone":"030 901820","n":"030 901820"}""", TextShape.JsonLines, _all)
            .Findings.Count.ShouldBe(1);
        MaskedResult.Of("""{"note":"030 901820"}""", TextShape.JsonLines, _all).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_address_has_the_same_fingerprint_in_every_spelling()
    {
        string plain = MaskedResult.Of("jane@corp.de", TextShape.Text, _all).Findings[0].Fingerprint;
        string line = "{\"a\":\"\\u006aane\\u0040corp.de\"}";
        MaskedResult.Of(line, TextShape.JsonLines, _all).Findings.Single().Fingerprint.ShouldBe(plain);
    }

    [Fact]
    public void Secrets_are_named_as_such_where_both_are()
    {
        MaskedResult masked = MaskedResult.Of("https://bob:pw-7Gk2@corp.de/x and password: jane@corp.de", TextShape.Text, _all);
        masked.Findings[0].Kind.ShouldBe("url-password");
        masked.Text.ShouldNotContain("pw-7Gk2");
    }

    private static string Version(PersonalData data) => MaskingRules.Create(new MaskingOptions { PersonalData = data }).Version;

    private static void Finds(string kind, string text, string value)
    {
        MaskedResult masked = MaskedResult.Of(text, TextShape.Text, _all);
        masked.Raw.Select(Encoding.UTF8.GetString).ShouldBe([value], text);
        masked.Findings[0].Kind.ShouldBe(kind);
        string line = JsonSerializer.Serialize(new { text });
        MaskedResult.Of(line, TextShape.JsonLines, _all).Findings.Single().Kind.ShouldBe(kind, line);
    }

    private static void Leaves(string kind, string text) =>
        MaskedResult.Of(text, TextShape.Text, _all).Findings.Where(finding => finding.Kind == kind).ShouldBeEmpty(text);
}
