package io.djong.api.yaml;

/// A text that is no YAML, or is beyond a limit. The message is `yaml: line 3: …`.
public final class YamlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    YamlException(int line, String problem) {
        super(line > 0 ? "yaml: line " + line + ": " + problem : "yaml: " + problem, null, false, false);
        this.line = line;
    }

    private YamlException(String message, int line) {
        super(message, null, false, false);
        this.line = line;
    }

    /// A fault whose message does not name its line, as upstream's.
    static YamlException untold(int line, String problem) {
        return new YamlException("yaml: " + problem, line);
    }

    /// A value that YAML has and JSON has not.
    static YamlException unsupported(String value) {
        return new YamlException("json: unsupported value: " + value, 0);
    }

    /// Where, from 1; 0 when the place is not known.
    public int line() {
        return line;
    }
}
