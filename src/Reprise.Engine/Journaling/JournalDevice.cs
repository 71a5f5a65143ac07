using System.Security.Cryptography;
using System.Text.Json;
using Reprise.Files;

namespace Reprise.Journaling;

/// <summary>The device that this home is on: it alone writes to the file of its name.</summary>
/// <remarks>
/// A home that was copied to another machine becomes another device there, because two machines that append to one file would
/// each lose what the other wrote when the files are brought together.
/// </remarks>
/// <param name="Id">A random id: 16 hexadecimal digits.</param>
internal sealed record JournalDevice(string Id)
{
    private const int IdBytes = 8;

    /// <summary>Loads the device; makes one when there is none for this machine. For the holder of the journal's lock.</summary>
    public static JournalDevice LoadOrCreate(RepriseHome home, string host)
    {
        if (Load(home.Device, host) is { } known)
            return known;
        var device = new JournalDevice(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)));
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, device.Id);
            json.WriteString("host"u8, host);
            json.WriteEndObject();
        }
        AtomicFile.Write(home.Device, buffer.ToArray());
        return device;
    }

    private static JournalDevice? Load(string path, string host)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return root.GetProperty("host").GetString() == host && root.GetProperty("id").GetString() is { } id && IsId(id)
                ? new JournalDevice(id)
                : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A damaged file costs nothing but another name.
            return null;
        }
    }

    private static bool IsId(string id) => id.Length == 2 * IdBytes && id.All(char.IsAsciiHexDigitLower);
}
