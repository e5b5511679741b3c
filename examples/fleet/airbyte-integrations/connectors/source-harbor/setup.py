from setuptools import setup

setup(name="source_harbor", packages=["source_harbor"])
