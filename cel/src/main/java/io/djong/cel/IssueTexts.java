package io.djong.cel;

import java.util.List;

/// Messages of our compiler in the words of upstream's.
final class IssueTexts {
    private static final String TOKEN = "token recognition error";
    private static final String UNSUPPORTED = "unsupported syntax '";
    private static final String CANDIDATES = " (candidates: ";
    private static final List<String> GRAMMAR =
            List.of("extraneous input", "mismatched input", "missing ", "no viable alternative", TOKEN);

    private IssueTexts() {}

    /// @param syntax whether the parser found it; upstream says so of what the grammar does not allow
    static String of(String message, boolean syntax) {
        int candidates = message.indexOf(CANDIDATES);
        if (candidates >= 0) {
            return typed(message.substring(0, candidates));
        }
        if (message.startsWith("expected type '")) {
            return typed(message);
        }
        if (message.startsWith("For input string")) {
            return "invalid int literal";
        }
        if (message.equals("The argument must be a simple name")) {
            return "argument must be a simple name";
        }
        if (message.startsWith(UNSUPPORTED)) {
            return message.replace(UNSUPPORTED, "unsupported syntax: '");
        }
        boolean grammar = syntax && GRAMMAR.stream().anyMatch(message::startsWith);
        return grammar ? "Syntax error: " + atEnd(asGiven(message)) : message;
    }

    /// Upstream's names of types in messages.
    private static String typed(String message) {
        return message.replace("google.protobuf.Duration", "duration").replace("google.protobuf.Timestamp", "timestamp");
    }

    /// Where an expression could end, upstream expects nothing else.
    private static String atEnd(String message) {
        int expected = message.indexOf(" expecting {<EOF>");
        return expected < 0 ? message : message.substring(0, expected) + " expecting <EOF>";
    }

    /// What no token begins with is shown as it is by upstream, and escaped by our parser.
    private static String asGiven(String message) {
        return message.startsWith(TOKEN)
                ? message.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
                : message;
    }
}
