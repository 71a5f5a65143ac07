using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;

namespace Reprise.Searching;

/// <summary>Turns indexed messages of one session into hits. For one thread at a time.</summary>
internal sealed class HitFinder(
    SearchQuery query,
    IndexedSession session,
    ArchivedTexts texts,
    MessageMatcher matcher,
    bool isIndexBehind
)
{
    /// <summary>Opens the entry of a session.</summary>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    public static HitFinder Open(
        SearchQuery query,
        IndexedSession session,
        SessionArchive archive,
        RecordReaders readers,
        MessageMatcher matcher
    ) => new(query, session, new ArchivedTexts(archive.Open(session.Entry), readers), matcher, readers.IsIndexBehind);

    public ArchiveEntry Entry => texts.Entry;

    /// <summary>Matches the text of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="record">Its record.</param>
    /// <returns>Null when it does not fit.</returns>
    public MatchedText? Match(IndexedMessage message, ReadOnlySpan<byte> record) => Match(message, texts.Read(message, record));

    /// <summary>Matches the text of a message.</summary>
    public MatchedText? Match(MessageText text) => matcher.Match(text.Text, text.Tools);

    /// <summary>Makes the hit of a message that the full text has found.</summary>
    /// <returns>Null when what it found is hidden by now.</returns>
    public SearchHit? Find(IndexedMessage message, double rank)
    {
        List<MessageText> own = texts.Read(message);
        MatchedText? matched = Match(message, own);
        if (matched is null && isIndexBehind)
            return null;
        // A capture may be at work that has moved the record since: then there is a hit and nothing to show of it.
        matched ??=
            own.Count > 0 ? new MatchedText(own[0].Text.Length > 0 ? own[0].Text : own[0].Tools, []) : new MatchedText("", []);
        return Hit(message, matched, rank);
    }

    /// <summary>Makes a hit.</summary>
    public SearchHit Hit(IndexedMessage message, MatchedText matched, double rank) => Hit(session, message, Cut(matched), rank);

    /// <summary>Makes a hit whose text could not be read.</summary>
    public static SearchHit Hit(IndexedSession session, IndexedMessage message, Snippet snippet, double rank) =>
        new()
        {
            Session = session,
            MessageId = message.NativeId,
            Role = message.Role,
            Kind = message.Kind,
            Timestamp = message.At is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            Subagent = message.Subagent,
            Snippet = snippet,
            Rank = rank,
        };

    private MatchedText? Match(IndexedMessage message, List<MessageText> own)
    {
        foreach (MessageText text in own.Count > 0 ? own : texts.ReadLate(message))
        {
            if (Match(text) is { } matched)
                return matched;
        }
        return null;
    }

    private Snippet Cut(MatchedText matched) =>
        query.ContextLines is { } lines ? SnippetBuilder.Lines(matched, lines) : SnippetBuilder.Line(matched);
}
