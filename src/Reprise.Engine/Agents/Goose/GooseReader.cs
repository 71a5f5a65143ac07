using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Goose;

/// <summary>Reads rows: messages, or the ledger of tokens and the session itself.</summary>
internal sealed class GooseReader : SessionReader
{
    private const byte StateVersion = 2;

    private readonly RowLines _lines = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly GooseMessages _messages;
    private GooseTokens _ledger;
    private long _ledgerCost;

    /// <param name="state">What an earlier reader saved.</param>
    public GooseReader(ReadOnlySpan<byte> state)
    {
        _messages = new GooseMessages(_scratch);
        if (StateReader.Open(state, StateVersion) is not { } saved)
            return;
        _ledger = new GooseTokens(saved.Long(), saved.Long(), saved.Long(), saved.Long());
        _ledgerCost = saved.Long();
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_lines.TryParse(record.Utf8, _scratch, out RowLine line))
            sink.Count(SessionCount.DamagedRecord);
        else if (line.Table.SequenceEqual("messages"u8))
            ReadMessage(line, sink);
        else if (line.Table.SequenceEqual("usage_ledger"u8))
            ReadLedger(line, sink);
        else if (line.Table.SequenceEqual("sessions"u8))
            ReadSession(line, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        state.Add(_ledger.Input);
        state.Add(_ledger.Output);
        state.Add(_ledger.Read);
        state.Add(_ledger.Written);
        state.Add(_ledgerCost);
        return state.ToArray();
    }

    private void ReadMessage(in RowLine line, SessionSink sink)
    {
        ReadOnlySpan<byte> id = RowLine.Text(line["message_id"u8], _scratch);
        // Who sees a message is told beside its content; both are JSON, and only one at a time is parsed.
        bool isHidden =
            _lines.TryParseJson(line["metadata_json"u8], _scratch, out JsonValue metadata)
            && metadata["userVisible"u8].Kind == System.Text.Json.JsonTokenType.False;
        if (!_lines.TryParseJson(line["content_json"u8], _scratch, out JsonValue content) || !content.IsArray)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        var message = new GooseMessage
        {
            Key = id.IsEmpty ? _scratch.Join("#"u8, line.Id) : id,
            Role = RowLine.Text(line["role"u8], _scratch),
            At = RowLine.Time(line["created_timestamp"u8]),
            IsHidden = isHidden,
            Content = content,
        };
        _messages.Read(message, sink);
    }

    private void ReadLedger(in RowLine line, SessionSink sink)
    {
        var tokens = new GooseTokens(
            RowAmounts.Tokens(line["input_tokens"u8]),
            RowAmounts.Tokens(line["output_tokens"u8]),
            RowAmounts.Tokens(line["cache_read_tokens"u8]),
            RowAmounts.Tokens(line["cache_write_tokens"u8])
        );
        long? cost = RowAmounts.NanoUsd(line["cost"u8]);
        bool isCompaction = RowLine.Number(line["is_compaction"u8]) != 0;
        _ledger = _ledger.With(tokens);
        _ledgerCost = TokenParts.Sum(_ledgerCost, Math.Max(0, cost ?? 0));
        if (tokens != default || cost is not (null or 0))
            sink.Usage(
                new ResponseUsage
                {
                    // The number of a row, which another database has as well.
                    Key = _scratch.Join("ledger "u8, line.Id),
                    IsLocalKey = true,
                    Model = RowLine.Text(line["model"u8], _scratch),
                    IsSideCall = isCompaction,
                    Timestamp = RowLine.Time(line["created_timestamp"u8]),
                    Tokens = tokens.ToUsage(),
                    OwnCost = cost,
                }
            );
        if (isCompaction)
            sink.Count(SessionCount.Compaction);
    }

    private void ReadSession(in RowLine line, SessionSink sink)
    {
        sink.Fact(SessionFact.Folder, RowLine.Text(line["working_dir"u8], _scratch));
        sink.Fact(SessionFact.ParentSession, RowLine.Text(line["parent_session_id"u8], _scratch));
        GooseMessages.TellTitle(
            RowLine.Text(line["name"u8], _scratch),
            RowLine.Text(line["description"u8], _scratch),
            isGiven: RowLine.Number(line["user_set_name"u8]) != 0,
            sink
        );
        TellRest(line, sink);
    }

    // Sums of all requests; the columns without the word are those of the last one. What an older release used is in no ledger.
    private void TellRest(in RowLine line, SessionSink sink)
    {
        GooseTokens rest = new GooseTokens(
            RowAmounts.Tokens(line["accumulated_input_tokens"u8]),
            RowAmounts.Tokens(line["accumulated_output_tokens"u8]),
            RowAmounts.Tokens(line["accumulated_cache_read_tokens"u8]),
            RowAmounts.Tokens(line["accumulated_cache_write_tokens"u8])
        ).Without(_ledger);
        // Without tokens, what is left of the cost is of rows that say none: their tokens have a price.
        if (rest == default)
            return;
        long? cost = RowAmounts.NanoUsd(line["accumulated_cost"u8]);
        sink.Usage(
            new ResponseUsage
            {
                Key = "session"u8,
                IsLocalKey = true,
                Model = _lines.TryParseJson(line["model_config_json"u8], _scratch, out JsonValue config)
                    ? config["model_name"u8].Text(_scratch)
                    : default,
                Provider = RowLine.Text(line["provider_name"u8], _scratch),
                Timestamp = RowLine.Time(line["updated_at"u8]),
                Tokens = rest.ToUsage(),
                OwnCost =
                    cost > _ledgerCost ? cost - _ledgerCost
                    : cost is < 0 ? cost
                    : null,
            }
        );
    }
}
