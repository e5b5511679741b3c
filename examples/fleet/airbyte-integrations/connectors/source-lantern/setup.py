from setuptools import setup

setup(name="source_lantern", packages=["source_lantern"])
