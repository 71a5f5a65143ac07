using System.Text;
using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>Writes entries as bytes and reads them back, within one run.</summary>
internal static class EntryFormat
{
    private const long NoTime = long.MinValue;

    /// <summary>Writes an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="contentStart">Where what it says begins, after the session it is of.</param>
    public static byte[] Write(ReportEntry entry, out int contentStart)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(entry.Session);
        contentStart = (int)bytes.Length;
        Write(writer, entry.At);
        Write(writer, entry.MessageId);
        Write(writer, entry.Subagent);
        Write(writer, entry.Prompt);
        writer.Write7BitEncodedInt(entry.Actions.Count);
        foreach (ReportAction action in entry.Actions)
        {
            writer.Write((byte)action.Kind);
            Write(writer, action.At);
            Write(writer, action.Name);
            writer.Write(action.Text);
            writer.Write7BitEncodedInt(action.Omitted);
            Write(writer, action.Failure);
        }
        writer.Write7BitEncodedInt(entry.Hidden.Count);
        foreach (HiddenParts hidden in entry.Hidden)
        {
            writer.Write(hidden.Redaction);
            writer.Write7BitEncodedInt(hidden.Parts);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads an entry.</summary>
    public static ReportEntry Read(byte[] bytes, int length)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
        return new ReportEntry
        {
            Session = reader.ReadInt64(),
            At = ReadTime(reader),
            MessageId = ReadText(reader),
            Subagent = ReadText(reader),
            Prompt = ReadText(reader),
            Actions = ReadActions(reader),
            Hidden = ReadHidden(reader),
        };
    }

    private static ReportAction[] ReadActions(BinaryReader reader)
    {
        var actions = new ReportAction[reader.Read7BitEncodedInt()];
        for (int i = 0; i < actions.Length; i++)
            actions[i] = new ReportAction(
                (ReportActionKind)reader.ReadByte(),
                ReadTime(reader),
                ReadText(reader),
                reader.ReadString(),
                reader.Read7BitEncodedInt(),
                ReadText(reader)
            );
        return actions;
    }

    private static HiddenParts[] ReadHidden(BinaryReader reader)
    {
        var hidden = new HiddenParts[reader.Read7BitEncodedInt()];
        for (int i = 0; i < hidden.Length; i++)
            hidden[i] = new HiddenParts(reader.ReadString(), reader.Read7BitEncodedInt());
        return hidden;
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void Write(BinaryWriter writer, DateTimeOffset? time) => writer.Write(time?.UtcTicks ?? NoTime);

    private static DateTimeOffset? ReadTime(BinaryReader reader) =>
        reader.ReadInt64() is var ticks and not NoTime ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
