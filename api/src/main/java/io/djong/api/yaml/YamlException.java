package io.djong.api.yaml;

/// A text that is no YAML, or is beyond a limit. The message is `yaml: line 3: …`.
public final class YamlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    YamlException(int line, String problem) {
        super(line > 0 ? "yaml: line " + line + ": " + problem : "yaml: " + problem, null, false, false);
        this.line = line;
    }

    /// Where, from 1; 0 when the place is not known.
    public int line() {
        return line;
    }
}
