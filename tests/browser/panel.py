"""What a number shows and what its panel of evidence says, and whether the two are one."""

import math
import re
from dataclasses import dataclass, field

# Everything that answers under a root, with what the panel then says; run inside the page.
READ = """(root) => {
  const scope = root || document;
  const panel = document.querySelector('.hz-panel');
  const text = (node) => node ? node.textContent : '';
  const found = [];
  for (const one of scope.querySelectorAll('[data-evidence]')) {
    if (one.closest('.hz-panel')) continue;
    const mark = one.classList.contains('hz-mark');
    one.click();
    const cell = one.closest('td, th');
    const heading = cell && cell.closest('table').tHead
      ? text(cell.closest('table').tHead.rows[0].cells[cell.cellIndex]) : '';
    found.push({
      shown: mark ? one.getAttribute('aria-label') : one.textContent, mark, heading,
      status: one.dataset.status || '', key: one.dataset.evidence,
      where: (one.closest('p, figcaption, td, .hz-stage, h1, h2, h3') || one).className || one.parentElement.tagName,
      context: text(one.closest('p, figcaption, tr, figure')).slice(0, 120),
      open: !panel.hidden, title: text(panel.querySelector('h2')),
      marks: [...panel.querySelectorAll('mark')].map(text),
      body: text(panel.querySelector('.body')),
    });
    const close = panel.querySelector('.close');
    if (close) close.click();
  }
  return found;
}"""
_NUMBER = re.compile(r"([≥≤约]?)([+−-]?)(\d[\d,]*(?:\.\d+)?)\s*(万亿|千亿|百亿|亿|万|千)?")
_SCALES = {"": 1, "千": 1e3, "万": 1e4, "亿": 1e8, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}


@dataclass(frozen=True)
class Number:
    """A number as it is shown: its value as printed, its scale and half of its last digit."""

    value: float
    scale: float
    half: float
    rest: str = field(default="", compare=False)

    def near(self, other):
        """Tell whether another number could be printed like this one, in some scale of ten thousands."""
        # The coarser of the two prints is a rounding of the finer one.
        for factor in (1, 1e4, 1e8, 1e12, 1e-4, 1e-8):
            width = max(self.half * self.scale, other.half * other.scale * factor)
            if abs(self.value * self.scale - other.value * other.scale * factor) <= width * 1.0001:
                return True
        return abs(abs(self.value) - abs(other.value)) <= max(self.half, other.half) * 1.0001


def numbers(text):
    """Return the numbers of a text."""
    found = []
    for match in _NUMBER.finditer(text.replace("‰", "")):
        digits = match[3].replace(",", "")
        half = 0.5 * 10 ** -len(digits.partition(".")[2])
        sign = -1 if match[2] in ("−", "-") and match[2] else 1
        found.append(Number(sign * float(digits), _SCALES[match[4] or ""], half, match.group()))
    return found


def result(formula):
    """Return what a formula comes to."""
    text = formula.replace(",", "").replace("−", "-").replace("×", "*").replace("÷", "/")
    text = text.replace("^", "**").replace("–", "-")
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    return float(eval(text, {"__builtins__": {}, "log2": math.log2, "abs": abs, "sqrt": math.sqrt}))  # noqa: S307
