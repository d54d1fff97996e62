"""The explanation text (部门预算公开说明): a budget and its facts in, sections of sentences out.

Every figure printed is bound to the facts it is computed from; what is missing is a problem.
"""

from yusuan.narrative.compile import compared, explanation
from yusuan.narrative.figures import Figure, Figures, Years
from yusuan.narrative.glossary import Term, terms, used
from yusuan.narrative.names import Names
from yusuan.narrative.numbers import Style
from yusuan.narrative.templates import Template, template, template_names
from yusuan.narrative.texts import Explanation, Paragraph, Problem, Section, Span

__all__ = [
    "Explanation",
    "Figure",
    "Figures",
    "Names",
    "Paragraph",
    "Problem",
    "Section",
    "Span",
    "Style",
    "Template",
    "Term",
    "Years",
    "compared",
    "explanation",
    "template",
    "template_names",
    "terms",
    "used",
]
