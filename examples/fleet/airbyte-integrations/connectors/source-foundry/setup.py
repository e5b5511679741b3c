from setuptools import setup

setup(name="source_foundry", packages=["source_foundry"])
