using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds passwords among the arguments of a command.</summary>
/// <param name="options">The options that take one, separated by blanks.</param>
/// <param name="form">How the value stands behind the option.</param>
/// <param name="needs">What the rest of the command must hold for the value to be a secret; empty for nothing.</param>
internal sealed class CommandVerifier(string options, ArgumentForm form, string needs = "") : Verifier
{
    private const int MaxCommand = 320;
    private readonly byte[] _needs = System.Text.Encoding.ASCII.GetBytes(needs);
    private readonly byte[][] _options = [.. options.Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    public override string Identity => $"command:{options}:{form}:{needs}";

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        after < data.Length && Edge.MayBeLeft(data, at) && HasOption(data[after..Math.Min(data.Length, after + MaxCommand)]);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        int end = view.Length(after, Math.Min(view.High, after + MaxCommand));
        // The command is a word of its own; what is joined to it is another name.
        int previous = view[after - 1];
        for (int n = 0; n < end && !reader.IsEnd; n++)
        {
            int c = reader.Peek;
            if (c is '\n' or '|' or '>' || (c == ';' && previous == ' ') || (c == '&' && previous == '&'))
                return;
            if (c is '-' or '/' && previous is ' ' or '"' or '\'' && Option(ref reader) && Read(view, ref reader, rule, regions))
                return;
            previous = reader.Take();
        }
    }

    private bool HasOption(ReadOnlySpan<byte> rest)
    {
        if (rest.IndexOf(_needs) < 0)
            return false;
        foreach (byte[] option in _options)
        {
            if (rest.IndexOf(option) >= 0)
                return true;
        }
        return false;
    }

    private bool Option(ref Reader reader)
    {
        int start = reader.At;
        foreach (byte[] option in _options)
        {
            bool all = true;
            foreach (byte expected in option)
                all = all && reader.TryTake(expected);
            int next = reader.Peek;
            if (
                all
                && (
                    form == ArgumentForm.Attached && option.Length == 2
                        ? next is not (' ' or '\n' or -1 or '=')
                        : next is ' ' or '='
                )
            )
                return true;
            reader.At = start;
        }
        return false;
    }

    private bool Read(in View view, ref Reader reader, Rule rule, RegionList regions)
    {
        if (!(form == ArgumentForm.Attached) || reader.Peek is ' ' or '=')
        {
            reader.TryTake('=');
            reader.SkipBlanks(4);
        }
        Value value = Value.Read(view, reader.At, ValueForm.Line);
        int start = value.Start;
        int end = value.End;
        if (form is ArgumentForm.UserColon or ArgumentForm.UserPercent or ArgumentForm.UserComma)
        {
            int mark =
                form == ArgumentForm.UserColon ? ':'
                : form == ArgumentForm.UserComma ? ','
                : '%';
            var inside = new Reader(view, start);
            while (inside.At < end && inside.Peek != mark)
                inside.Take();
            if (inside.At >= end)
                return false;
            inside.Take();
            start = inside.At;
        }
        Span<byte> text = stackalloc byte[256];
        int n = view.CopyFolded(start, end, text);
        if (n <= 0 || !(Values.IsPassword(text[..n]) || (form != ArgumentForm.UserColon && Passwords.IsMixedWord(text[..n]))))
            return false;
        regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
        return true;
    }
}

/// <summary>How a password stands behind an option.</summary>
internal enum ArgumentForm : byte
{
    /// <summary>As the next word.</summary>
    Next,

    /// <summary>Without a blank; a long option takes the next word.</summary>
    Attached,

    /// <summary>After a user and a colon.</summary>
    UserColon,

    /// <summary>After a user and a percent sign.</summary>
    UserPercent,

    /// <summary>After a user and a comma.</summary>
    UserComma,
}
