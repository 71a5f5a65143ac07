namespace Reprise.Tests.Importing;

/// <summary>Made-up conversations in the forms of the exports of claude.ai (spring 2026) and ChatGPT (spring 2026).</summary>
internal static class ChatTexts
{
    public const string ClaudeId = "a1b2c3d4-0000-4000-8000-000000000001";
    public const string GptId = "6ab2c6e6-76f8-83ea-8433-ea50e37fd704";

    public static string Claude(
        string prompt = "where is the parser?",
        string id = ClaudeId,
        string updated = "2026-03-01T10:05:00.000000Z"
    ) =>
        """
            { "uuid": "$ID", "name": "Finding the parser", "summary": "",
              "created_at": "2026-03-01T10:00:00.000000Z", "updated_at": "$UPDATED", "account": {"uuid": "a"},
              "chat_messages": [
                {"uuid": "m1", "text": "$PROMPT", "content": [{"type": "text", "text": "$PROMPT", "citations": []}], "sender": "human",
                 "created_at": "2026-03-01T10:00:00.000000Z", "updated_at": "2026-03-01T10:00:00.000000Z",
                 "attachments": [{"file_name": "notes.txt", "file_size": 5, "file_type": "txt", "extracted_content": "attached words"}],
                 "files": [{"file_name": "a.png"}], "files_v2": [{"file_kind": "image", "file_name": "a.png"}]},
                {"uuid": "m2", "text": "It is in src.", "sender": "assistant", "created_at": "2026-03-01T10:00:09.000000Z",
                 "content": [
                   {"type": "thinking", "thinking": "I look for it."},
                   {"type": "tool_use", "id": "t1", "name": "repl", "input": {"code": "1+1"}},
                   {"type": "tool_result", "tool_use_id": "t1", "name": "repl", "is_error": false, "content": [{"type": "text", "text": "two"}]},
                   {"type": "token_budget"},
                   {"type": "text", "text": "It is in src — größer."}],
                 "attachments": [], "files": []}
              ] }
            """.ReplaceLineEndings("\n").Replace("$ID", id, StringComparison.Ordinal).Replace(
            "$UPDATED",
            updated,
            StringComparison.Ordinal
        ).Replace("$PROMPT", prompt, StringComparison.Ordinal);

    public static string Gpt(string prompt = "what is a monad?", double updated = 1772359500.25, string? more = null) =>
        """
            {"title": "Monads", "create_time": 1772359200.5, "update_time": $UPDATED, "mapping": {
              "root": {"id": "root", "message": null, "parent": null, "children": ["s"]},
              "s": {"id": "s", "message": {"id": "s", "author": {"role": "system"}, "content": {"content_type": "text", "parts": [""]}, "metadata": {"is_visually_hidden_from_conversation": true}}, "parent": "root", "children": ["u"]},
              "u": {"id": "u", "message": {"id": "u", "author": {"role": "user"}, "create_time": 1772359201.5, "content": {"content_type": "multimodal_text", "parts": [{"content_type": "image_asset_pointer", "asset_pointer": "sediment://f"}, "$PROMPT"]}, "metadata": {}, "recipient": "all"}, "parent": "s", "children": ["old", "t"]},
              "old": {"id": "old", "message": {"id": "old", "author": {"role": "assistant"}, "create_time": 1772359202, "content": {"content_type": "text", "parts": ["a first try"]}, "metadata": {"model_slug": "gpt-5"}, "recipient": "all"}, "parent": "u", "children": []},
              "t": {"id": "t", "message": {"id": "t", "author": {"role": "assistant"}, "create_time": 1772359203, "content": {"content_type": "thoughts", "thoughts": [{"summary": "Thinking", "content": "about it"}]}, "metadata": {"model_slug": "gpt-5"}, "recipient": "all"}, "parent": "u", "children": ["c"]},
              "c": {"id": "c", "message": {"id": "c", "author": {"role": "assistant"}, "create_time": 1772359204, "content": {"content_type": "code", "language": "python", "text": "print(1)"}, "metadata": {"model_slug": "gpt-5"}, "recipient": "python"}, "parent": "t", "children": ["r"]},
              "r": {"id": "r", "message": {"id": "r", "author": {"role": "tool", "name": "python"}, "create_time": 1772359205, "content": {"content_type": "execution_output", "text": "1"}, "metadata": {}, "recipient": "all"}, "parent": "c", "children": ["a"]},
              "a": {"id": "a", "message": {"id": "a", "author": {"role": "assistant"}, "create_time": 1772359206, "content": {"content_type": "text", "parts": ["A monoid, as they say."]}, "metadata": {"model_slug": "gpt-5"}, "recipient": "all"}, "parent": "r", "children": []}$MORE
             }, "moderation_results": [], "current_node": "a", "conversation_id": "$ID", "is_archived": false, "default_model_slug": "gpt-5", "id": "$ID"}
            """.ReplaceLineEndings("\n").Replace("$ID", GptId, StringComparison.Ordinal).Replace(
            "$UPDATED",
            updated.ToString(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        ).Replace("$PROMPT", prompt, StringComparison.Ordinal).Replace("$MORE", more ?? "", StringComparison.Ordinal);
}
