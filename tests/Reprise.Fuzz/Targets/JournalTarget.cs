using System.Security.Cryptography;
using System.Text;
using Reprise.Journaling;

namespace Reprise.Fuzz.Targets;

/// <summary>A line of a journal with a true checksum, whatever it holds: the file may come from another device.</summary>
internal sealed class JournalTarget : FuzzTarget
{
    public override string Name => "journal";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "\"format\":1",
            "\"clock\":[1,0]",
            "\"body\":{",
            "\"set\":{",
            "\"undoes\":",
            "\"sealed\":\"AAAA\"",
            "null"
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """{"format":1,"id":"9f86d081884c7d65","device":"3fa9c2d1e4b5a697","clock":[1781524800123,0],"at":"2026-06-15T12:00:00Z","user":"ana","type":"secret","body":{"id":"k7q2m4xw73fa","set":{"rotated":true,"reason":"log"}}""",
            """{"format":1,"id":"1","device":"2","clock":[5,1],"at":"2026-06-15T12:00:00Z","user":"u","type":"redaction","body":{"id":"r","undoes":"x","set":{"kind":"literal","texts":{"sealed":"AAAA"},"order":1,"enabled":true,"field":null}}"""
        );

    public override ulong Run(byte[] input, Random choice)
    {
        string check = Convert.ToHexStringLower(SHA256.HashData(input))[..16];
        byte[] line = [.. input, .. Encoding.ASCII.GetBytes($",\"check\":\"{check}\"}}")];
        if (JournalLine.Read(line, out string problem) is not { } written)
        {
            Require(problem.Length > 0, "A line is refused without a reason.");
            return (ulong)problem.Length;
        }
        JournalState state = JournalState.Fold([written, written]);
        Redacting.RedactionRecord.ReadAll(state, new byte[32]);
        Redacting.RedactionSet.LoadReadable(state, new Files.RepriseHome("/nowhere"));
        if (written.Entity is null)
            return 1000;
        byte[] again = JournalLine.Write(written);
        JournalEvent? read = JournalLine.Read(again.AsSpan(0, again.Length - 1), out _);
        Require(
            read is not null
                && read.Time == written.Time
                && read.Entity == written.Entity
                && read.Fields.Count == written.Fields.Count,
            "A line that is written again says something else."
        );
        return 2000 + (ulong)Math.Min(written.Fields.Count, 50);
    }
}
