namespace Reprise.Tests.Masking;

/// <summary>Texts that secrets stand in; N is the name, V the value.</summary>
internal static class SecretContexts
{
    /// <summary>Contexts in which the name stands next to the value.</summary>
    public static readonly string[] WithName =
    [
        "# settings\nN=V\nMODE=prod\n", "N='V'\n", "set N=V\r\nnpm run build\r\n", "setx N V\r\n", "$Env:N = 'V'\n", "export N=\"V\"; ./run.sh", "  - N=V\n  - TZ=UTC\n", "    N: 'V'\n    replicas: 2\n", "Environment=\"N=V\"\nRestart=always\n",
        "N := \"V\"\n", "let n = { N: \"V\", retries: 3 };", "os.environ['N'] = 'V'", "ENV['N'] ||= 'V'\n", "define('N', 'V');", "System.setProperty(\"N\", \"V\");", "<entry key=\"N\">V</entry>", "<setting name=\"N\" value=\"V\"/>", "[remote]\nN = V\n", "N = \"V\"\nregion = \"eu\"\n",
        "kubectl create secret generic app --from-literal=N=V -n web", "docker run -e N=V -p 80:80 web:2", "docker build --build-arg N=V .", "terraform apply -var=\"N=V\"", "fly secrets set N=V", "heroku config:set N=V -a web", "gh secret set N --body \"V\"", "{\"name\": \"N\", \"value\": \"V\"}", "{\n  \"N\": \"V\",\n  \"ttl\": 60\n}",
        "{\"value\": \"V\", \"name\": \"N\"}", "- name: N\n  value: V\n", "| N | V |\n|---|---|", "- **N**: `V`\n", "N: V\n", "val N: String = \"V\"", "const N: string = 'V';", "private static readonly string N = \"V\";", "N => 'V',\n", "+N=V\n-N=\n", "config/app.env:7:N=V\n", "   12\tN=V\n   13\tX=1\n",
        "     7→N=V\n     8→X=1\n", "\u001b[36mN\u001b[0m=\u001b[33mV\u001b[0m\n", "the N is V, keep it safe", "my N: V", "please use N=V for the tests", "INFO starting with N=V mode=fast", "ERROR bad request N=\"V\" status=401", "cmd --set env.N=V --wait", "@\"N\": @\"V\",", "{:N \"V\"}", "N <- \"V\"\n",
        "  \"N\" : \"V\" ,\n", "\\\"N\\\": \\\"V\\\"", "N=V%0A", "vault kv put secret/app N=V", "aws configure set N V", "N\tV\n",
    ];

    /// <summary>Contexts without a name: for secrets that their shape gives away.</summary>
    public static readonly string[] Bare =
    [
        "V", "look:\nV\nthat one", "(V)", "[V]", "{V}", "`V`", "**V**", "\"V\"", "'V'", "<V>", "V.", "V,", "V;", "V!", "V?", "see V and more", "a=V&b=1", "/tmp/V/x", "x\tV\ty", "x|V|y", "#V", "\u001b[32mV\u001b[0m", "\u001b[1;31mV\u001b[39;49m", "next=%2Fhome%3Dtok%3DV%26x", "\u2192V", "\u201eV\u201c", "k:V", "curl -H 'X-Api-Key: V' https://api.example.org",
        "curl -H \"Authorization: Bearer V\" https://api.example.org", "headers={'Authorization': 'token V'}", "https://x-token:V@git.example.org/a.git", "diff\n+V\n-V\n", "> V\n", "[\"V\", 1]", "echo V | tee f", "VALUES (1, 'V')", "1. V\n2. none", "{\"t\":\"V\"}", "<td>V</td>", "V\r\n", "error: V is expired", "\\nV\\n",
    ];

    /// <summary>Whole texts; S marks what must be masked.</summary>
    public static readonly string[] Whole =
    [
        "postgresql://svc:S{w16}S@db.prod.example:5432/x", "mysql://root:S{w12}S@10.1.2.3/x", "amqps://u:S{w10}%21{w5}S@mq.example.net", "redis://:S{w24}S@cache.prod:6379/1", "mongodb+srv://app:S{w18}S@c0.example.net/?retryWrites=true", "ftp://bob:S{a6}{d3}{a4}S@files.example.net/in",
        "jdbc:mysql://db:3306/x?user=app&password=S{w16}S&useSSL=true", "Server=db;Database=x;User Id=sa;Password=S{w14}#S;Encrypt=yes", "Driver={ODBC};Server=x;Uid=app;Pwd=S{w16}S;", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=S{b86}==S;EndpointSuffix=x", "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=S{b43}=S",
        "https://x.blob.core.windows.net/c/f?sv=2024-11-04&sp=r&sig=S{w20}%2B{w18}%2F{w4}%3DS", "curl -u deploy:S{w16}S https://nexus.example/x", "curl --user \"bob:S{a5}{d3}!{a5}S\" https://x", "mysqldump -u root -pS{w14}S shop > x.sql", "sshpass -p 'S{w12}S' ssh h", "PGPASSWORD=S{w18}S psql -h h", "redis-cli -h h -a S{w20}S ping", "docker login -u ci -p S{w18}S reg.example",
        "mongosh \"mongodb://h\" -u root -p S{w16}S", "sqlcmd -S h -U sa -P 'S{a6}!{w6}S' -Q x", "echo 'S{w14}S' | sudo -S ls", "openssl rsa -in k -passin pass:S{w16}S", "ldapsearch -x -D cn=a -w S{w16}S -b dc=x", "keytool -list -storepass S{w14}S -keystore k", "smbclient //h/s -U bob%S{w12}S", "net use Z: \\\\h\\s /user:D\\bob S{a4}{d3}{a7}S",
        "Authorization: Basic S{basic}S", "authorization: Bearer S{w48}S", "Authorization: ApiKey S{w40}S", "\"Authorization\": \"Token S{h40}S\"", "Proxy-Authorization: Basic S{basic}S", "X-Auth-Token: S{h32}S", "PRIVATE-TOKEN: S{w24}S", "Ocp-Apim-Subscription-Key: S{h32}S", "x-goog-api-key: S{w39}S",
        "Cookie: lang=en; session=S{w40}S; theme=x", "Set-Cookie: auth_token=S{h64}S; Path=/; Secure", "machine h login bob password S{w16}S", "db.example:5432:shop:app:S{w16}S", "_auth = S{basic}S", "//reg.example/:_password=\"S{base64:{w20}}S\"", "{\"auths\":{\"r.example\":{\"auth\":\"S{basic}S\"}}}",
        "CREATE USER app IDENTIFIED BY 'S{w16}S';", "ALTER ROLE app WITH PASSWORD 'S{w16}S';", "ConvertTo-SecureString \"S{w16}S\" -AsPlainText -Force", "user: bob\npassword: S{w14}S\nhost: h", "the password for staging is S{w14}S", "Password: S{a6}{d3}#S", "pw: S{w12}S", "creds: bob / S{w14}S", "das Kennwort ist S{a6}{d3}!{a3}S",
        "otpauth://totp/A:b?secret=S{Q32}S&issuer=A", "PrivateKey = S{b43}=S\nAddress = 10.0.0.2/32", "export WALLET_PRIVATE_KEY=0xS{h64}S", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"{w43}\",\"y\":\"{w43}\",\"d\":\"S{w43}S\"}", "client-key-data: S{base64:-----BEGIN PRIVATE KEY-----\n{b64}\n{b64}\n-----END PRIVATE KEY-----}S",
        "S-----BEGIN RSA PRIVATE KEY-----\n{b64}\n{b64}\n{b20}==\n-----END RSA PRIVATE KEY-----S\n", "S-----BEGIN OPENSSH PRIVATE KEY-----\r\n{b64}\r\n{b64}\r\n{b30}==\r\n-----END OPENSSH PRIVATE KEY-----S\r\n", "KEY=\"S-----BEGIN EC PRIVATE KEY-----\\n{b64}\\n{b40}\\n-----END EC PRIVATE KEY-----S\"", "head:\nS-----BEGIN PRIVATE KEY-----\n{b64}\n{b64}\n{b64}S\n[truncated]",
        "echo S{base64:GH_TOKEN=ghp_{w36}}S | base64 -d", "apiVersion: v1\nkind: Secret\ndata:\n  password: S{base64:{w18}}S\n", "key = 'Sghp_{w16}S' + 'S{w20}S'", "bob:S$2y$10${c53}S", "oauth2 --client-secret S{w40}S", "helm install x --set auth.password=S{w16}S", "wget --http-password=S{w14}S https://x",
    ];

    /// <summary>Texts in which nothing is secret.</summary>
    public static readonly string[] Harmless =
    [
        "commit {h40}\nAuthor: A B <a@example.org>", "sha512-{b86}==", "\"integrity\": \"sha512-{b86}==\",", "{h64}  app.tgz", "id {uuid} of {uuid}", "toolu_01{w22} msg_01{w22} req_011C{w20}", "call_{w24} fc_{h48} rs_{h48} resp_{h48}", "chatcmpl-{w29} run_{w24}", "i-0{h16} vpc-0{h16}", "sha256:{h64}", "h1:{b43}=", "etag: W/\"{h32}\"", "trace_id={h32} span_id={h16}",
        "API_KEY=", "API_KEY=your-key-here", "TOKEN=<token>", "TOKEN=$TOKEN", "TOKEN=${TOKEN:-x}", "password = os.getenv('DB_PASSWORD')", "password: ${{ secrets.DB_PASSWORD }}", "secret: {{ .Values.secret }}", "api_key=sk-...", "ghp_{x36}", "sk-ant-api03-{x95}", "AKIAIOSFODNN7EXAMPLE", "password=********", "\"token\": null", "\"password\": \"\"", "token: string;", "apiKey?: string",
        "const token = await login(user, password);", "function getToken(secret) {{ return sign(secret); }}", "public string Password {{ get; set; }}", "if (password.length < 12) throw new Error('password too short');", "max_tokens: 4096", "token_count=1832", "input_tokens 182331 output_tokens 9120", "sort_key = created_at_2024_v2", "primary_key: user_id", "cache-key: linux-node-{h64}", "password_hash VARCHAR(255)", "x-request-id: {uuid}",
        "<input type=\"password\" id=\"pw\">", "Enter your password:", "the password must have 12 characters", "the token expired at 2026-03-01T10:00:00Z", "wrong password for user app", "passwords are hashed with bcrypt", "secrets/db-credentials.yaml", "import { tokenize } from './tokenizer2'", "git@github.com:a/b.git", "postgres://localhost:5432/x", "postgres://user:password@localhost/x", "https://a:${TOKEN}@h/x", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{b43} a@b",
        "-----BEGIN PUBLIC KEY-----\n{b64}\n{b40}\n-----END PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----\n{b64}\n{b64}\n-----END CERTIFICATE-----", "pk_live_{w24}", "sb_publishable_{w22}_{w8}", "phc_{w43}", "age1{l58}", "PublicKey = {b43}=", "data:image/png;base64,iVBORw0KGgo{b400}", "grep -r 'ghp_' src", "startsWith('sk-ant-')", "/AKIA[0-9A-Z]{{16}}/", "mappings: \"AAAA,SAASIAAICAACQACAACCAACQ\"", "secretName: web-tls", "tokenUrl: https://id.example.org/oauth2/token", "authorization_endpoint=https://id.example.org/a",
        "AC{h32}", "cus_{w14} price_{w24}", "arn:aws:iam::123456789012:role/x", "Bearer authentication is required", "Authorization: Bearer <token>", "Authorization: Bearer ${{token}}", "Basic usage of the tool", "keyboard: de-latin1", "monkey=banana7", "key: value2", "keys: [id, name, created_at]", "version: 1.22.333-rc.4", "color: #a1b2c3", "Passwort: erforderlich", "credential helper store", "passed 123 of 456 tests", "Pass 2: 88 ok", "bypass=true", "compass: north-east-12",
        "author: Jane Doe <jane@example.org>", "auth: none", "auth_time: 1767225600", "[masked:github-pat:k7q2m4xw73fa]", "TOKEN=[REDACTED]", "***REMOVED***", "key_{d6}", "tokenizer.json 4.2MB", "SECRET_NAME=prod/db/main-1", "secretRef: db-1", "CI_TOKEN_FILE=/run/secrets/ci_token", "password_file: /etc/pw.txt", "--password-stdin", "password authentication failed for user \"app7\"", "token type bearer expires 3600", "next_token: null", "pageToken: 12",
    ];
}
