package example

class Vault
