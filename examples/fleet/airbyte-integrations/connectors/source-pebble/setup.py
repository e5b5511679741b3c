from setuptools import setup

setup(name="source_pebble", packages=["source_pebble"])
