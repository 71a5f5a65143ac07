namespace Reprise.Capturing;

/// <summary>Is told how far a capture or a reindexing is. Calls come from several threads at once.</summary>
public abstract class CaptureProgress
{
    /// <summary>Hears nothing.</summary>
    public static CaptureProgress None { get; } = new Silent();

    /// <summary>Tells what is to be done.</summary>
    /// <param name="sessions">The number of sessions.</param>
    /// <param name="bytes">Their new bytes, as far as is known.</param>
    public abstract void Begin(int sessions, long bytes);

    /// <summary>Tells that more bytes were done.</summary>
    public abstract void Advance(long bytes);

    /// <summary>Tells a thing that the user should know at once, such as that the index is made again first.</summary>
    public abstract void Notice(string text);

    private sealed class Silent : CaptureProgress
    {
        public override void Begin(int sessions, long bytes) { }

        public override void Advance(long bytes) { }

        public override void Notice(string text) { }
    }
}
