package io.djong.apigenerator;

/// A schema file breaks the grammar or names what does not exist. The message says file, line and what is wrong.
public final class SchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    SchemaException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
