package io.djong.api.selector;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads label selectors by recursive descent over a list of tokens, with upstream's grammar:
/// requirements separated by commas; each `key`, `!key`, `key in (a,b)`, `key notin (a,b)`, or `key` and one of
/// `= == != > <` and a value.
final class SelectorParser {
    private enum Kind {
        END,
        CLOSED,
        COMMA,
        NOT,
        DOUBLE_EQUALS,
        EQUALS,
        GREATER,
        WORD,
        IN,
        LESS,
        NOT_EQUALS,
        NOT_IN,
        OPEN
    }

    private record Token(Kind kind, String text) {
        /// `in` and `notin` are ordinary words where a value stands.
        boolean isWord() {
            return kind == Kind.WORD || kind == Kind.IN || kind == Kind.NOT_IN;
        }
    }

    private static final String BINARY_OPERATORS = "in, notin, =, ==, !=, gt, lt";

    private final String input;
    private int pos;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    SelectorParser(String input) {
        this.input = input;
    }

    List<Requirement> parse() throws SelectorException {
        scan();
        var requirements = new ArrayList<Requirement>();
        while (true) {
            var token = peek();
            if (token.kind == Kind.END) {
                return requirements;
            }
            if (!token.isWord() && token.kind != Kind.NOT) {
                throw new SelectorException("found '" + token.text + "', expected: !, identifier, or 'end of string'");
            }
            try {
                requirements.add(requirement());
            } catch (SelectorException e) {
                throw new SelectorException("unable to parse requirement: " + e.getMessage());
            }
            var separator = take();
            if (separator.kind == Kind.END) {
                return requirements;
            }
            if (separator.kind != Kind.COMMA) {
                throw new SelectorException("found '" + separator.text + "', expected: ',' or 'end of string'");
            }
            if (!peek().isWord() && peek().kind != Kind.NOT) {
                throw new SelectorException("found '" + peek().text + "', expected: identifier after ','");
            }
        }
    }

    private Requirement requirement() throws SelectorException {
        boolean absent = false;
        var token = take();
        if (token.kind == Kind.NOT) {
            absent = true;
            token = take();
        }
        if (!token.isWord()) {
            throw expected(token, ", expected: identifier");
        }
        String key = token.text;
        var wrong = LabelNames.key(key);
        if (!wrong.isEmpty()) {
            var errors = new FieldErrors();
            errors.invalid(FieldPath.ROOT, key, String.join("; ", wrong));
            throw new SelectorException(FieldErrors.message(errors.list()));
        }
        if (absent) {
            return Requirement.of(key, Operator.DOES_NOT_EXIST, List.of());
        }
        if (peek().kind == Kind.END || peek().kind == Kind.COMMA) {
            return Requirement.of(key, Operator.EXISTS, List.of());
        }
        var operator = operator();
        boolean many = operator == Operator.IN || operator == Operator.NOT_IN;
        return Requirement.of(key, operator, many ? values() : List.of(value()));
    }

    private Operator operator() throws SelectorException {
        var token = take();
        return switch (token.kind) {
            case IN -> Operator.IN;
            case NOT_IN -> Operator.NOT_IN;
            case EQUALS -> Operator.EQUALS;
            case DOUBLE_EQUALS -> Operator.DOUBLE_EQUALS;
            case NOT_EQUALS -> Operator.NOT_EQUALS;
            case GREATER -> Operator.GREATER_THAN;
            case LESS -> Operator.LESS_THAN;
            case END, CLOSED, COMMA, NOT, WORD, OPEN -> throw expected(token, ", expected: " + BINARY_OPERATORS);
        };
    }

    private String value() throws SelectorException {
        if (peek().kind == Kind.END || peek().kind == Kind.COMMA) {
            return "";
        }
        var token = take();
        if (!token.isWord()) {
            throw expected(token, ", expected: identifier");
        }
        return token.text;
    }

    private List<String> values() throws SelectorException {
        var open = take();
        if (open.kind != Kind.OPEN) {
            throw expected(open, " expected: '('");
        }
        var first = peek();
        if (first.kind == Kind.CLOSED) {
            take();
            return List.of("");
        }
        if (!first.isWord() && first.kind != Kind.COMMA) {
            throw expected(first, ", expected: ',', ')' or identifier");
        }
        var values = words();
        if (take().kind != Kind.CLOSED) {
            throw expected(first, ", expected: ')'");
        }
        return List.copyOf(values);
    }

    /// Words with commas between them; two commas in a row, or one at an end, stand for an empty word.
    private SortedSet<String> words() throws SelectorException {
        var words = new TreeSet<String>();
        while (true) {
            var token = take();
            if (token.isWord()) {
                words.add(token.text);
                if (peek().kind == Kind.CLOSED) {
                    return words;
                }
                if (peek().kind != Kind.COMMA) {
                    throw expected(peek(), ", expected: ',' or ')'");
                }
            } else if (token.kind == Kind.COMMA) {
                if (words.isEmpty()) {
                    words.add("");
                }
                if (peek().kind == Kind.CLOSED) {
                    words.add("");
                    return words;
                }
                if (peek().kind == Kind.COMMA) {
                    words.add("");
                }
            } else {
                throw expected(token, ", expected: ',', or identifier");
            }
        }
    }

    private static SelectorException expected(Token found, String what) {
        return new SelectorException("found '" + found.text + "'" + what);
    }

    private Token peek() {
        return tokens.get(Math.min(next, tokens.size() - 1));
    }

    private Token take() {
        var token = peek();
        next++;
        return token;
    }

    /// A NUL character ends the text, as it does upstream.
    private void scan() {
        Token token;
        do {
            token = scanToken();
            tokens.add(token);
        } while (token.kind != Kind.END);
    }

    private Token scanToken() {
        while (pos < input.length() && isSpace(input.charAt(pos))) {
            pos++;
        }
        if (pos >= input.length() || input.charAt(pos) == 0) {
            return new Token(Kind.END, "");
        }
        int start = pos;
        char c = input.charAt(pos);
        if (!isSpecial(c)) {
            while (pos < input.length()
                    && input.charAt(pos) != 0
                    && !isSpecial(input.charAt(pos))
                    && !isSpace(input.charAt(pos))) {
                pos++;
            }
            String word = input.substring(start, pos);
            return new Token(word.equals("in") ? Kind.IN : word.equals("notin") ? Kind.NOT_IN : Kind.WORD, word);
        }
        boolean equals = pos + 1 < input.length() && input.charAt(pos + 1) == '=';
        Kind kind = switch (c) {
            case '=' -> equals ? Kind.DOUBLE_EQUALS : Kind.EQUALS;
            case '!' -> equals ? Kind.NOT_EQUALS : Kind.NOT;
            case '(' -> Kind.OPEN;
            case ')' -> Kind.CLOSED;
            case ',' -> Kind.COMMA;
            case '>' -> Kind.GREATER;
            default -> Kind.LESS;
        };
        pos += equals && (c == '=' || c == '!') ? 2 : 1;
        return new Token(kind, input.substring(start, pos));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isSpecial(char c) {
        return "=!(),><".indexOf(c) >= 0;
    }
}
