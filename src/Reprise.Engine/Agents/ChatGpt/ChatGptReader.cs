using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.ChatGpt;

/// <summary>Reads a conversation of ChatGPT.</summary>
internal sealed class ChatGptReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue chat) || !chat["mapping"u8].IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        sink.Fact(SessionFact.GeneratedTitle, chat["title"u8].Text(_scratch));
        TellTime(chat["create_time"u8], sink);
        TellTime(chat["update_time"u8], sink);
        var messages = new ChatGptMessages(chat["default_model_slug"u8].Text(_scratch).ToArray(), _scratch);
        foreach ((int place, bool isShown) in new ChatGptTree().Order(chat["mapping"u8], chat["current_node"u8], _scratch))
        {
            _scratch.Reset();
            messages.Read(chat.At(place), isShown, sink);
        }
    }

    private static void TellTime(JsonValue value, SessionSink sink)
    {
        if (ChatGptTime.Of(value) is { } time)
            sink.Activity(time);
    }
}
