using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Capturing;

/// <summary>A file as its reader must know it.</summary>
/// <param name="Session">The session it belongs to.</param>
/// <param name="Path">The path below the root.</param>
/// <param name="Role">What it is.</param>
/// <param name="Shape">How its bytes are to be understood.</param>
/// <param name="Ordinal">Its place in the manifest.</param>
internal readonly record struct FilePlace(SessionKey Session, string Path, FileRole Role, TextShape Shape, int Ordinal);
