using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reprise.Tests.Masking;

/// <summary>Writes transcript lines with known secrets from templates of its own, so that the rules are not measured on one set alone.</summary>
internal static class GeneratedCases
{
    // Letters only: no writer of JSON spells them otherwise at any depth.
    private const string Begin = "ZQbeginQZ";
    private const string End = "ZQendQZ";

    private static readonly JsonSerializerOptions[] _writers =
    [
        JsonSerializerOptions.Default,
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = false },
    ];

    /// <summary>Returns cases in random order; about a third have no secret.</summary>
    public static IEnumerable<GeneratedCase> All(int seed, int count)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
            yield return Wrap(
                random,
                i % 8 < 5 ? Secret(random) : ("harmless", ExampleText.Expand(Pick(SecretContexts.Harmless, random), random)),
                i
            );
    }

    private static (string Context, string Text) Secret(Random random)
    {
        int which = random.Next(100);
        if (which < 30)
        {
            string template = Pick(SecretContexts.Whole, random);
            string text = ExampleText.Expand(MarkS(template), random);
            return (template, text);
        }
        if (which < 60)
        {
            (string shape, string name) = Pick(SecretTemplates.Named, random);
            string context = Pick(SecretContexts.WithName, random);
            return ($"{context} / {name}", Fill(context, name, shape, random));
        }
        (string kind, string shaped, string variable) = Pick(SecretTemplates.Shaped, random);
        string around = which < 75 ? Pick(SecretContexts.WithName, random) : Pick(SecretContexts.Bare, random);
        return ($"{around} / {kind}", Fill(around, variable + "_TOKEN", shaped, random));
    }

    private static string Fill(string context, string name, string shape, Random random)
    {
        var text = new StringBuilder();
        string value = ExampleText.Expand(
            shape.Replace("{discord}", "{base64:{d18}}.{w6}.{w38}", StringComparison.Ordinal),
            random
        );
        for (int i = 0; i < context.Length; i++)
        {
            bool alone =
                (i == 0 || !char.IsAsciiLetter(context[i - 1]))
                && (i + 1 == context.Length || !char.IsAsciiLetter(context[i + 1]));
            if (alone && context[i] == 'N')
                text.Append(name);
            else if (alone && context[i] == 'V')
                text.Append(Begin).Append(value).Append(End);
            else
                text.Append(context[i]);
        }
        return text.ToString();
    }

    // S opens a secret and S closes it.
    private static string MarkS(string template)
    {
        var text = new StringBuilder();
        bool open = false;
        for (int i = 0; i < template.Length; i++)
        {
            bool mark =
                template[i] == 'S'
                && (
                    open
                        ? i + 1 == template.Length || !char.IsAsciiLetter(template[i + 1]) && template[i - 1] != '{'
                        : i + 1 < template.Length && template[i + 1] is '{' or '-' or '$'
                            || template.AsSpan(i).StartsWith("Sghp_", StringComparison.Ordinal)
                );
            text.Append(mark ? (open ? End : Begin) : template[i].ToString());
            open ^= mark;
        }
        return text.ToString();
    }

    private static GeneratedCase Wrap(Random random, (string Context, string Text) content, int number)
    {
        JsonSerializerOptions writer = _writers[random.Next(_writers.Length)];
        string text = content.Text;
        string uuid = ExampleText.Expand("{uuid}", random);
        object record = random.Next(6) switch
        {
            0 => new
            {
                type = "user",
                message = new { role = "user", content = text },
                uuid,
                cwd = "/srv/app",
                version = "2.1.4",
            },
            1 => new
            {
                type = "user",
                message = new
                {
                    content = new object[]
                    {
                        new
                        {
                            tool_use_id = ExampleText.Expand("toolu_01{w22}", random),
                            type = "tool_result",
                            content = text,
                        },
                    },
                },
                toolUseResult = new { stdout = text, stderr = "" },
                uuid,
            },
            2 => new
            {
                type = "response_item",
                payload = new
                {
                    type = "function_call",
                    arguments = JsonSerializer.Serialize(new { command = new[] { "bash", "-lc", text } }, writer),
                    call_id = ExampleText.Expand("call_{w24}", random),
                },
            },
            3 => new
            {
                type = "assistant",
                message = new
                {
                    model = "claude-opus-4-5-20251101",
                    content = new object[]
                    {
                        new
                        {
                            type = "thinking",
                            thinking = text,
                            signature = ExampleText.Expand("{b300}", random),
                        },
                        new { type = "text", text },
                    },
                },
            },
            4 => new
            {
                type = "user",
                content = JsonSerializer.Serialize(
                    new { output = JsonSerializer.Serialize(new { output = text }, writer) },
                    writer
                ),
            },
            _ => (object)
                new
                {
                    role = "assistant",
                    content = "numbers",
                    n = number,
                    lines = new { text, other = "plain" },
                },
        };
        string line = JsonSerializer.Serialize(record, writer);
        return Locate(content.Context, line);
    }

    private static GeneratedCase Locate(string context, string marked)
    {
        List<SecretSpan> secrets = [];
        var text = new StringBuilder();
        int at = 0;
        for (int begin; (begin = marked.IndexOf(Begin, at, StringComparison.Ordinal)) >= 0; )
        {
            int end = marked.IndexOf(End, begin, StringComparison.Ordinal);
            text.Append(marked, at, begin - at);
            int start = Encoding.UTF8.GetByteCount(text.ToString());
            text.Append(marked, begin + Begin.Length, end - begin - Begin.Length);
            secrets.Add(new SecretSpan(context, start, Encoding.UTF8.GetByteCount(text.ToString())));
            at = end + End.Length;
        }
        text.Append(marked, at, marked.Length - at);
        return new GeneratedCase(context, Encoding.UTF8.GetBytes(text.ToString()), secrets);
    }

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];
}
