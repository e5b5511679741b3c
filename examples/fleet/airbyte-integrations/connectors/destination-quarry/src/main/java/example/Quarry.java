package example;

public class Quarry {}
