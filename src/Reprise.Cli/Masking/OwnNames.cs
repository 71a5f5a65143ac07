using Reprise.Cli.Configuration;
using Reprise.Masking;

namespace Reprise.Cli.Masking;

/// <summary>Makes what is masked about people from what was chosen and what the machine says about its user.</summary>
internal static class OwnNames
{
    /// <summary>Returns it.</summary>
    /// <param name="choice">What was chosen.</param>
    /// <param name="environment">Knows the user and the machine.</param>
    /// <param name="ignored">Hears what a name is that cannot be looked for: of the user or of the machine.</param>
    public static PersonalData Choose(PersonalChoice choice, CliEnvironment environment, Action<string> ignored)
    {
        var data = new PersonalData
        {
            EmailAddresses = choice.HasFlag(PersonalChoice.Email),
            PhoneNumbers = choice.HasFlag(PersonalChoice.Phone),
            CardNumbers = choice.HasFlag(PersonalChoice.Card),
            IpAddresses = choice.HasFlag(PersonalChoice.Ip),
        };
        if (!choice.HasFlag(PersonalChoice.Name))
            return data;
        string host = environment.FindHostName();
        string[] users = [environment.FindUserName(), Path.GetFileName(Path.TrimEndingDirectorySeparator(environment.UserHome))];
        string[] hosts = [host, host.Split('.')[0]];
        if (!users.Any(PersonalData.IsName))
            ignored("the user");
        if (!hosts.Any(PersonalData.IsName))
            ignored("the machine");
        return data with { UserNames = users, HostNames = hosts };
    }
}
