using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Masking;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class AnchorScannerTests
{
    private static readonly Rule[] _rules = MaskingRules
        .Create([
            new UserRule { Literal = "bl\u00e4ubird \u00e9\u00e9\u00e9", Kind = "own" },
            new UserRule
            {
                Literal = "Xy!",
                Kind = "own",
                IgnoreCase = true,
            },
            new UserRule { Literal = "\u65e5\u672c\u8a9e", Kind = "own" },
        ])
        .Rows;

    private static readonly (Literal Literal, int Rule)[] _literals =
    [
        .. _rules.SelectMany((rule, i) => rule.Literals.Select(literal => (literal, i))),
    ];

    private static readonly ScanPath[] _paths = [.. Enum.GetValues<ScanPath>().Where(ScanPaths.IsSupported)];

    private static readonly AnchorScanner[] _scanners =
    [
        .. _paths.Select(path => new AnchorScanner([.. _rules.Select(rule => rule.Literals)], path)),
    ];

    [Fact]
    public void Every_path_finds_what_a_plain_search_finds()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var random = new Random(seed);
                    byte[] text = Text(random, random.Next(400));
                    int limit = random.Next(text.Length + 1);
                    List<(int, int, string)> expected = Search(text, limit);
                    foreach (AnchorScanner scanner in _scanners)
                        Scan(scanner, text, 0, limit, hits: 64).ShouldBe(expected);
                }
            )
        );
    }

    [Fact]
    public void Every_path_finds_a_literal_at_any_alignment_and_before_any_tail()
    {
        byte[] memory = new byte[400];
        foreach ((Literal literal, _) in _literals.Where((_, i) => i % 29 == 0))
        {
            byte[] token = [.. literal.Bytes, literal.FollowerBytes.FirstOrDefault((byte)'x')];
            for (int at = 0; at < 140; at++)
            {
                int tail = at * 37 % 70;
                memory.AsSpan().Fill((byte)' ');
                token.CopyTo(memory, at);
                byte[] text = memory[..(at + token.Length + tail)];
                List<(int, int, string)> expected = Search(text, text.Length);
                expected.ShouldContain(found => found.Item1 == at);
                foreach (AnchorScanner scanner in _scanners)
                    Scan(scanner, text, 0, text.Length, hits: 128).ShouldBe(expected);
            }
        }
    }

    [Fact]
    public void A_search_in_parts_finds_the_same()
    {
        var random = new Random(4);
        byte[] text = Text(random, 5000);
        List<(int, int, string)> expected = Search(text, text.Length);
        foreach (AnchorScanner scanner in _scanners)
        {
            List<(int, int, string)> found = [];
            for (int from = 0; from < text.Length; )
            {
                int to = Math.Min(text.Length, from + random.Next(1, 300));
                found.AddRange(Scan(scanner, text, from, to, hits: 64));
                from = to;
            }
            // Of two literals at one place a part may end between the windows.
            found.Sort();
            found.ShouldBe(expected);
        }
    }

    [Fact]
    public void Every_path_masks_the_same()
    {
        byte[] text = [.. GeneratedCases.All(seed: 12, count: 500).SelectMany(one => one.Line.Append((byte)'\n'))];
        byte[] expected = MaskedResult.Of(text, TextShape.JsonLines, Rules(ScanPath.Scalar)).Bytes;
        expected.ShouldNotBe(text);
        foreach (ScanPath path in _paths)
            MaskedResult.Of(text, TextShape.JsonLines, Rules(path), 70_001).Bytes.ShouldBe(expected);
    }

    [Fact]
    public void This_machine_tries_more_than_one_path()
    {
        _paths.ShouldContain(ScanPath.Scalar);
        if (System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated)
            _paths.Length.ShouldBeGreaterThan(1);
    }

    private static MaskingRules Rules(ScanPath path) => MaskingRules.Of(RuleCatalog.BuiltIn, path);

    // Literals, pieces of them in any case, and bytes of all kinds: what a filter may mix up.
    private static byte[] Text(Random random, int length)
    {
        List<byte> text = new(length + 64);
        while (text.Count < length)
        {
            Literal literal = _literals[random.Next(_literals.Length)].Literal;
            switch (random.Next(6))
            {
                case 0:
                    text.AddRange(literal.Bytes);
                    break;
                case 1:
                    text.AddRange(literal.Bytes[random.Next(literal.Bytes.Length)..]);
                    break;
                case 2:
                    text.AddRange(Encoding.UTF8.GetBytes(literal.ToString().ToUpperInvariant()));
                    break;
                case 3:
                    text.AddRange(literal.Bytes.Select(b => (byte)(b ^ (random.Next(4) == 0 ? 0x20 : 0))));
                    break;
                case 4:
                    text.Add((byte)random.Next(256));
                    break;
                default:
                    text.AddRange(Encoding.ASCII.GetBytes(" the \"name\":\\n"[..random.Next(13)]));
                    break;
            }
        }
        return [.. text.Take(length)];
    }

    private static List<(int At, int Rule, string Text)> Search(byte[] text, int limit)
    {
        List<(int, int, string)> found = [];
        for (int i = 0; i < _literals.Length; i++)
        {
            (Literal literal, int rule) = _literals[i];
            int offset = AnchorWindow.Of(literal).Offset;
            for (int at = 0; at + Math.Max(4, literal.Bytes.Length) <= text.Length && at + offset < limit; at++)
            {
                ReadOnlySpan<byte> rest = text.AsSpan(at);
                if (
                    literal.AnyCase
                        ? Ascii.EqualsIgnoreCase(rest[..literal.Bytes.Length], literal.Bytes)
                        : rest.StartsWith(literal.Bytes)
                )
                {
                    if (literal.Bytes.Length > 3 || MayFollow(literal, rest[3]))
                        found.Add((at, rule, literal.ToString()));
                }
            }
        }
        found.Sort();
        return found;
    }

    private static bool MayFollow(Literal literal, byte b) =>
        literal.Followers is null
        || literal.Followers.Any(follower => follower == b || (literal.AnyCase && (follower | 0x20) == (b | 0x20)));

    private static List<(int At, int Rule, string Text)> Scan(AnchorScanner scanner, byte[] text, int from, int limit, int hits)
    {
        List<(int, int, string)> found = [];
        int[] buffer = new int[hits];
        int last = -1;
        for (int count; (count = scanner.Find(text, ref from, limit, buffer)) > 0; )
        {
            foreach (int hit in buffer.AsSpan(0, count))
            {
                hit.ShouldBeGreaterThan(last);
                last = hit;
                foreach (Anchor anchor in scanner.AnchorsAt(text, hit))
                {
                    if (anchor.IsAround(text, hit))
                        found.AddRange(anchor.Rules.Select(rule => (hit - anchor.Offset, rule, anchor.Literal.ToString())));
                }
            }
        }
        found.Sort();
        return found;
    }
}
