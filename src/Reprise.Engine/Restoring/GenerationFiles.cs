using Reprise.Archiving;
using Reprise.Files;
using Reprise.Reading;

namespace Reprise.Restoring;

/// <summary>Picks the state of each file that belongs to a generation of its session.</summary>
internal static class GenerationFiles
{
    /// <summary>Gives the files of a generation.</summary>
    /// <param name="manifest">The session.</param>
    /// <param name="generation">The generation, from 1; the latest has the number <see cref="ArchiveManifest.Generations"/>.</param>
    /// <remarks>
    /// A new generation starts when a transcript is replaced. Of other files the last state from before that moment is
    /// taken; one that has only grown since has no such state, and its first one is taken, which begins the same way.
    /// </remarks>
    /// <exception cref="RepriseException">There is no such generation.</exception>
    public static List<(ArchivedFile File, FileVersion Version)> Of(ArchiveManifest manifest, int generation)
    {
        if (generation < 1 || generation > manifest.Generations)
            throw new RepriseException(
                "generation",
                $"{manifest.Key} has no generation {generation}.",
                $"It has the generations 1 to {manifest.Generations}."
            );
        if (generation == manifest.Generations)
            return [.. manifest.Files.Select(f => (f, f.Current))];

        (ArchivedFile File, int Version)[] replacements =
        [
            .. manifest
                .Files.Where(f => f.Role == FileRole.Transcript)
                .SelectMany(f => Enumerable.Range(1, f.Versions.Count - 1).Select(i => (File: f, Version: i)))
                .OrderBy(r => r.File.Versions[r.Version].CapturedAt),
        ];
        DateTimeOffset end = At(replacements[generation - 1]);
        return [.. manifest.Files.Select(f => (f, Pick(f)))];

        FileVersion Pick(ArchivedFile file) =>
            file.Role == FileRole.Transcript
                ? file.Versions[replacements.Take(generation - 1).Count(r => ReferenceEquals(r.File, file))]
                : file.Versions.LastOrDefault(v => v.CapturedAt < end) ?? file.Versions[0];
    }

    private static DateTimeOffset At((ArchivedFile File, int Version) replacement) =>
        replacement.File.Versions[replacement.Version].CapturedAt;
}
