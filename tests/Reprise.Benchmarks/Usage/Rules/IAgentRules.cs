namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Reads the files of one agent without the engine, and says for each response what each program counts and why.</summary>
internal interface IAgentRules
{
    /// <summary>The agent, as Reprise names it.</summary>
    string Agent { get; }

    /// <param name="home">The home folder with the agent's files.</param>
    /// <param name="tally">Takes what is found.</param>
    void Count(string home, UsageTally tally);
}
