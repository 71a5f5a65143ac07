namespace Reprise.Masking.Verifying;

/// <summary>The words that names are made of, by what they say about the value.</summary>
internal static class NameWords
{
    /// <summary>A person or a program chose it: a password.</summary>
    public static readonly WordSet Password = new(
        """
        password passwd passphrase passwort passord kennwort pwd pass pw passcode psw senha contrasena contraseña motdepasse mdp wachtwoord
        userpass dbpass storepass keypass sshpass requirepass rootpass rootpw smtppass sudopass dbpw masterauth pgpassword ldappass
        mypass secretpassword psk
        """
    );

    /// <summary>A machine made it: a token or a key.</summary>
    public static readonly WordSet Secret = new(
        """
        secret token apikey credential credentials pat authkey secretkey accesskey privatekey signingkey masterkey appkey
        encryptionkey clientsecret bearer jwt authtoken accesstoken refreshtoken apitoken bottoken usertoken apisecret appsecret
        sharedsecret sharedaccesskey accountkey sharedkey presharedkey psk authorization sessiontoken idtoken deploykey hmackey
        servicekey subscriptionkey consumersecret webhooksecret connectionsecret licensekey accesstokensecret secretaccesskey wif
        """
    );

    /// <summary>Names that carry a secret only now and then: the value has to look random.</summary>
    public static readonly WordSet Weak = new(
        """
        auth seed salt otp license sas key keys cookie secrets tokens sessionid sess sessid hmac pin xoxc access cred creds
        serviceaccount
        """
    );

    /// <summary>What makes a "key" a secret one.</summary>
    public static readonly WordSet KeyQualifiers = new(
        """
        api access secret private priv signing sign encryption encrypt decryption master app application auth authentication account
        service client admin deploy deployer ssh subscription license licence hmac jwt aes webhook integration server consumer root
        cipher crypto rsa ecdsa session cookie shared security functions function write license user bot device team org organization
        workspace merchant publish ingest ingestion instrumentation hec age wallet unseal openai anthropic gemini mistral cohere groq azure
        cosmos stripe sendgrid mailgun algolia pusher datadog newrelic elastic deepl
        """
    );

    /// <summary>What makes a "key" something else.</summary>
    public static readonly WordSet NoKeys = new(
        """
        public pub primary foreign partition sort cache cert certificate i18n translation object row index map dict lookup hot short
        arrow color colour registry composite idempotency dedup dedupe group query param parameter json header field column config
        setting settings feature locale message routing state publishable verify verification unique natural surrogate join shard
        hash range ordering order item entry cursor any each press modifier shortcut the a this that same first next last prev
        previous current new old kv redis file path s3 context storage_class enter return escape trusted host known recipient
        """
    );

    /// <summary>What makes a "token" something else.</summary>
    public static readonly WordSet NoTokens = new(
        """
        page next prev previous continuation pagination cursor max min num total input output prompt completion cached special pad
        eos bos unk mask end start stop design lexer first last current unexpected syntax char word sub subword sync per reasoning
        thinking context budget image audio text prediction rejected accepted usage cache theme color css style spacing shift change starting unit lifecycle
        """
    );

    /// <summary>What may follow the word that counts: <c>TOKEN_PROD</c>.</summary>
    public static readonly WordSet Neutral = new(
        """
        value val b64 base64 plain plaintext text cleartext str string raw prod production dev development staging stage test testing
        live default old new current primary secondary main base env var encoded local ci data bytes hex fallback override backup
        readonly rw ro write read
        """
    );

    /// <summary>What may not follow it: the value is about a secret and is none.</summary>
    public static readonly WordSet Harmless = new(
        """
        name names id ids type types kind count counts counter url uri urls path paths file files filename ref refs expiry expires
        expiration expired ttl policy policies length len min max hash hashes hashed hasher field fields label labels header headers
        prefix prefixes suffix regex pattern patterns provider manager store storage endpoint index limit limits budget usage format
        version status state error errors event events required enabled disabled placeholder hint algorithm alg size rotation reset
        generator validator validation input page form param params arn owner scope scopes location created updated at time age rule
        rules list map class method function handler service factory builder symbol address holder checksum sha sha1 sha256 digest
        fingerprint encoding key_id keyid visibility strength score message title description desc text_field column table schema
        section parser stream position offset start end window rate cost price per ratio minutes seconds days hours interval issuer
        audience subject cookie_name lookup mode source vault client manager provider template operator reader writer config
        configuration settings options option request requests response exception middleware bucket group role user username email
        domain host port region tokenizer santa number num code_verifier challenge method_name env_name envvar variable is has should
        can confirmation confirm again prompt protected protection strategy transform helper util utils test_id spec
        """
    );
}
