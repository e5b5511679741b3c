from setuptools import setup

setup(name="source_meadow", packages=["source_meadow"])
