package io.djong.api.validation.expression;

import io.djong.api.json.GoQuote;
import java.util.Locale;

/// Whether a text is a JSONPath template as kubectl and custom columns know it. Only the syntax: nothing
/// is looked up. Upstream: `client-go/util/jsonpath`.
public final class JsonPathSyntax {
    private static final char END = Character.MAX_VALUE;

    private final String input;
    private int pos;
    private boolean recursed;

    private JsonPathSyntax(String input) {
        this.input = input;
    }

    /// What is wrong with a template such as `{.spec.replicas}`; empty when nothing is.
    public static String problem(String template) {
        return new JsonPathSyntax(template).text();
    }

    private String text() {
        int brace = input.indexOf('{', pos);
        if (brace < 0) {
            return "";
        }
        pos = brace + 1;
        recursed = false;
        return action();
    }

    private char next() {
        return pos < input.length() ? input.charAt(pos++) : END;
    }

    private String action() {
        while (true) {
            if (input.startsWith("}", pos)) {
                pos++;
                return text();
            }
            String wrong;
            if (input.startsWith("[?(", pos)) {
                wrong = filter();
            } else if (input.startsWith("..", pos)) {
                wrong = recursive();
            } else {
                char c = next();
                if (c == END || isEndOfLine(c)) {
                    return "unclosed action";
                }
                wrong = inside(c);
            }
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
    }

    private String inside(char c) {
        if (c == ' ' || c == '@' || c == '$') {
            return "";
        }
        boolean was = recursed;
        recursed = false;
        if (c == '[') {
            return array();
        }
        if (c == '"' || c == '\'') {
            return quoted(c);
        }
        if (c == '.') {
            field();
            return "";
        }
        if (c == '+' || c == '-' || Character.isDigit(c)) {
            return number();
        }
        if (isAlphaNumeric(c)) {
            while (pos < input.length() && !isTerminator(input.charAt(pos))) {
                pos++;
            }
            return "";
        }
        recursed = was;
        String shown = String.format(Locale.ROOT, "U+%04X", (int) c);
        return "unrecognized character in action: " + shown + (GoQuote.isPrintable(c) ? " '" + c + "'" : "");
    }

    private String recursive() {
        if (recursed) {
            return "invalid multiple recursive descent";
        }
        pos += 2;
        recursed = true;
        if (pos < input.length() && isAlphaNumeric(input.charAt(pos))) {
            field();
            recursed = false;
        }
        return "";
    }

    private void field() {
        while (pos < input.length()) {
            char c = input.charAt(pos);
            if (c == '\\') {
                pos = Math.min(input.length(), pos + 2);
            } else if (isTerminator(c)) {
                return;
            } else {
                pos++;
            }
        }
    }

    private String number() {
        int from = pos - 1;
        while (pos < input.length() && (input.charAt(pos) == '.' || Character.isDigit(input.charAt(pos)))) {
            pos++;
        }
        String value = input.substring(from, pos);
        String digits = value.replaceAll("^[+-]", "");
        boolean valid = !digits.replace(".", "").isEmpty() && digits.indexOf('.') == digits.lastIndexOf('.');
        return valid ? "" : "cannot parse number " + value;
    }

    private String array() {
        int from = pos;
        char c;
        do {
            c = next();
            if (c == END || c == '\n') {
                return "unterminated array";
            }
        } while (c != ']');
        String content = input.substring(from, pos - 1);
        String index = content.equals("*") ? ":" : content;
        if (index.indexOf(',') >= 0) {
            for (String part : index.split(",", -1)) {
                String wrong = problem("{[" + strip(part) + "]}");
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
            return "";
        }
        boolean key = index.length() >= 2
                && index.startsWith("'")
                && index.endsWith("'")
                && index.indexOf('\'', 1) == index.length() - 1;
        if (key) {
            return problem("{." + index.substring(1, index.length() - 1) + "}");
        }
        return slice(index);
    }

    private static String strip(String part) {
        return part.replaceAll("^ +| +$", "");
    }

    /// `from:to:step`, each of which may be missing.
    private static String slice(String index) {
        String[] parts = index.split(":", -1);
        boolean valid = parts.length <= 3;
        for (String part : parts) {
            valid &= part.matches("-?\\d*");
        }
        if (!valid) {
            return "invalid array index " + index;
        }
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].equals("-")) {
                return "array index - is not a number";
            }
        }
        return "";
    }

    private String filter() {
        pos += 3;
        int from = pos;
        boolean begin = false;
        boolean end = false;
        char pair = 0;
        while (true) {
            char c = next();
            if (c == END || c == '\n') {
                return "unterminated filter";
            }
            if (c == '"' || c == '\'') {
                if (!begin) {
                    begin = true;
                    pair = c;
                } else if (input.charAt(pos - 2) != '\\' && c == pair) {
                    end = true;
                }
            } else if (c == ')' && begin == end) {
                break;
            }
        }
        if (next() != ']') {
            return "unclosed array expect ]";
        }
        return condition(input.substring(from, pos - 2));
    }

    private static String condition(String text) {
        int operator = 0;
        while (operator < text.length() && "!<>=".indexOf(text.charAt(operator)) < 0) {
            operator++;
        }
        int right = operator;
        while (right < text.length() && "!<>=".indexOf(text.charAt(right)) >= 0) {
            right++;
        }
        if (operator == 0 || right == operator || right == text.length()) {
            return problem("{" + text + "}");
        }
        String wrong = problem("{" + text.substring(0, operator) + "}");
        return wrong.isEmpty() ? problem("{" + text.substring(right) + "}") : wrong;
    }

    private String quoted(char end) {
        int from = pos - 1;
        while (true) {
            char c = next();
            if (c == END || c == '\n') {
                return "unterminated quoted string";
            }
            if (c == end && input.charAt(pos - 2) != '\\') {
                break;
            }
        }
        String value = input.substring(from, pos);
        String inner = value.substring(1, value.length() - 1);
        boolean valid = !inner.matches("(?s).*\\\\([^abfnrtvxuU0-7\\\\\"']).*");
        return valid ? "" : "unquote string " + value + " error invalid syntax";
    }

    private static boolean isTerminator(char c) {
        return c == ' ' || c == '\t' || isEndOfLine(c) || ".,[]$@{}".indexOf(c) >= 0;
    }

    private static boolean isEndOfLine(char c) {
        return c == '\r' || c == '\n';
    }

    private static boolean isAlphaNumeric(char c) {
        return c == '_' || Character.isLetter(c) || Character.isDigit(c);
    }
}
