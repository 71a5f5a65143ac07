using Reprise.Masking.Reading;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Personal;

/// <summary>Reads the words before a number: what they call it.</summary>
internal static class NumberWords
{
    /// <summary>How many characters before a number are looked at.</summary>
    public const int Reach = 48;

    private const int MaxWord = 32;
    private const int MaxWords = 5;

    private static readonly WordSet Phone = new(
        """
        callback cel cell cellphone cellular celular cellulare dial fax faks fon fono gsm handy handynr hotline landline mob mobil
        mobile mobiel mobilnr msisdn phone phonenr portable puhelin rufnr rufnummer sms tel telefax telefon telefone telefono telefonnr
        telefonnummer telefoon telephone telnr teléfono téléphone whatsapp móvil
        телефон тел 電話 电话
        """
    );

    // Only with a word between them and the number: call me at …
    private static readonly WordSet Calls = new("call contact reach ring text");

    private static readonly WordSet Card = new(
        "amex card cardnumber cardno cc creditcard diners karte kreditkarte mastercard pan visa"
    );

    private static readonly WordSet Ids = new(
        """
        id ids uid gid pid guid uuid timestamp ts time seed hash offset seq sequence counter nonce ns nanos micros us snowflake build
        revision rev commit sha size bytes inode ino dev order invoice ticket isbn issn ean gtin upc sku imei iccid doi pmid
        """
    );

    private static readonly WordSet Versions = new(
        """
        assemblyversion build fileversion firmware kernel release section sec sdk ver version versions python java driver
        chrome firefox safari edge opera
        """
    );

    private static readonly WordSet Hosts = new(
        """
        addr address addresses client cname curl dns endpoint gateway host hostname hosts ip ipaddr ipaddress ips ipv listen mx
        nameserver node peer ping remote resolver server source ssh target telnet traceroute
        """
    );

    // Words between what a number is called and the number itself.
    private static readonly WordSet Fillers = new(
        "a at be is ist my me no nr num number nummer numéro numero on our the to under unter us your is's"
    );

    /// <summary>Tells whether a number is called a telephone number.</summary>
    public static bool IsPhone(in Passage passage, int at) => Is(passage, at, Phone, Fillers);

    /// <summary>Tells whether a number is called the number of a card.</summary>
    public static bool IsCard(in Passage passage, int at) => Is(passage, at, Card, Fillers);

    /// <summary>Tells whether a number is called an id, a time or the like.</summary>
    public static bool IsId(in Passage passage, int at) => Is(passage, at, Ids, null);

    /// <summary>Tells whether a number is called a version.</summary>
    public static bool IsVersion(in Passage passage, int at) => Is(passage, at, Versions, null);

    /// <summary>Tells whether a number is called the address of a machine.</summary>
    public static bool IsHost(in Passage passage, int at) => Is(passage, at, Hosts, Fillers);

    private static bool Is(in Passage passage, int at, WordSet words, WordSet? fillers)
    {
        Span<char> word = stackalloc char[MaxWord];
        int low = Math.Max(0, at - Reach);
        int p = at;
        for (int n = 0; n < MaxWords; n++)
        {
            while (p > low && !char.IsLetter(passage[p - 1]) && IsBetween(passage[p - 1]))
                p--;
            int end = p;
            while (p > low && char.IsLetter(passage[p - 1]) && end - p < MaxWord)
                p--;
            if (p == end)
                return p == 0 && at - end < Reach && IsKey(passage.Key, words, fillers);
            ReadOnlySpan<char> found = Lower(passage.Text[p..end], word);
            if (words.Contains(found) || (n > 0 && words == Phone && Calls.Contains(found)))
                return true;
            // phoneNumber, telNr
            int part = LastPart(passage.Text[p..end]);
            if (part > 0 && words.Contains(found[part..]))
                return true;
            if (fillers is null)
                return false;
            if (part > 0 && fillers.Contains(found[part..]))
                p += part;
            else if (!fillers.Contains(found))
                return false;
        }
        return false;
    }

    private static bool IsBetween(char c) =>
        c
            is ' '
                or '\t'
                or ':'
                or '='
                or '"'
                or '\''
                or '.'
                or '#'
                or '('
                or '_'
                or '-'
                or '*'
                or '`'
                or '>'
                or '|'
                or '/'
                or ','
                or '\u00a0';

    private static bool IsKey(ReadOnlySpan<byte> key, WordSet words, WordSet? fillers)
    {
        Span<char> text = stackalloc char[MaxWord];
        if (key.Length is 0 or > MaxWord)
            return false;
        for (int i = 0; i < key.Length; i++)
            text[i] = (char)key[i];
        return Is(new Passage { Text = text[..key.Length], Sight = new Sight() }, key.Length, words, fillers);
    }

    private static ReadOnlySpan<char> Lower(ReadOnlySpan<char> word, Span<char> target) =>
        target[..word.ToLowerInvariant(target)];

    // Where the last word of a name begins that is written with capitals inside, or 0.
    private static int LastPart(ReadOnlySpan<char> word)
    {
        for (int i = word.Length - 1; i > 0; i--)
        {
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1]))
                return i;
        }
        return 0;
    }
}
