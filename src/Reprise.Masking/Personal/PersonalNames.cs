using System.Text;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Personal;

/// <summary>Knows which names tell people and machines apart.</summary>
internal static class PersonalNames
{
    private const int MinLength = 4;
    private const int MaxLength = 128;

    // Accounts that many machines have, names that machines are given by themselves, and first names that are words.
    private static readonly WordSet Common = new(
        """
        account admin administrator agent alma alpine alpha android anonymous apache apps arch archlinux azureuser backup bash beta
        bitnami bitwarden build builder builduser buildkite cache centos circleci claude client cloud code coder codespace codex common
        company computer conda config container copilot core coreos cron cursor daemon data database debian default demo deploy
        deployer desktop devel developer devcontainer develop devs docker domain ec2-user fedora files flatcar fred ftpuser games
        gemini github gitlab gitpod group guest hadoop home host hostname imac internal java jenkins jupyter kafka kali kube
        kubernetes lambda laptop library linux linuxbrew local localdomain localhost localhost.localdomain lost+found macbook macbook-air macbook-pro
        machine macmini mail main manjaro master media memcached minikube mint mobile mongo mongodb mysql myuser name network nginx
        nixos node nobody none office openclaw opencode opensuse operator oracle owner packer perl play popos postgres postgresql
        private product production prod project projects public puppet python rabbitmq raspberry raspberrypi redis redhat release
        remote rocky root ruby runner rust sandbox saltstack scratch self server service services share shared site sshd staff stage
        staging static student super superuser suse system systemd teacher team temp terraform test tester testing tests
        testuser tmux tools travis ubuntu unix unknown upload user username users vagrant vendor vscode webapp webmaster website
        wheel windows work worker workspace workstation www-data yarn your yourname
        amber angel april august autumn basil bill blake brook brooks carol carter chance chase clay cliff cooper coral crystal dale
        dawn dean dell drew earl east eden ellen ember faith fern fisher flora ford forest frank gene ginger glen glory grace
        grant gray green harmony harper hazel heath heather holly honor hope hunter iris ivory jade jasper jewel june justice
        king lance lane laurel lily linda lord mark marsh mason melody mercy merry miles mill mills misty moss nick noble nova
        olive opal page paige park parker pascal patience pearl penny pete pierce piper poppy price prince princess queen rain ranger
        raven reed rich rick river robin rose rosemary rusty sage sandy scarlet scout serenity shelby skip
        skyler smith sonny stone storm summer sunny swift tanner taylor terry trinity tucker turner victor violet wade walker ward
        warren west wild will willow winter wolf wood woods young
        """
    );

    /// <summary>Tells whether a name can be looked for.</summary>
    public static bool CanFind(string name)
    {
        Span<char> lower = stackalloc char[MaxLength];
        return name.Length is >= MinLength and <= MaxLength
            && name.Any(char.IsLetter)
            && name.Trim() == name
            && !Common.Contains(lower[..name.AsSpan().ToLowerInvariant(lower)]);
    }

    /// <summary>Gives the names that can be looked for, each once, the longest first.</summary>
    public static IEnumerable<string> Distinct(IReadOnlyList<string> names) =>
        names
            .Where(CanFind)
            .Select(name => name.Normalize(NormalizationForm.FormC))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(name => name.Length)
            .ThenBy(name => name, StringComparer.Ordinal);
}
