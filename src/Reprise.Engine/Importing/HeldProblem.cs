using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>Says in plain words why held content cannot be had.</summary>
internal static class HeldProblem
{
    /// <summary>Returns a part of a sentence, without content.</summary>
    public static string Of(Exception error) =>
        error switch
        {
            HeldContentException own => own.Message,
            InvalidDataException => "it is damaged",
            UnauthorizedAccessException => "it may not be read",
            FileNotFoundException or DirectoryNotFoundException => "it is gone",
            _ => "it could not be read",
        };
}
