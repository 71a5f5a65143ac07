namespace Reprise.Cli.Commands.Report;

/// <summary>How a report in HTML looks: light or dark as its reader likes it, and black on white on paper.</summary>
internal static class HtmlStyle
{
    public const string Text = """
        :root { --ink: #1c2127; --soft: #5b6570; --line: #d8dde3; --page: #ffffff; --card: #f5f7f9; --mark: #fff0c2; --mark-ink: #6b4e00;
          --bad: #a8201a; --accent: #1f5fa8;
          --s0: #2f6db3; --s1: #d9822b; --s2: #3a8f5c; --s3: #b0457b; --s4: #7a62c4; --s5: #2a9aa8; --s6: #9a7b2d; --s7: #7c8791; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #9aa5b1; --line: #353d46; --page: #15191e; --card: #1d232a;
          --mark: #4a3b0c; --mark-ink: #ffdf8a; --bad: #ff8a80; --accent: #82b4ee;
          --s0: #6ea8e6; --s1: #f0a55c; --s2: #6fc08f; --s3: #e082b0; --s4: #a996ea; --s5: #66c6d2; --s6: #cfae5e; --s7: #a3aeb8; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { margin: 0 0 .75rem; font-size: 1.7rem; line-height: 1.25; overflow-wrap: anywhere; }
        h2 { margin: 2.25rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.2rem; }
        a { color: var(--accent); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; list-style: none; font-size: .9rem; }
        .wide { overflow-x: auto; }
        table { width: 100%; margin: .75rem 0; border-collapse: collapse; font-size: .9rem; }
        caption { padding-bottom: .25rem; color: var(--soft); text-align: left; }
        th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
          overflow-wrap: anywhere; }
        th { color: var(--soft); font-weight: 600; white-space: nowrap; } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: .875em; }
        pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        mark { padding: 0 .2em; border-radius: .2em; background: var(--mark); color: var(--mark-ink); }
        article { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
        article.redacted { border-left: .3rem solid var(--mark-ink); }
        article h3 { display: flex; flex-wrap: wrap; gap: 0 .75rem; margin: 0 0 .5rem; font-size: .9rem; font-weight: 400; color: var(--soft); }
        article h3 time { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
        .none { margin: 0; color: var(--soft); font-style: italic; }
        ol { margin: .75rem 0 0; padding: .5rem 0 0; border-top: 1px solid var(--line); list-style: none; font-size: .9rem; }
        ol li { margin: .2rem 0; overflow-wrap: anywhere; } ol .what { color: var(--soft); }
        ol pre { margin: .15rem 0 .5rem; padding-left: .75rem; border-left: 2px solid var(--line); }
        .failed, .warning { color: var(--bad); }
        figure { margin: 1rem 0; } figcaption { font-weight: 600; }
        svg { display: block; width: 100%; height: auto; } svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
        svg .axis { stroke: var(--line); } svg .total { fill: var(--ink); }
        .s0 { fill: var(--s0); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
        .s4 { fill: var(--s4); } .s5 { fill: var(--s5); } .s6 { fill: var(--s6); } .s7 { fill: var(--s7); }
        .legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .25rem 0 0; padding: 0; list-style: none; font-size: .85rem; }
        .legend svg { display: inline-block; width: .8em; height: .8em; margin-right: .35em; vertical-align: -.05em; }
        @media print { :root { --ink: #000; --soft: #333; --line: #bbb; --page: #fff; --card: #fff; --mark: #eee; --mark-ink: #000; --bad: #000;
            --accent: #000; color-scheme: light; }
          body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; } article { break-inside: auto; }
          article h3, h2, thead { break-after: avoid; } mark { border: 1px solid #999; }
          svg rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
        """;
}
