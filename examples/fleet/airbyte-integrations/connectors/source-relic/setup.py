from setuptools import setup

setup(name="source_relic", packages=["source_relic"])
