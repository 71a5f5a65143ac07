using System.Collections.Frozen;

namespace Reprise.Masking.Verifying;

/// <summary>Tells from a name whether a secret is to be expected behind it.</summary>
internal static class Names
{
    private const int MaxWords = 24;
    private const int MaxName = 96;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PasswordWords = Set(
        "password passwd passphrase passwort kennwort pwd pass pw passcode psw senha contrasena contraseña motdepasse mdp wachtwoord userpass dbpass storepass keypass "
            + "sshpass requirepass rootpass rootpw smtppass sudopass dbpw masterauth pgpassword ldappass mypass secretpassword"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SecretWords = Set(
        "secret token apikey credential credentials pat authkey secretkey accesskey privatekey signingkey masterkey appkey encryptionkey clientsecret bearer jwt "
            + "authtoken accesstoken refreshtoken apitoken bottoken usertoken apisecret appsecret sharedsecret sharedaccesskey accountkey sharedkey presharedkey psk "
            + "authorization sessiontoken idtoken deploykey hmackey servicekey subscriptionkey consumersecret webhooksecret connectionsecret licensekey accesstokensecret secretaccesskey"
    );

    // Names that carry a secret only now and then: the value has to look random.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WeakWords = Set(
        "auth seed salt otp license sas key keys cookie secrets tokens sessionid sess sessid hmac pin xoxc access cred creds serviceaccount"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KeyQualifiers = Set(
        "api access secret private priv signing sign encryption encrypt decryption master app application auth authentication account service client admin deploy deployer ssh "
            + "subscription license licence hmac jwt aes webhook integration server consumer root cipher crypto rsa ecdsa session cookie shared security functions function write "
            + "license user bot device team org organization workspace merchant publish ingest ingestion instrumentation hec age wallet"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NoKeys = Set(
        "public pub primary foreign partition sort cache cert certificate i18n translation object row index map dict lookup hot short arrow color colour registry composite "
            + "idempotency dedup dedupe group query param parameter json header field column config setting settings feature locale message routing state publishable verify "
            + "verification unique natural surrogate join shard hash range ordering order item entry cursor any each press modifier shortcut the a this that same first next last "
            + "prev previous current new old kv redis file path s3 context storage_class enter return escape trusted host known recipient"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NoTokens = Set(
        "page next prev previous continuation pagination cursor max min num total input output prompt completion cached special pad eos bos unk mask end start stop design "
            + "lexer first last current unexpected syntax char word sub subword sync per reasoning thinking context budget image audio text prediction rejected accepted usage cache "
            + "theme color css style spacing shift"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Neutral = Set(
        "value val b64 base64 plain plaintext text cleartext str string raw prod production dev development staging stage test testing live default old new current primary "
            + "secondary main base env var encoded local ci data bytes hex fallback override backup readonly rw ro write read"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Harmless = Set(
        "name names id ids type types kind count counts counter url uri urls path paths file files filename ref refs expiry expires expiration expired ttl policy policies length len min max "
            + "hash hashes hashed hasher field fields label labels header headers prefix prefixes suffix regex pattern patterns provider manager store storage endpoint index limit limits budget usage "
            + "format version status state error errors event events required enabled disabled placeholder hint algorithm alg size rotation reset generator validator validation input page form param "
            + "params arn owner scope scopes location created updated at time age rule rules list map class method function handler service factory builder symbol address holder checksum sha sha1 sha256 "
            + "digest fingerprint encoding key_id keyid visibility strength score message title description desc text_field column table schema section parser stream position offset start end window rate "
            + "cost price per ratio minutes seconds days hours interval issuer audience subject cookie_name lookup mode source vault client manager provider template operator reader writer config configuration settings "
            + "options option request requests response exception middleware bucket group role user username email domain host port region tokenizer santa number num code_verifier challenge method_name env_name "
            + "envvar variable is has should can confirmation confirm again prompt protected protection strategy transform helper util utils test_id spec"
    );

    /// <summary>Judges a name.</summary>
    /// <param name="name">The whole name, decoded ASCII, with its separators.</param>
    public static NameStrength Judge(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[MaxName];
        Span<Range> words = stackalloc Range[MaxWords];
        if (name.Length > MaxName)
            name = name[^MaxName..];
        int count = Split(name, text, words);
        int n = count;
        while (n > 1 && (Neutral.Contains(text[words[n - 1]]) || IsNumber(text[words[n - 1]])))
            n--;
        for (int last = n; last > 0; last--)
        {
            ReadOnlySpan<char> word = text[words[last - 1]];
            ReadOnlySpan<char> before = last > 1 ? text[words[last - 2]] : default;
            NameStrength strength = JudgeWord(word, before, last < count || count > 1);
            if (strength != NameStrength.None)
                return last == n ? strength : NameStrength.Weak;
            if (strength == NameStrength.None && (Harmless.Contains(word) || Refuses(word, before)))
                return NameStrength.None;
        }
        return NameStrength.None;
    }

    private static NameStrength JudgeWord(ReadOnlySpan<char> word, ReadOnlySpan<char> before, bool qualified)
    {
        if (word is "key" or "keys")
        {
            if (NoKeys.Contains(before))
                return NameStrength.None;
            return word is "key" && KeyQualifiers.Contains(before) ? NameStrength.Secret
                : qualified ? NameStrength.Weak
                : NameStrength.Lone;
        }
        if (word is "token" && NoTokens.Contains(before))
            return NameStrength.None;
        if (word is "pw" or "pat" or "pass" or "auth" && before is "by")
            return NameStrength.None;
        if (
            PasswordWords.Contains(word)
            || EndsWith(word, "password")
            || EndsWith(word, "passwd")
            || EndsWith(word, "passphrase")
            || EndsWith(word, "pwd")
        )
            return NameStrength.Password;
        if (
            SecretWords.Contains(word)
            || EndsWith(word, "secret")
            || EndsWith(word, "token")
            || EndsWith(word, "apikey")
            || EndsWith(word, "authkey")
            || EndsWith(word, "secretkey")
        )
            return NameStrength.Secret;
        return WeakWords.Contains(word) ? NameStrength.Weak : NameStrength.None;
    }

    private static bool Refuses(ReadOnlySpan<char> word, ReadOnlySpan<char> before) =>
        (word is "key" or "keys" && NoKeys.Contains(before)) || (word is "token" or "tokens" && NoTokens.Contains(before));

    private static bool EndsWith(ReadOnlySpan<char> word, string end) => word.EndsWith(end, StringComparison.Ordinal);

    private static bool IsNumber(ReadOnlySpan<char> word) => !word.ContainsAnyExceptInRange('0', '9');

    // Words are cut at separators and where the case changes; written in lower case.
    private static int Split(ReadOnlySpan<byte> name, Span<char> text, Span<Range> words)
    {
        int count = 0;
        int start = 0;
        for (int i = 0; i <= name.Length && count < words.Length; i++)
        {
            bool end = i == name.Length;
            char c = end ? ' ' : (char)name[i];
            bool letter = char.IsAsciiLetterOrDigit(c);
            bool cut = !letter || (i > start && IsCut(name, i));
            if (cut && i > start)
                words[count++] = start..i;
            if (!end)
                text[i] = char.ToLowerInvariant(c);
            if (cut)
                start = letter ? i : i + 1;
        }
        return count;
    }

    private static bool IsCut(ReadOnlySpan<byte> name, int i)
    {
        char c = (char)name[i];
        char previous = (char)name[i - 1];
        if (char.IsAsciiLetterUpper(c))
        {
            return char.IsAsciiLetterLower(previous)
                || char.IsAsciiDigit(previous)
                || (char.IsAsciiLetterUpper(previous) && i + 1 < name.Length && char.IsAsciiLetterLower((char)name[i + 1]));
        }
        return char.IsAsciiLetter(c) && char.IsAsciiDigit(previous) && i > 1 && !char.IsAsciiLetter((char)name[i - 2])
            || (char.IsAsciiDigit(c) && char.IsAsciiLetter(previous) && !HasLetterAfter(name, i));
    }

    private static bool HasLetterAfter(ReadOnlySpan<byte> name, int i)
    {
        while (i < name.Length && char.IsAsciiDigit((char)name[i]))
            i++;
        return i < name.Length && char.IsAsciiLetter((char)name[i]);
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}

/// <summary>How strongly a name promises a secret.</summary>
internal enum NameStrength : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The bare word "key".</summary>
    Lone,

    /// <summary>Now and then: the value has to look random.</summary>
    Weak,

    /// <summary>A token or key: the value must not be a word, a reference or a placeholder.</summary>
    Secret,

    /// <summary>A password: people choose them, so less is asked of the value.</summary>
    Password,
}
