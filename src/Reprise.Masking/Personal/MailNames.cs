using Reprise.Masking.Verifying;

namespace Reprise.Masking.Personal;

/// <summary>Knows the ends of domains, and addresses behind which there is nobody.</summary>
internal static class MailNames
{
    private const int MaxWord = 64;

    private static readonly WordSet Countries = new(
        """
        ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci
        ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn
        gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc
        li lk lr ls lt lu lv ly ma mc me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om
        pa pe pf pg ph pk pl pm pn pr pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj
        tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
        """
    );

    // Also endings of files: they are ends of domains only behind another one, as in com.py.
    private static readonly WordSet CountriesAndFiles = new("md ps py rs sh so");

    private static readonly WordSet Others = new(
        """
        com net org edu gov mil int arpa info biz pro aero coop museum jobs mobi travel tel cat asia post
        academy agency app art audio bank bayern berlin bio blog brussels build business cafe capital care careers cash center chat
        church city clinic cloud club coach codes coffee community company computer consulting cool cymru design dev digital directory
        doctor domains earth education email energy engineer engineering estate events expert family farm fashion finance fitness fm
        foundation fun fund fyi gallery games gay global gmbh gold graphics green group guide guru hamburg health help history hiv
        hospital host hotel house immo inc industries ink institute international investments istanbul kim kiwi koeln land law lawyer
        lgbt life limited link live llc london love ltd management market marketing mba me media melbourne menu moe money movie nagoya
        network news ngo ninja nrw nyc one ong online ooo page paris partners party pet photo photography photos physio pics pink
        pizza place plus press productions properties pub quebec realty recipes red rent repair report rest restaurant review rocks
        ruhr saarland sale salon school science scot services sexy shop show site social software solar solutions space store stream
        studio style support surf swiss sydney systems tax team tech technology tips today tokyo tools top tours town toys trade
        training university vacations ventures vet video vin vip vote voyage wales watch website wedding wien wiki win wine work works
        world wtf xyz yoga yokohama zone
        corp home internal intra lan local localdomain private example invalid test
        """
    );

    private static readonly WordSet Machines = new("daemon donotreply git hg noreply no-reply do-not-reply no_reply svn");

    // Names of algorithms look like addresses in these.
    private static readonly WordSet Algorithms = new("libssh.org lysator.liu.se openssh.com");

    private static readonly WordSet Documentation = new("example invalid test");

    private static readonly WordSet Anybody = new(
        """
        a abc account address admin anyone author b bar bot c contact customer dev developer dummy email example fake first first.last
        firstname.lastname foo foobar guest hello info invalid last local mail me member my-email myemail name newuser nobody other
        owner person sample sender somebody someone support test test1 test2 tester testing testuser user user1 user2 user3 username
        users x xxx y you your your-email your-name your.email your.name youremail yourname
        """
    );

    /// <summary>Tells whether a label ends a domain.</summary>
    /// <param name="label">The label.</param>
    /// <param name="number">How many labels there are with it.</param>
    public static bool IsTop(ReadOnlySpan<char> label, int number)
    {
        Span<char> lower = stackalloc char[MaxWord];
        if (label.Length is < 2 or > MaxWord)
            return false;
        ReadOnlySpan<char> word = lower[..label.ToLowerInvariant(lower)];
        return Countries.Contains(word)
            || Others.Contains(word)
            || (number > 2 && CountriesAndFiles.Contains(word))
            || word.StartsWith("xn--")
            || word.ContainsAnyExceptInRange('\0', '\x7f');
    }

    /// <summary>Tells whether an address belongs to a program, or to anybody in the domains that are kept for documentation.</summary>
    public static bool IsNobody(ReadOnlySpan<char> local, ReadOnlySpan<char> domain)
    {
        Span<char> lower = stackalloc char[MaxWord];
        if (local.Length > MaxWord)
            return false;
        ReadOnlySpan<char> word = lower[..local.ToLowerInvariant(lower)];
        return Machines.Contains(word) || Algorithms.Contains(domain) || (Anybody.Contains(word) && IsDocumentation(domain));
    }

    // example.com, mail.example.org, anything.test
    private static bool IsDocumentation(ReadOnlySpan<char> domain)
    {
        Span<char> lower = stackalloc char[MaxWord];
        foreach (Range range in domain.Split('.'))
        {
            ReadOnlySpan<char> label = domain[range];
            if (label.Length <= MaxWord && Documentation.Contains(lower[..label.ToLowerInvariant(lower)]))
                return true;
        }
        return false;
    }
}
