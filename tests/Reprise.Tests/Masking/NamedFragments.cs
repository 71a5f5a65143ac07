using System.Text;
using System.Text.Json;

namespace Reprise.Tests.Masking;

/// <summary>Makes texts of names, what may join them to values, and values, in any order: near everything that is masked.</summary>
internal static class NamedFragments
{
    private const string Secret = "Xy7kQ9" + "mP2vL8";

    private static readonly string[] _before =
    [
        .. " |\n|export |- |+ |\"|'|\\n|\\\"|ENV |set |--|<|$|${|{|(|the |curl -u a:|echo |: |12: |// |# |x.|_|my|\\u001b[1m|%2C|&|?|;|, |\"value\": \"".Split(
            '|'
        ),
        "| ",
    ];

    private static readonly string[] _names =
        "password passwd pwd pass secret token api_key apiKey API_KEY key keys client_secret access_token input_tokens private_key primary_key auth credential psk DB_PASSWORD my-token authToken X-Api-Key cookie Authorization basic bearer user _pat GITHUB_PAT sessionKey secretName tokenizer kennwort pw xoxc".Split(
            ' '
        );

    private static readonly string[] _ends = ["", "", "", "s", "_", "1", "Name", "_id", "-", ".y"];

    private static readonly string[] _joints =
    [
        "|",
        "||",
        "\\\": \\\"",
        .. "=~:~ = ~: ~\": \"~\":\"~' : '~=>~ => ~->~ is ~ ~\t~ | ~<-~%3D~\\\":\\\"~, ~\", \"~',\n'~\n~\\n~\\u003d~ := ~ == ~::~)~)=~] = ~ / ~>~\"> ~* ~**: ~(~[~{~\u001b[0m~ value=\"~\\t~ set to ~ 12 ~\"=~`~?: ~!=~: string = ~:str=~ ?? ~+=~ ?= ~: b~ = r~=:~==>~ → ~｜~│".Split(
            '~'
        ),
    ];

    private static readonly string[] _values =
    [
        .. "hunter2 Tr0ub4dor&3xyz changeme ${TOKEN} process.env.X 12345678 74920581 null abc foo.bar() user.name example your-key-here k8Jd92LmQpXz71BvNcRt 9f86d081884c7d659a2feaa0c55ad015 0x1234 https://x.y/z a@b.c 550e8400-e29b-41d4-a716-446655440000 someVariableName some_other_name 1.2.3 3.14 2024-01-02 'single9Q' Pa$$w0rd! correct-horse-7 x \u00dcn\u00efc\u00f6d\u00e99 AbCdEf12 /etc/passwd ./x C:\\\\x $(cmd) <x> [x] {x} `x` *** 1 65,000 ghp_ sk_live_ AKIA 4b1d sk- fc- xoxb- a,b;c foo[bar9X] blue\\u0041Xy9Q2z".Split(
            ' '
        ),
        "\"quoted Val1!\"",
        "b\"" + Secret + "\"",
        "r'" + Secret + "'",
        Secret,
        Secret,
    ];

    private static readonly string[] _after =
    [
        .. "| |\n|;|,|)|}|\"|'|\\\"|\\n| #x|&|@host/x|]|`|.|...|\",\"value\":\"|(x)|[0]| and more 7 words".Split('|'),
    ];

    /// <summary>Makes lines of text, some of them JSON of several layers.</summary>
    public static byte[] Lines(int seed, int count)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            string line = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Fragment(random)));
            for (int depth = random.Next(4); depth > 0; depth--)
                line = JsonSerializer.Serialize(
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["content"] = line,
                        [Pick(random, _names)] = random.Next(3) == 0 ? random.Next() : Pick(random, _values),
                        ["list"] = new[] { "--" + Pick(random, _names), Pick(random, _values) },
                    }
                );
            text.Append(line).Append(random.Next(9) == 0 ? " " : "\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Fragment(Random random) =>
        Pick(random, _before)
        + Pick(random, _names)
        + Pick(random, _ends)
        + Pick(random, _joints)
        + (random.Next(3) == 0 ? Pick(random, _joints) : "")
        + (random.Next(3) == 0 ? Pick(random, ["\"", "'", "\\\""]) : "")
        + Pick(random, _values)
        + Pick(random, _after);

    private static string Pick(Random random, string[] texts) => texts[random.Next(texts.Length)];
}
