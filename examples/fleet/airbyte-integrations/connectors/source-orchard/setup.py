from setuptools import setup

setup(name="source_orchard", packages=["source_orchard"])
