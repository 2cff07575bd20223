"""Texts that try to be more than text: each one may only ever show as itself."""

_SCRIPTS = (
    "<script>window.broken=1</script>",
    "</script><script>window.broken=1</script>",
    "</SCRIPT ><img src=x onerror=window.broken=1>",
    "<!--<script>",
    "--><script>window.broken=1</script>",
    "]]><script>window.broken=1</script>",
    '"><img src=x onerror=window.broken=1>',
    "'><svg onload=window.broken=1>",
    "<svg><script>window.broken=1</script></svg>",
    "<iframe srcdoc='<script>parent.broken=1</script>'></iframe>",
    '<a href="javascript:window.broken=1">点我</a>',
    "<math><mtext></mtext><script>window.broken=1</script></math>",
    "<body onload=window.broken=1>",
    "<meta http-equiv=refresh content='0;url=http://example.invalid/'>",
    "<base href=http://example.invalid/>",
    "<form action=http://example.invalid/><button>",
    "<link rel=stylesheet href=http://example.invalid/a.css>",
    "<img src=http://example.invalid/a.png>",
    "<object data=http://example.invalid/></object>",
    "&lt;script&gt;window.broken=1&lt;/script&gt;",
    "&#60;script&#62;window.broken=1",
    "{{ 7*7 }}{% raw %}",
    "${window.broken=1}`",
    "\\u003cscript>\\x3cscript>",
)
_STYLES = (
    "<style>*{display:none}</style>",
    "</style><style>body{background:url(http://example.invalid/)}</style>",
    '" style="position:fixed;inset:0"',
    "<div style=position:fixed;inset:0;background:red>",
    "*/}body{display:none}/*",
)
_SIGNS = (
    "\u202e倒过来的字\u202d",
    "\u2067右到左\u2066",
    "零宽\u200b空格\u200c和\u200d连接\ufeff",
    "a\u0300\u0301\u0302\u0303\u0304" * 30,
    "控制\x01\x02\x07\x1b[31m字符",
    "空\x00字",
    "行\u2028段\u2029分隔",
    "代理对😀𠮷",
    "私用\ue000区",
    "回车\r独立",
)
_FORMULAS = (
    '=HYPERLINK("http://example.invalid/","点")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "\u200b=1+1",
)
_LONG = ("长" * 60_000, "<" * 5_000, "无标点" * 9_000 + "1亿元", "🚀" * 4_000)

TEXTS = _SCRIPTS + _STYLES + _SIGNS + _FORMULAS + _LONG
