"""Runs a build_customization.py as the reference does, with containers that only note what is asked of them.

Reads a list of module texts as JSON, writes what each came to, or null where it fails.
"""
import asyncio
import inspect
import json
import sys


class Container:
    def __init__(self, calls=()):
        self.calls = calls

    def __getattr__(self, name):
        if not name.startswith("with_"):
            raise AttributeError(name)
        method = SIGNATURES[name]

        def call(*args, **named):
            bound = inspect.signature(method).bind(*args, **named).arguments
            return Container((*self.calls, [name, normal(name, dict(bound))]))

        return call

    def __await__(self):
        async def itself():
            return self

        return itself().__await__()


def normal(name, bound):
    """The words for the entrypoint mean the opposite of each other, and a file has permissions."""
    if name == "with_exec":
        skip = bound.pop("skip_entrypoint", None)
        use = bound.pop("use_entrypoint", None)
        bound["entrypoint"] = use if skip is None else not skip
        bound["args"] = list(bound["args"])
    if name == "with_new_file":
        bound.setdefault("permissions", 0o644)
    return bound


SIGNATURES = {
    "with_exec": lambda args, *, use_entrypoint=None, skip_entrypoint=None: None,
    "with_env_variable": lambda name, value: None,
    "with_new_file": lambda path, contents, *, permissions=None: None,
    "with_user": lambda name: None,
    "with_workdir": lambda path: None,
}


async def hook(module, name):
    if name not in module:
        return []
    return list((await module[name](Container())).calls)


async def run(text):
    module = {"__name__": "build_customization", "__file__": "/tmp/source-x/build_customization.py"}
    try:
        exec(compile(text.encode(), "build_customization.py", "exec"), module)
        return {
            "mainFile": module.get("MAIN_FILE_NAME"),
            "pre": await hook(module, "pre_connector_install"),
            "post": await hook(module, "post_connector_install"),
        }
    except Exception:
        return None


json.dump([asyncio.run(run(text)) for text in json.load(sys.stdin)], sys.stdout)
