"""The guide's query without fleetq: PyYAML's C loader and simpleeval, and nothing else. usage: bare.py ROOT"""
import glob
import sys

import simpleeval
import yaml

QUERY = "data.connectorBuildOptions.baseImage is not None"

matched = []
for path in sorted(glob.glob(f"{sys.argv[1]}/airbyte-integrations/connectors/*/metadata.yaml")):
    with open(path, "rb") as file:
        data = yaml.load(file, Loader=yaml.CSafeLoader)["data"]
    if data.get("supportLevel") != "certified":
        continue
    try:
        if simpleeval.EvalWithCompoundTypes(names={"data": data}).eval(QUERY):
            matched.append(path)
    except Exception:
        pass
print(len(matched))
