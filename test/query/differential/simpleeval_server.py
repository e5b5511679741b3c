"""Answers expressions as the real simpleeval does: one JSON object a line in, one a line out."""
import ast
import datetime
import json
import operator
import sys
import warnings

import simpleeval
import yaml

warnings.simplefilter("ignore")

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FUNCTIONS = dict(
    simpleeval.DEFAULT_FUNCTIONS, len=len, any=any, all=all, min=min, max=max, sum=sum, sorted=sorted,
    reversed=reversed, abs=abs, round=round, bool=bool, enumerate=enumerate, zip=zip, range=range,
)
# simpleeval 1.0 has these; the packaged 0.9 does not yet.
OPERATORS = {
    ast.BitXor: operator.xor, ast.BitOr: operator.or_, ast.BitAnd: operator.and_, ast.Invert: operator.invert,
}


class Evaluator(simpleeval.EvalWithCompoundTypes):
    """What 1.0 adds to 0.9: mapping comprehensions, unpacking in lists and mappings; and set comprehensions."""

    def __init__(self, names):
        operators = dict(simpleeval.DEFAULT_OPERATORS)
        operators.update(OPERATORS)
        super().__init__(operators=operators, functions=dict(FUNCTIONS), names=names)
        self.nodes.update({
            ast.DictComp: self._mapping_comprehension, ast.SetComp: self._set_comprehension,
            ast.List: self._list, ast.Dict: self._mapping, ast.Tuple: lambda n: tuple(self._list(n)),
            ast.Set: lambda n: set(self._list(n)),
        })

    def _eval(self, node):
        # 0.9 asks of every value whether it is a forbidden function, and fails on a tuple that holds a list.
        try:
            handler = self.nodes[type(node)]
        except KeyError:
            raise simpleeval.FeatureNotAvailable(type(node).__name__)
        return handler(node)

    def _mapping_comprehension(self, node):
        pair = ast.Tuple(elts=[node.value, node.key], ctx=ast.Load())
        pairs = self._eval_comprehension(ast.ListComp(elt=pair, generators=node.generators))
        return {key: value for value, key in pairs}

    def _set_comprehension(self, node):
        return set(self._eval_comprehension(ast.ListComp(elt=node.elt, generators=node.generators)))

    def _list(self, node):
        result = []
        for element in node.elts:
            if isinstance(element, ast.Starred):
                result.extend(self._eval(element.value))
            else:
                result.append(self._eval(element))
        return result

    def _mapping(self, node):
        result = {}
        for key, value in zip(node.keys, node.values):
            if key is None:
                result.update(self._eval(value))
            else:
                result[self._eval(key)] = self._eval(value)
        return result


ITERATORS = (zip, enumerate, type(reversed([])), type(reversed(())), type(reversed({})), type(reversed({}.items())), type(reversed({}.values())), type(reversed(range(0))))


def tagged(value, depth=0):
    if depth > 50:
        return ["deep"]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return ["int", str(value) if abs(value) < 10**4000 else "large"]
    if isinstance(value, float):
        return ["float", repr(value)]
    if isinstance(value, str):
        return ["str", [ord(c) for c in value]]
    if isinstance(value, list):
        return ["list", [tagged(v, depth + 1) for v in value]]
    if isinstance(value, tuple):
        return ["list", [tagged(v, depth + 1) for v in value]]
    if isinstance(value, (set, frozenset)):
        return ["set", sorted((tagged(v, depth + 1) for v in value), key=lambda v: json.dumps(v))]
    if isinstance(value, dict):
        return ["dict", [[tagged(k, depth + 1), tagged(v, depth + 1)] for k, v in value.items()]]
    if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
        return ["list", [tagged(v, depth + 1) for v in value]]
    if isinstance(value, (range,) + ITERATORS):
        return ["list", [tagged(v, depth + 1) for v in value]]
    if isinstance(value, datetime.datetime):
        instant = value if value.tzinfo else value.replace(tzinfo=datetime.timezone.utc)
        return ["date", str(int(instant.timestamp() * 1000 // 1))]
    if isinstance(value, datetime.date):
        midnight = datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.timezone.utc)
        return ["date", str(int(midnight.timestamp() * 1000 // 1))]
    if isinstance(value, datetime.timedelta):
        return ["str", [ord(c) for c in str(value)]]
    return ["other", type(value).__name__]


def syntax(query):
    """Whether Python reads the text as one expression: "expression", "statement", or "error"."""
    try:
        body = ast.parse(query.strip()).body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return {"syntax": "error", "message": str(error)}
    return {"syntax": "expression" if len(body) == 1 and isinstance(body[0], ast.Expr) else "statement"}


def answer(request):
    if "syntax" in request:
        return syntax(request["syntax"])
    names = {"data": yaml.load(request["data"], Loader=LOADER)}
    try:
        value = Evaluator(names).eval(request["query"])
        if isinstance(value, ITERATORS):
            value = list(value)
    except RecursionError:
        return {"skip": "RecursionError"}
    except Exception as error:  # every error is an answer
        return {"error": type(error).__name__, "message": str(error)[:200]}
    try:
        result = {"value": tagged(value)}
        text = repr(value)
        return dict(result, repr=text) if len(text) < 100000 else result
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)[:200]}


def main():
    print(json.dumps({"simpleeval": getattr(simpleeval, "__version__", "0.9"), "python": sys.version.split()[0]}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


main()
