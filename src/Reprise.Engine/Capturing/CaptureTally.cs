using Reprise.Agents;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Adds up what the workers of a capture did.</summary>
internal sealed class CaptureTally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _findings = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, int> _byAgent = [];
    private readonly List<DiscoveryProblem> _skipped = [];
    private readonly List<string> _notices = [];
    private CaptureReport _report = new();

    /// <summary>Counts a session.</summary>
    public void Add(AgentId agent, SessionOutcome outcome)
    {
        lock (_lock)
        {
            _report = outcome switch
            {
                SessionOutcome.Captured => _report with { Captured = _report.Captured + 1 },
                SessionOutcome.Updated => _report with { Updated = _report.Updated + 1 },
                SessionOutcome.Deferred => _report with { Deferred = _report.Deferred + 1 },
                SessionOutcome.Unchanged => _report with { Unchanged = _report.Unchanged + 1 },
                _ => _report,
            };
            if (outcome is SessionOutcome.Captured or SessionOutcome.Updated)
                _byAgent[agent] = _byAgent.GetValueOrDefault(agent) + 1;
        }
    }

    /// <summary>Counts what was masked in a block.</summary>
    public void Add(MaskedBlock block)
    {
        if (!block.HasFindings)
            return;
        lock (_lock)
        {
            foreach (Occurrence occurrence in block.Occurrences)
                _findings[occurrence.Kind] = _findings.GetValueOrDefault(occurrence.Kind) + 1;
        }
    }

    public void AddBytes(long read, long archived)
    {
        lock (_lock)
            _report = _report with { BytesRead = _report.BytesRead + read, BytesArchived = _report.BytesArchived + archived };
    }

    public void AddRevived()
    {
        lock (_lock)
            _report = _report with { Revived = _report.Revived + 1 };
    }

    public void AddRemasked()
    {
        lock (_lock)
            _report = _report with { Remasked = _report.Remasked + 1 };
    }

    public void Skip(string path, string reason)
    {
        lock (_lock)
            _skipped.Add(new DiscoveryProblem(path, reason));
    }

    /// <summary>Tells the user a sentence.</summary>
    public void Notice(string text)
    {
        lock (_lock)
            _notices.Add(text);
    }

    /// <summary>Returns the sums.</summary>
    public CaptureReport ToReport()
    {
        lock (_lock)
            return _report with { Findings = _findings, ByAgent = _byAgent, Skipped = [.. _skipped], Notices = [.. _notices] };
    }
}

/// <summary>What became of one session in a capture.</summary>
internal enum SessionOutcome
{
    Captured,
    Updated,
    Unchanged,

    /// <summary>It has content that waits for more, and nothing else that is new.</summary>
    Deferred,

    /// <summary>Nothing of it could be taken; the reason is among what was skipped.</summary>
    Failed,
}
