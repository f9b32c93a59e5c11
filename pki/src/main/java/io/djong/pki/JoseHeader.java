package io.djong.pki;

import java.nio.charset.StandardCharsets;

/// The two members of a token's header that matter here. A header may have others; `crit` is refused, as RFC 7515
/// asks of those who do not understand the extensions named in it.
record JoseHeader(String algorithm, String keyId) {
    static JoseHeader parse(byte[] utf8) throws PkiException {
        return new Scanner(new String(utf8, StandardCharsets.UTF_8)).header();
    }

    /// A JSON reader that keeps strings of the outermost object and skips everything else.
    private static final class Scanner {
        private static final int DEPTH_MAX = 16;
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        JoseHeader header() throws PkiException {
            String algorithm = "";
            String keyId = "";
            expect('{');
            if (peek() == '}') {
                at++;
            } else {
                do {
                    String name = string();
                    expect(':');
                    switch (name) {
                        case "alg" -> algorithm = string();
                        case "kid" -> keyId = string();
                        case "crit" -> throw new PkiException("The token's header names critical extensions.");
                        default -> skip(0);
                    }
                } while (more('}'));
            }
            space();
            if (at != text.length()) {
                throw malformed();
            }
            return new JoseHeader(algorithm, keyId);
        }

        private void skip(int depth) throws PkiException {
            if (depth > DEPTH_MAX) {
                throw malformed();
            }
            switch (peek()) {
                case '"' -> string();
                case '{' -> {
                    at++;
                    if (peek() == '}') {
                        at++;
                        return;
                    }
                    do {
                        string();
                        expect(':');
                        skip(depth + 1);
                    } while (more('}'));
                }
                case '[' -> {
                    at++;
                    if (peek() == ']') {
                        at++;
                        return;
                    }
                    do {
                        skip(depth + 1);
                    } while (more(']'));
                }
                default -> {
                    int from = at;
                    while (at < text.length() && "+-.0123456789aeflnrstuE".indexOf(text.charAt(at)) >= 0) {
                        at++;
                    }
                    if (at == from) {
                        throw malformed();
                    }
                }
            }
        }

        private boolean more(char end) throws PkiException {
            char c = peek();
            at++;
            if (c == ',') {
                return true;
            }
            if (c == end) {
                return false;
            }
            throw malformed();
        }

        private String string() throws PkiException {
            expect('"');
            StringBuilder value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return value.toString();
                }
                if (c < ' ') {
                    throw malformed();
                }
                value.append(c == '\\' ? escaped() : c);
            }
            throw malformed();
        }

        private char escaped() throws PkiException {
            char c = at < text.length() ? text.charAt(at++) : 0;
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    if (at + 4 > text.length()) {
                        throw malformed();
                    }
                    try {
                        char value = (char) Integer.parseInt(text, at, at + 4, 16);
                        at += 4;
                        yield value;
                    } catch (NumberFormatException e) {
                        throw new PkiException("The token's header is not valid JSON.", e);
                    }
                }
                default -> throw malformed();
            };
        }

        private char peek() throws PkiException {
            space();
            if (at >= text.length()) {
                throw malformed();
            }
            return text.charAt(at);
        }

        private void expect(char c) throws PkiException {
            if (peek() != c) {
                throw malformed();
            }
            at++;
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private static PkiException malformed() {
            return new PkiException("The token's header is not valid JSON.");
        }
    }
}
